import com.aliyun.dkms.gcs.openapi.models.Config;
import com.aliyun.dkms.gcs.openapi.util.models.RuntimeOptions;
import com.aliyun.dkms.gcs.sdk.Client;
import com.aliyun.dkms.gcs.sdk.models.*;
import com.aliyun.tea.TeaException;
import com.google.gson.JsonElement;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Map;

/** Calls every operation of an instance. */
class Recipe {
    static final String VERSION = "x-kms-migrationkeyversionid";
    static final RuntimeOptions ONCE = new RuntimeOptions().setAutoretry(false).setResponseHeaders(Arrays.asList(VERSION));
    static final byte[] PLAIN = Main.PLAIN;
    static final byte[] AAD = Main.AAD;
    static Client kms;
    static String key;

    static void callEverything() throws Exception {
        kms = Main.connect("all");
        key = Main.of("key");
        encrypt();
        makeDataKeys();
        makePairs("RSA_2048", "PEM");
        makePairs("EC_P256", "DER");
        for (JsonElement signer : Main.all("signers")) sign(signer);
        for (JsonElement encrypter : Main.all("encrypters")) encryptWithPair(encrypter);

        Main.claim("random octets", kms.generateRandom(new GenerateRandomRequest().setLength(64)).getRandom().length == 64);
        GetSecretValueResponse secret = kms.getSecretValue(new GetSecretValueRequest().setSecretName("instance/password").setFetchExtendedConfig(true));
        Main.claim("a secret is read", "correct horse".equals(secret.getSecretData()), secret.getSecretData());
        Main.claim("the file does not open with another password", isRefused(Main.config("all").setPassword("another-1A")));
        Main.claim("every operation is called", true);
    }

    static boolean isRefused(Config config) {
        try {
            new Client(config);
            return false;
        } catch (Exception fault) {
            return String.valueOf(fault).contains("password");
        }
    }

    static void encrypt() throws Exception {
        EncryptResponse encrypted = kms.encryptWithOptions(new EncryptRequest().setKeyId("alias/instance").setPlaintext(PLAIN).setAad(AAD), ONCE);
        Main.claim("the answer has the id of the key", key.equals(encrypted.getKeyId()), encrypted.getKeyId());
        Map<String, String> headers = encrypted.getResponseHeaders();
        Main.claim("and a version of 36 characters", headers != null && headers.get(VERSION).length() == 36, headers);
        byte[] blob = encrypted.getCiphertextBlob();
        byte[] iv = encrypted.getIv();
        DecryptResponse opened = kms.decrypt(new DecryptRequest().setKeyId(key).setCiphertextBlob(blob).setIv(iv).setAad(AAD));
        Main.claim("Decrypt opens what Encrypt made", Arrays.equals(opened.getPlaintext(), PLAIN));
        AdvanceDecryptResponse either = kms.advanceDecrypt(new AdvanceDecryptRequest().setKeyId(key).setCiphertextBlob(blob).setIv(iv).setAad(AAD));
        Main.claim("AdvanceDecrypt does too", Arrays.equals(either.getPlaintext(), PLAIN));
        TeaException error = Refusals.refusal(() -> kms.decryptWithOptions(new DecryptRequest().setKeyId(key).setCiphertextBlob(blob).setIv(iv), ONCE));
        Main.claim("without the Aad it is an InternalFailure", "InternalFailure".equals(error.getCode()), error.getCode());

        AdvanceEncryptResponse advanced = kms.advanceEncrypt(new AdvanceEncryptRequest().setKeyId(Main.of("rotated")).setPlaintext(PLAIN).setAad(AAD));
        Main.claim("AdvanceEncrypt uses the newest version", Main.of("newest").equals(advanced.getKeyVersionId()), advanced.getKeyVersionId());
        either = kms.advanceDecrypt(new AdvanceDecryptRequest().setCiphertextBlob(advanced.getCiphertextBlob()).setAad(AAD));
        Main.claim("and its ciphertext says all but the Aad", Arrays.equals(either.getPlaintext(), PLAIN));
        EncryptResponse old = kms.encryptWithOptions(new EncryptRequest().setKeyId(Main.of("rotated")).setPlaintext(PLAIN), ONCE);
        Main.claim("Encrypt stays with the first", Main.of("first").equals(old.getResponseHeaders().get(VERSION)), old.getResponseHeaders());
    }

    static void makeDataKeys() throws Exception {
        GenerateDataKeyResponse made = kms.generateDataKey(new GenerateDataKeyRequest().setKeyId(key).setNumberOfBytes(32).setAad(AAD));
        Main.claim("a data key comes back", Arrays.equals(decrypt(made.getCiphertextBlob(), made.getIv()), made.getPlaintext()));
        AdvanceGenerateDataKeyResponse newer = kms.advanceGenerateDataKey(new AdvanceGenerateDataKeyRequest().setKeyId(key).setNumberOfBytes(16).setAad(AAD));
        Main.claim("an advanced one too", Arrays.equals(advanceDecrypt(newer.getCiphertextBlob()), newer.getPlaintext()));
    }

