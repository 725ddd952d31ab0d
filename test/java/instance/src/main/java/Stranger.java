import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.agreement.ECDHBasicAgreement;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.engines.IESEngine;
import org.bouncycastle.crypto.generators.KDF2BytesGenerator;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.IESParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.jce.interfaces.ECPublicKey;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.util.Arrays;

/** What Bouncy Castle, which knows nothing of the instance, makes of its keys and signatures. */
class Stranger {
    static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    /** PEM or DER. */
    static PublicKey publicKey(byte[] encoded) throws Exception {
        byte[] der = der(encoded);
        String algorithm = SubjectPublicKeyInfo.getInstance(der).getAlgorithm().getAlgorithm().getId();
        return factory(algorithm).generatePublic(new X509EncodedKeySpec(der));
    }

    static KeyFactory factory(String algorithm) throws Exception {
        return KeyFactory.getInstance(algorithm.equals("1.2.840.10045.2.1") ? "EC" : "RSA", PROVIDER);
    }

    static byte[] der(byte[] encoded) {
        if (encoded[0] != '-') return encoded;
        String text = new String(encoded, StandardCharsets.US_ASCII);
        return Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
    }

    /** A signature by the one is verified with the other. */
    static boolean belongTogether(byte[] privateKey, byte[] publicKey) throws Exception {
        PublicKey verifies = publicKey(publicKey);
        String algorithm = verifies.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        KeyFactory factory = KeyFactory.getInstance(verifies.getAlgorithm(), PROVIDER);
        PrivateKey signs = factory.generatePrivate(new PKCS8EncodedKeySpec(der(privateKey)));
        Signature signer = Signature.getInstance(algorithm, PROVIDER);
        signer.initSign(signs);
        signer.update(Main.PLAIN);
        byte[] signature = signer.sign();
        signer.initVerify(verifies);
        signer.update(Main.PLAIN);
        return signer.verify(signature);
    }

    static boolean isSigned(PublicKey key, String algorithm, byte[] message, byte[] signature) throws Exception {
        Signature verifier = verifier(algorithm);
        verifier.initVerify(key);
        verifier.update(message);
        return verifier.verify(signature);
    }

    static Signature verifier(String algorithm) throws Exception {
        switch (algorithm) {
            case "RSA_PSS_SHA_256":
                Signature pss = Signature.getInstance("SHA256withRSAandMGF1", PROVIDER);
                pss.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
                return pss;
            case "RSA_PKCS1_SHA_256":
                return Signature.getInstance("SHA256withRSA", PROVIDER);
            case "SM2DSA":
                return Signature.getInstance("SM3withSM2", PROVIDER);
            default:
                return Signature.getInstance("SHA256withECDSA", PROVIDER);
        }
    }

    /** SEC 1 section 5.1: the ephemeral point, the message under an XOR of KDF2 with SHA-1, and HMAC-SHA-1 over it. */
    static byte[] encryptByEcies(PublicKey recipient, byte[] message) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PROVIDER);
        generator.initialize(((ECPublicKey) recipient).getParameters());
        KeyPair ephemeral = generator.generateKeyPair();
        IESEngine engine = new IESEngine(new ECDHBasicAgreement(), new KDF2BytesGenerator(new SHA1Digest()), new HMac(new SHA1Digest()));
        engine.init(
            true,
            PrivateKeyFactory.createKey(ephemeral.getPrivate().getEncoded()),
            PublicKeyFactory.createKey(recipient.getEncoded()),
            new IESParameters(null, null, 160));
        byte[] point = ((ECPublicKey) ephemeral.getPublic()).getQ().getEncoded(false);
        return Arrays.concatenate(point, engine.processBlock(message, 0, message.length));
    }
}
