import java.io.FileInputStream;
import java.security.Security;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * Reads an SM2 revocation list and SM2 OCSP answers with Bouncy Castle, which knows nothing of us, and prints a line for each claim that
 * holds. Ends with a stack trace at the first that does not.
 *
 * Arguments: ISSUER REVOKED GOOD, PEM files; LIST, DER; URL of the responder.
 */
public class VerifySm2Revocation {
  public static void main(String[] arguments) throws Exception {
    Security.addProvider(new BouncyCastleProvider());
    X509Certificate issuer = read(arguments[0]), revoked = read(arguments[1]), good = read(arguments[2]);

    X509CRL list;
    try (FileInputStream stream = new FileInputStream(arguments[3])) {
      list = (X509CRL) CertificateFactory.getInstance("X.509", "BC").generateCRL(stream);
    }
    list.verify(issuer.getPublicKey(), "BC");
    claim("1.2.156.10197.1.501".equals(list.getSigAlgOID()), "the list is signed by SM2 with SM3");
    claim(list.isRevoked(revoked) && !list.isRevoked(good), "the list has the revoked one and not the other");

    claim(ask(arguments[4], issuer, good) == CertificateStatus.GOOD, "the good one is good by OCSP");
    claim(ask(arguments[4], issuer, revoked) instanceof RevokedStatus, "the revoked one is revoked by OCSP");
  }

  static CertificateStatus ask(String url, X509Certificate issuer, X509Certificate certificate) throws Exception {
    var digests = new JcaDigestCalculatorProviderBuilder().setProvider("BC").build();
    var id = new CertificateID(digests.get(CertificateID.HASH_SHA1), new JcaX509CertificateHolder(issuer), certificate.getSerialNumber());
    byte[] request = new OCSPReqBuilder().addRequest(id).build().getEncoded();
    var connection = (java.net.HttpURLConnection) new java.net.URL(url).openConnection();
    connection.setRequestMethod("POST");
    connection.setRequestProperty("Content-Type", "application/ocsp-request");
    connection.setDoOutput(true);
    connection.getOutputStream().write(request);
    OCSPResp response = new OCSPResp(connection.getInputStream().readAllBytes());
    if (response.getStatus() != OCSPResp.SUCCESSFUL) throw new AssertionError("status " + response.getStatus());

    BasicOCSPResp basic = (BasicOCSPResp) response.getResponseObject();
    X509CertificateHolder holder = basic.getCerts()[0];
    X509Certificate responder = new JcaX509CertificateConverter().setProvider("BC").getCertificate(holder);
    responder.verify(issuer.getPublicKey(), "BC");
    responder.checkValidity();
    if (!List.of("1.3.6.1.5.5.7.3.9").equals(responder.getExtendedKeyUsage())) throw new AssertionError("no responder");
    if (holder.getExtension(new org.bouncycastle.asn1.ASN1ObjectIdentifier("1.3.6.1.5.5.7.48.1.5")) == null) throw new AssertionError("no nocheck");
    var verifier = new JcaContentVerifierProviderBuilder().setProvider("BC").build(responder.getPublicKey());
    if (!basic.isSignatureValid(verifier)) throw new AssertionError("the signature does not verify");
    SingleResp[] answers = basic.getResponses();
    if (answers.length != 1 || !answers[0].getCertID().equals(id)) throw new AssertionError("another certificate");
    return answers[0].getCertStatus();
  }

  static void claim(boolean holds, String text) {
    if (!holds) throw new AssertionError("does not hold: " + text);
    System.out.println(text);
  }

  static X509Certificate read(String file) throws Exception {
    try (FileInputStream stream = new FileInputStream(file)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509", "BC").generateCertificate(stream);
    }
  }
}