    static void makePairs(String spec, String form) throws Exception {
        GenerateDataKeyPairResponse pair = kms.generateDataKeyPair(
            new GenerateDataKeyPairRequest().setKeyId(key).setKeyPairSpec(spec).setKeyFormat(form).setAad(AAD));
        Main.claim("a pair " + spec, Stranger.belongTogether(pair.getPrivateKeyPlaintext(), pair.getPublicKey()));
        byte[] opened = decrypt(pair.getPrivateKeyCiphertextBlob(), pair.getIv());
        Main.claim("and its private key decrypted", Arrays.equals(opened, pair.getPrivateKeyPlaintext()));
        GenerateDataKeyPairWithoutPlaintextResponse quiet = kms.generateDataKeyPairWithoutPlaintext(
            new GenerateDataKeyPairWithoutPlaintextRequest().setKeyId(key).setKeyPairSpec(spec).setKeyFormat(form).setAad(AAD));
        opened = decrypt(quiet.getPrivateKeyCiphertextBlob(), quiet.getIv());
        Main.claim("a pair without plaintext", Stranger.belongTogether(opened, quiet.getPublicKey()));

        AdvanceGenerateDataKeyPairResponse newer = kms.advanceGenerateDataKeyPair(
            new AdvanceGenerateDataKeyPairRequest().setKeyId(key).setKeyPairSpec(spec).setKeyFormat(form).setAad(AAD));
        opened = advanceDecrypt(newer.getPrivateKeyCiphertextBlob());
        Main.claim("an advanced pair", Arrays.equals(opened, newer.getPrivateKeyPlaintext()));
        AdvanceGenerateDataKeyPairWithoutPlaintextResponse silent = kms.advanceGenerateDataKeyPairWithoutPlaintext(
            new AdvanceGenerateDataKeyPairWithoutPlaintextRequest().setKeyId(key).setKeyPairSpec(spec).setKeyFormat(form).setAad(AAD));
        opened = advanceDecrypt(silent.getPrivateKeyCiphertextBlob());
        Main.claim("and one without plaintext", Stranger.belongTogether(opened, silent.getPublicKey()));
    }

    static byte[] decrypt(byte[] blob, byte[] iv) throws Exception {
        return kms.decrypt(new DecryptRequest().setKeyId(key).setCiphertextBlob(blob).setIv(iv).setAad(AAD)).getPlaintext();
    }

    static byte[] advanceDecrypt(byte[] blob) throws Exception {
        return kms.advanceDecrypt(new AdvanceDecryptRequest().setCiphertextBlob(blob).setAad(AAD)).getPlaintext();
    }

    static PublicKey publicKey(String id) throws Exception {
        String pem = kms.getPublicKey(new GetPublicKeyRequest().setKeyId(id)).getPublicKey();
        return Stranger.publicKey(pem.getBytes(StandardCharsets.US_ASCII));
    }

    static void sign(JsonElement signer) throws Exception {
        String id = Main.of(signer, "key");
        String algorithm = Main.of(signer, "algorithm");
        String spec = Main.of(signer, "spec");
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(PLAIN);
        for (String kind : new String[] {"RAW", "DIGEST"}) {
            byte[] message = kind.equals("RAW") ? PLAIN : digest;
            byte[] signature = kms.sign(new SignRequest().setKeyId(id).setAlgorithm(algorithm).setMessage(message).setMessageType(kind)).getSignature();
            VerifyRequest asked = new VerifyRequest().setKeyId(id).setAlgorithm(algorithm).setMessageType(kind).setSignature(signature);
            Main.claim(spec + " signs " + kind + " with " + algorithm, kms.verify(asked.setMessage(message)).getValue());
            boolean isOther = kms.verify(asked.setMessageType("RAW").setMessage(AAD)).getValue();
            Main.claim("and tells a wrong signature", !isOther);
            // What SM2 signs as a digest is one of SM3.
            if (kind.equals("RAW") || !spec.equals("EC_SM2")) {
                Main.claim("Java verifies it", Stranger.isSigned(publicKey(id), algorithm, PLAIN, signature));
            }
        }
    }

    static void encryptWithPair(JsonElement encrypter) throws Exception {
        String id = Main.of(encrypter, "key");
        String algorithm = Main.of(encrypter, "algorithm");
        byte[] made = kms.encrypt(new EncryptRequest().setKeyId(id).setAlgorithm(algorithm).setPlaintext(PLAIN)).getCiphertextBlob();
        DecryptRequest asked = new DecryptRequest().setKeyId(id).setAlgorithm(algorithm);
        byte[] opened = kms.decrypt(asked.setCiphertextBlob(made)).getPlaintext();
        Main.claim(Main.of(encrypter, "spec") + " encrypts with " + algorithm, Arrays.equals(opened, PLAIN));
        if (algorithm.startsWith("ECIES")) {
            opened = kms.decrypt(asked.setCiphertextBlob(Stranger.encryptByEcies(publicKey(id), PLAIN))).getPlaintext();
            Main.claim("what Bouncy Castle encrypts by ECIES is opened", Arrays.equals(opened, PLAIN));
        }
    }
}
