import java.io.FileInputStream;
import java.io.FileReader;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.jcajce.spec.SM2ParameterSpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

/**
 * Reads SM2 certificates and a private key with Bouncy Castle, which knows nothing of us, and prints a line for each claim that
 * holds. Ends with a stack trace at the first that does not.
 *
 * Arguments: LEAF SUB ROOT, PEM files in the order of the chain; then, if the leaf's key is at hand, its ENCRYPTED_KEY and PASSWORD.
 */
public class VerifySm2Chain {
  public static void main(String[] arguments) throws Exception {
    Security.addProvider(new BouncyCastleProvider());
    List<X509Certificate> chain = new ArrayList<>();
    for (int i = 0; i < 3; i++) chain.add(read(arguments[i]));
    X509Certificate leaf = chain.get(0), sub = chain.get(1), root = chain.get(2);

    for (X509Certificate certificate : chain) {
      claim("1.2.156.10197.1.501".equals(certificate.getSigAlgOID()), "is signed by SM2 with SM3");
      claim(certificate.getSigAlgParams() == null, "has no signature parameters");
    }
    leaf.verify(sub.getPublicKey(), "BC");
    sub.verify(root.getPublicKey(), "BC");
    root.verify(root.getPublicKey(), "BC");
    claim(true, "signatures verify with the standard identity");
    claim(!verifies(leaf, sub.getPublicKey(), "another identity"), "and with no other");
    claim(!verifies(leaf, root.getPublicKey(), "1234567812345678"), "nor with another key");

    KeyStore anchors = KeyStore.getInstance("PKCS12", "BC");
    anchors.load(null, null);
    anchors.setCertificateEntry("root", root);
    PKIXParameters parameters = new PKIXParameters(anchors);
    parameters.setRevocationEnabled(false);
    CertificateFactory factory = CertificateFactory.getInstance("X.509", "BC");
    CertPathValidator.getInstance("PKIX", "BC").validate(factory.generateCertPath(List.of(leaf, sub)), parameters);
    claim(true, "the path to the root is valid by RFC 5280");

    if (arguments.length > 3) {
      PrivateKey key = open(arguments[3], arguments[4]);
      byte[] message = "signed in Java".getBytes();
      Signature signer = Signature.getInstance("SM3withSM2", "BC");
      signer.initSign(key);
      signer.update(message);
      byte[] signature = signer.sign();
      Signature verifier = Signature.getInstance("SM3withSM2", "BC");
      verifier.initVerify(leaf.getPublicKey());
      verifier.update(message);
      claim(verifier.verify(signature), "the encrypted key opens and signs for the certificate");
    }
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

  /** Checks a certificate's signature over its raw bytes for a signer who goes by this identity. */
  static boolean verifies(X509Certificate certificate, PublicKey key, String identity) throws Exception {
    Signature verifier = Signature.getInstance("SM3withSM2", "BC");
    verifier.setParameter(new SM2ParameterSpec(identity.getBytes()));
    verifier.initVerify(key);
    verifier.update(certificate.getTBSCertificate());
    try {
      return verifier.verify(certificate.getSignature());
    } catch (SignatureException malformed) {
      return false;
    }
  }

  static PrivateKey open(String file, String password) throws Exception {
    try (PEMParser parser = new PEMParser(new FileReader(file))) {
      PKCS8EncryptedPrivateKeyInfo encrypted = (PKCS8EncryptedPrivateKeyInfo) parser.readObject();
      var decryptor = new JceOpenSSLPKCS8DecryptorProviderBuilder().setProvider("BC").build(password.toCharArray());
      return new JcaPEMKeyConverter().setProvider("BC").getPrivateKey(encrypted.decryptPrivateKeyInfo(decryptor));
    }
  }
}
