import com.aliyun.dkms.gcs.openapi.models.Config;
import com.aliyun.dkms.gcs.openapi.util.models.RuntimeOptions;
import com.aliyun.dkms.gcs.sdk.Client;
import com.aliyun.dkms.gcs.sdk.models.*;
import com.aliyun.tea.TeaException;
import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/** What a client key opens, with alibabacloud-dkms-gcs-sdk. Reads a JSON object on standard input: where the instance is, client keys, and what there is in it. */
public class Instance {
    static final Gson GSON = new Gson();
    static final byte[] PLAIN = "hello".getBytes(StandardCharsets.UTF_8);
    static final byte[] AAD = "order 12".getBytes(StandardCharsets.UTF_8);
    static final String VERSION = "x-kms-migrationkeyversionid";
    static JsonObject there;

    interface Call {
        void run() throws Exception;
    }

    static String of(String name) {
        return there.get(name).getAsString();
    }

    static void claim(String text, boolean holds, Object... found) {
        if (!holds) throw new AssertionError("does not hold: " + text + "; found " + Arrays.toString(found));
        System.out.println(GSON.toJson(text));
    }

    static Client connect(String name, String password) throws Exception {
        Config config = new Config()
            .setProtocol(of("protocol"))
            .setEndpoint(of("endpoint"))
            .setClientKeyContent(GSON.toJson(there.getAsJsonObject("keys").get(name)))
            .setPassword(password);
        if (there.has("ca")) config.setCaFilePath(of("ca"));
        return new Client(config);
    }

    static void refused(String code, int status, Call call) {
        try {
            call.run();
        } catch (Exception fault) {
            Throwable told = fault;
            while (!(told instanceof TeaException) && told.getCause() != null) told = told.getCause();
            if (!(told instanceof TeaException)) throw new AssertionError(code, fault);
            TeaException error = (TeaException) told;
            Object found = error.getData() == null ? null : error.getData().get("httpCode");
            claim(code + " is " + status, code.equals(error.getCode()) && String.valueOf(status).equals(String.valueOf(found)), error.getCode(), found, error.getMessage());
            return;
        }
        throw new AssertionError("was not refused with " + code);
    }

