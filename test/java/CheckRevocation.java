import java.io.FileInputStream;
import java.net.URI;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.PKIXRevocationChecker.Option;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Asks Java's own validator about certificates, by OCSP or by revocation lists and by nothing else, and prints for each "good" or the reason
 * why it is not.
 *
 * Arguments: "ocsp" or "crl"; "-" or the URL of the responder, for certificates that carry none; ISSUER, the trusted CA, and the CERTIFICATEs
 * that it issued, PEM files.
 */
public class CheckRevocation {
  public static void main(String[] arguments) throws Exception {
    X509Certificate issuer = read(arguments[2]);
    for (int i = 3; i < arguments.length; i++) {
      CertPathValidator validator = CertPathValidator.getInstance("PKIX");
      PKIXRevocationChecker checker = (PKIXRevocationChecker) validator.getRevocationChecker();
      EnumSet<Option> options = EnumSet.of(Option.NO_FALLBACK);
      if (arguments[0].equals("crl")) options.add(Option.PREFER_CRLS);
      checker.setOptions(options);
      if (!arguments[1].equals("-")) checker.setOcspResponder(new URI(arguments[1]));
      PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(issuer, null)));
      parameters.addCertPathChecker(checker);
      var path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(read(arguments[i])));
      try {
        validator.validate(path, parameters);
        System.out.println("good");
      } catch (CertPathValidatorException refused) {
        System.out.println(refused.getReason());
      }
    }
  }

  static X509Certificate read(String file) throws Exception {
    try (FileInputStream stream = new FileInputStream(file)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(stream);
    }
  }
}
