import java.io.FileInputStream;
import java.security.KeyStore;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.PKIXRevocationChecker.Option;
import java.security.cert.X509CertSelector;
import java.util.EnumSet;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * Connects to a TLS server on this machine as a careful Java program does: every certificate below the root is looked up by OCSP, and by
 * nothing else. Prints "connected", or the reason why not.
 *
 * Arguments: ROOT, a PEM file; PORT.
 */
public class ConnectWithOcsp {
  public static void main(String[] arguments) throws Exception {
    KeyStore anchors = KeyStore.getInstance("PKCS12");
    anchors.load(null, null);
    try (FileInputStream stream = new FileInputStream(arguments[0])) {
      anchors.setCertificateEntry("root", CertificateFactory.getInstance("X.509").generateCertificate(stream));
    }
    var checker = (PKIXRevocationChecker) CertPathBuilder.getInstance("PKIX").getRevocationChecker();
    checker.setOptions(EnumSet.of(Option.NO_FALLBACK));
    PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, new X509CertSelector());
    parameters.addCertPathChecker(checker);
    TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
    managers.init(new CertPathTrustManagerParameters(parameters));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", Integer.parseInt(arguments[1]))) {
      socket.startHandshake();
      System.out.println("connected");
    } catch (SSLHandshakeException refused) {
      Throwable cause = refused;
      while (cause != null && !(cause instanceof CertPathValidatorException)) cause = cause.getCause();
      System.out.println(cause == null ? refused.getMessage() : ((CertPathValidatorException) cause).getReason());
    }
  }
}