    public static void main(String[] args) throws Exception {
        there = GSON.fromJson(new InputStreamReader(System.in, StandardCharsets.UTF_8), JsonObject.class);
        Client kms = connect("all", of("password"));
        RuntimeOptions once = new RuntimeOptions().setAutoretry(false).setResponseHeaders(Arrays.asList(VERSION));
        String key = of("key");

        EncryptResponse encrypted = kms.encryptWithOptions(new EncryptRequest().setKeyId("alias/instance").setPlaintext(PLAIN).setAad(AAD), once);
        claim("the answer has the id of the key", key.equals(encrypted.getKeyId()), encrypted.getKeyId());
        Map<String, String> headers = encrypted.getResponseHeaders();
        claim("and a version of 36 characters", headers != null && headers.get(VERSION).length() == 36, headers);
        DecryptResponse opened = kms.decrypt(new DecryptRequest().setKeyId(key).setCiphertextBlob(encrypted.getCiphertextBlob()).setIv(encrypted.getIv()).setAad(AAD));
        claim("Decrypt opens what Encrypt made", Arrays.equals(opened.getPlaintext(), PLAIN));
        AdvanceEncryptResponse advanced = kms.advanceEncrypt(new AdvanceEncryptRequest().setKeyId(of("rotated")).setPlaintext(PLAIN));
        claim("AdvanceEncrypt uses the newest version", of("newest").equals(advanced.getKeyVersionId()), advanced.getKeyVersionId());
        AdvanceDecryptResponse again = kms.advanceDecrypt(new AdvanceDecryptRequest().setCiphertextBlob(advanced.getCiphertextBlob()));
        claim("and its ciphertext says all", Arrays.equals(again.getPlaintext(), PLAIN));

        GenerateDataKeyResponse dataKey = kms.generateDataKey(new GenerateDataKeyRequest().setKeyId(key).setNumberOfBytes(32).setAad(AAD));
        opened = kms.decrypt(new DecryptRequest().setKeyId(key).setCiphertextBlob(dataKey.getCiphertextBlob()).setIv(dataKey.getIv()).setAad(AAD));
        claim("a data key comes back", Arrays.equals(opened.getPlaintext(), dataKey.getPlaintext()));
        AdvanceGenerateDataKeyResponse newer = kms.advanceGenerateDataKey(new AdvanceGenerateDataKeyRequest().setKeyId(key).setNumberOfBytes(16));
        again = kms.advanceDecrypt(new AdvanceDecryptRequest().setCiphertextBlob(newer.getCiphertextBlob()));
        claim("an advanced one too", Arrays.equals(again.getPlaintext(), newer.getPlaintext()));
        GenerateDataKeyPairResponse pair = kms.generateDataKeyPair(new GenerateDataKeyPairRequest().setKeyId(key).setKeyPairSpec("RSA_2048").setKeyFormat("DER"));
        opened = kms.decrypt(new DecryptRequest().setKeyId(key).setCiphertextBlob(pair.getPrivateKeyCiphertextBlob()).setIv(pair.getIv()));
        claim("a pair, and its private key decrypted", Arrays.equals(opened.getPlaintext(), pair.getPrivateKeyPlaintext()));

        byte[] digest = MessageDigest.getInstance("SHA-256").digest(PLAIN);
        SignResponse signed = kms.sign(new SignRequest().setKeyId(of("ec")).setAlgorithm("ECDSA_SHA_256").setMessage(digest).setMessageType("DIGEST"));
        VerifyResponse verified = kms.verify(new VerifyRequest().setKeyId(of("ec")).setAlgorithm("ECDSA_SHA_256").setMessage(PLAIN).setMessageType("RAW").setSignature(signed.getSignature()));
        claim("signed DIGEST and verified RAW", verified.getValue());
        verified = kms.verify(new VerifyRequest().setKeyId(of("ec")).setAlgorithm("ECDSA_SHA_256").setMessage(AAD).setMessageType("RAW").setSignature(signed.getSignature()));
        claim("and a wrong one told", !verified.getValue());
        String pem = kms.getPublicKey(new GetPublicKeyRequest().setKeyId(of("ec"))).getPublicKey();
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        Signature verifier = Signature.getInstance("SHA256withECDSA");
        verifier.initVerify(KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der)));
        verifier.update(PLAIN);
        claim("Java verifies ECDSA", verifier.verify(signed.getSignature()));

        claim("random octets", kms.generateRandom(new GenerateRandomRequest().setLength(64)).getRandom().length == 64);
        GetSecretValueRequest asked = new GetSecretValueRequest().setSecretName("instance/password");
        claim("a secret is read", "correct horse".equals(kms.getSecretValue(asked).getSecretData()));

        boolean isRefused = false;
        try {
            connect("all", "another-1A");
        } catch (Exception fault) {
            isRefused = true;
        }
        claim("the file does not open with another password", isRefused);
        refused("Forbidden.KeyNotFound", 404, () -> kms.encryptWithOptions(new EncryptRequest().setKeyId("alias/none").setPlaintext(PLAIN), once));
        refused("Rejected.Disabled", 409, () -> kms.encryptWithOptions(new EncryptRequest().setKeyId(of("disabled")).setPlaintext(PLAIN), once));
        refused("InternalFailure", 500, () -> kms.decryptWithOptions(new DecryptRequest().setKeyId(key).setCiphertextBlob(encrypted.getCiphertextBlob()).setIv(encrypted.getIv()), once));
        refused("InvalidParameter", 413, () -> kms.encryptWithOptions(new EncryptRequest().setKeyId(key).setPlaintext(new byte[3 << 20]), once));
        for (String name : new String[] {"keys only", "another network", "not valid yet"}) {
            Client other = connect(name, of("password"));
            refused("Forbidden.NoPermission", 403, () -> other.getSecretValueWithOptions(asked, once));
        }
        Client gone = connect("deleted", of("password"));
        refused("Unauthorized", 404, () -> gone.generateRandomWithOptions(new GenerateRandomRequest().setLength(1), once));
        System.exit(0);
    }
}
