import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.jcajce.provider.asymmetric.util.ECUtil;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * SM2, SM4 and HMAC-SM3 of Bouncy Castle, which knows nothing of us. Each line of input is a command and its octets in Base64; each line
 * of output what comes of it: octets in Base64, true or false.
 */
public class GuomiWorker {
  private static final int FIELD = 32;

  public static void main(String[] arguments) throws Exception {
    Security.addProvider(new BouncyCastleProvider());
    var lines = new BufferedReader(new InputStreamReader(System.in));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] words = line.split(" ");
      byte[][] given = Arrays.stream(words).skip(1).map(Base64.getDecoder()::decode).toArray(byte[][]::new);
      System.out.println(perform(words[0], given));
    }
  }

  private static String perform(String command, byte[][] given) throws Exception {
    switch (command) {
      case "pair": return pair();
      case "verify": return String.valueOf(verify(publicKey(given[0]), given[1], given[2]));
      case "sign": return text(sign(privateKey(given[0]), given[1]));
      case "encrypt": return text(encrypt(publicKey(given[0]), given[1]));
      case "decrypt": return text(decrypt(privateKey(given[0]), given[1]));
      case "seal-sm4": return text(sm4(Cipher.ENCRYPT_MODE, given));
      case "open-sm4": return text(sm4(Cipher.DECRYPT_MODE, given));
      case "mac": return text(mac(given[0], given[1]));
      default: throw new IllegalArgumentException(command);
    }
  }

  private static String text(byte[] octets) {
    return Base64.getEncoder().encodeToString(octets);
  }

  /** PKCS #8 and SubjectPublicKeyInfo. */
  private static String pair() throws Exception {
    var generator = KeyPairGenerator.getInstance("EC", "BC");
    generator.initialize(new ECGenParameterSpec("sm2p256v1"));
    var pair = generator.generateKeyPair();
    return text(pair.getPrivate().getEncoded()) + " " + text(pair.getPublic().getEncoded());
  }

  private static PublicKey publicKey(byte[] der) throws Exception {
    return KeyFactory.getInstance("EC", "BC").generatePublic(new X509EncodedKeySpec(der));
  }

  private static PrivateKey privateKey(byte[] der) throws Exception {
    return KeyFactory.getInstance("EC", "BC").generatePrivate(new PKCS8EncodedKeySpec(der));
  }

  /** Over the message, under the standard identity, which is Bouncy Castle's own default. */
  private static boolean verify(PublicKey key, byte[] message, byte[] value) throws Exception {
    var signature = Signature.getInstance("SM3withSM2", "BC");
    signature.initVerify(key);
    signature.update(message);
    return signature.verify(value);
  }

  private static byte[] sign(PrivateKey key, byte[] message) throws Exception {
    var signature = Signature.getInstance("SM3withSM2", "BC");
    signature.initSign(key);
    signature.update(message);
    return signature.sign();
  }

  /** The DER of GB/T 35276: x and y, SM3, ciphertext. The engine has them one behind the other. */
  private static byte[] encrypt(PublicKey key, byte[] message) throws Exception {
    var engine = new SM2Engine(SM2Engine.Mode.C1C3C2);
    engine.init(true, new ParametersWithRandom((ECPublicKeyParameters) ECUtil.generatePublicKeyParameter(key)));
    byte[] parts = engine.processBlock(message, 0, message.length);
    var members = new ASN1EncodableVector();
    members.add(new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(parts, 1, 1 + FIELD))));
    members.add(new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(parts, 1 + FIELD, 1 + 2 * FIELD))));
    members.add(new DEROctetString(Arrays.copyOfRange(parts, 1 + 2 * FIELD, 1 + 3 * FIELD)));
    members.add(new DEROctetString(Arrays.copyOfRange(parts, 1 + 3 * FIELD, parts.length)));
    return new DERSequence(members).getEncoded();
  }

  private static byte[] decrypt(PrivateKey key, byte[] ciphertext) throws Exception {
    var members = ASN1Sequence.getInstance(ciphertext);
    byte[] hidden = ASN1OctetString.getInstance(members.getObjectAt(3)).getOctets();
    byte[] parts = new byte[1 + 3 * FIELD + hidden.length];
    parts[0] = 4;
    put(parts, 1, members, 0);
    put(parts, 1 + FIELD, members, 1);
    System.arraycopy(ASN1OctetString.getInstance(members.getObjectAt(2)).getOctets(), 0, parts, 1 + 2 * FIELD, FIELD);
    System.arraycopy(hidden, 0, parts, 1 + 3 * FIELD, hidden.length);
    var engine = new SM2Engine(SM2Engine.Mode.C1C3C2);
    engine.init(false, (ECPrivateKeyParameters) ECUtil.generatePrivateKeyParameter(key));
    return engine.processBlock(parts, 0, parts.length);
  }

  private static void put(byte[] parts, int offset, ASN1Sequence members, int index) {
    byte[] octets = ASN1Integer.getInstance(members.getObjectAt(index)).getValue().toByteArray();
    int length = Math.min(octets.length, FIELD);
    System.arraycopy(octets, octets.length - length, parts, offset + FIELD - length, length);
  }

  /** GCM with a tag of 16 octets behind the ciphertext. Given: key, nonce, data, additional data. */
  private static byte[] sm4(int mode, byte[][] given) throws Exception {
    var cipher = Cipher.getInstance("SM4/GCM/NoPadding", "BC");
    cipher.init(mode, new SecretKeySpec(given[0], "SM4"), new GCMParameterSpec(128, given[1]));
    if (given.length > 3) cipher.updateAAD(given[3]);
    return cipher.doFinal(given[2]);
  }

  private static byte[] mac(byte[] key, byte[] message) throws Exception {
    var mac = Mac.getInstance("HMAC-SM3", "BC");
    mac.init(new SecretKeySpec(key, "HMAC-SM3"));
    return mac.doFinal(message);
  }
}
