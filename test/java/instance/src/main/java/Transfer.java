import com.aliyun.dkms.gcs.sdk.Client;
import com.aliyun.dkms.gcs.sdk.models.AdvanceDecryptRequest;
import com.aliyun.dkms.gcs.sdk.models.AdvanceDecryptResponse;
import com.aliyun.dkms.gcs.sdk.models.AdvanceEncryptRequest;
import com.aliyun.dkms.gcs.sdk.models.AdvanceEncryptResponse;
import com.aliyun.kms.KmsTransferAcsClient;
import com.aliyuncs.AcsRequest;
import com.aliyuncs.AcsResponse;
import com.aliyuncs.DefaultAcsClient;
import com.aliyuncs.http.ProtocolType;
import com.aliyuncs.kms.model.v20160120.*;
import com.aliyuncs.profile.DefaultProfile;
import com.aliyuncs.profile.IClientProfile;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Moves ciphertexts between the RPC API and the instance, with kms-transfer-client. */
class Transfer {
    static final String REGION = "cn-hangzhou";
    static final String CONTEXT = "{\"tenant\":\"1\",\"order\":\"7\"}";
    static final String PLAIN = Base64.getEncoder().encodeToString(Main.PLAIN);
    /** An answer of AdvanceEncrypt without it is a blob of the RPC API (wire/kms-instance.md section 4.4). */
    static final byte[] PREFIX = {0x24, 0, 2};

    static void transfer() throws Exception {
        IClientProfile profile = DefaultProfile.getProfile(
            REGION, System.getenv("ALIBABA_CLOUD_ACCESS_KEY_ID"), System.getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET"));
        DefaultProfile.addEndpoint(REGION, "kms", Main.of("endpoint"));
        DefaultAcsClient shared = new KmsTransferAcsClient(profile);
        DefaultAcsClient instance = new KmsTransferAcsClient(profile, Main.config("all"));
        Map<String, DefaultAcsClient> clients = new LinkedHashMap<>();
        clients.put("the RPC API", shared);
        clients.put("the instance", instance);
        for (String key : new String[] {Main.of("key"), Main.of("rotated")}) {
            for (Map.Entry<String, DefaultAcsClient> maker : clients.entrySet()) transferBetween(key, maker, clients);
        }
        JsonObject before = Main.there.getAsJsonObject("before");
        for (Map.Entry<String, DefaultAcsClient> opener : clients.entrySet()) {
            String text = open(opener.getValue(), Main.of(before, "blob"), null).getPlaintext();
            Main.claim("made before the rotation, opened by " + opener.getKey(), text.equals(Main.of(before, "text")), text);
        }
        transferAdvanced(shared);
        for (JsonElement signer : Main.all("signers")) sign(signer, shared, instance);
        for (JsonElement encrypter : Main.all("encrypters")) encrypt(encrypter, shared, instance);

        GetSecretValueRequest asked = new GetSecretValueRequest();
        asked.setSecretName("instance/password");
        String read = call(instance, asked).getSecretData();
        Main.claim("a secret is read through the instance", read.equals("correct horse"), read);
    }

    static <T extends AcsResponse> T call(DefaultAcsClient client, AcsRequest<T> request) throws Exception {
        request.setSysProtocol(ProtocolType.HTTPS);
        return client.getAcsResponse(request);
    }

    static void transferBetween(String key, Map.Entry<String, DefaultAcsClient> maker, Map<String, DefaultAcsClient> openers) throws Exception {
        EncryptResponse encrypted = encrypt(maker.getValue(), key);
        GenerateDataKeyRequest asked = new GenerateDataKeyRequest();
        asked.setKeyId(key);
        asked.setKeySpec("AES_128");
        asked.setEncryptionContext(CONTEXT);
        GenerateDataKeyResponse dataKey = call(maker.getValue(), asked);
        GenerateDataKeyWithoutPlaintextRequest askedQuietly = new GenerateDataKeyWithoutPlaintextRequest();
        askedQuietly.setKeyId(key);
        String quiet = call(maker.getValue(), askedQuietly).getCiphertextBlob();
        for (Map.Entry<String, DefaultAcsClient> opener : openers.entrySet()) {
            String between = " made by " + maker.getKey() + ", opened by " + opener.getKey();
            DecryptResponse opened = open(opener.getValue(), encrypted.getCiphertextBlob(), CONTEXT);
            Main.claim("a text" + between, opened.getPlaintext().equals(PLAIN) && opened.getKeyId().equals(key), opened.getPlaintext());
            String text = open(opener.getValue(), dataKey.getCiphertextBlob(), CONTEXT).getPlaintext();
            Main.claim("a data key" + between, text.equals(dataKey.getPlaintext()), text);
            text = open(opener.getValue(), quiet, null).getPlaintext();
            Main.claim("one without plaintext" + between, Base64.getDecoder().decode(text).length == 32, text);
        }
    }

    static EncryptResponse encrypt(DefaultAcsClient client, String key) throws Exception {
        EncryptRequest asked = new EncryptRequest();
        asked.setKeyId(key);
        asked.setPlaintext(PLAIN);
        asked.setEncryptionContext(CONTEXT);
        return call(client, asked);
    }

    static DecryptResponse open(DefaultAcsClient client, String blob, String context) throws Exception {
        DecryptRequest asked = new DecryptRequest();
        asked.setCiphertextBlob(blob);
        if (context != null) asked.setEncryptionContext(context);
        return call(client, asked);
    }

    static void transferAdvanced(DefaultAcsClient shared) throws Exception {
        byte[] aad = MessageDigest.getInstance("SHA-256").digest("order=7&tenant=1".getBytes(StandardCharsets.UTF_8));
        Client gcs = Main.connect("all");
        AdvanceEncryptResponse made = gcs.advanceEncrypt(
            new AdvanceEncryptRequest().setKeyId(Main.of("rotated")).setPlaintext(PLAIN.getBytes(StandardCharsets.UTF_8)).setAad(aad));
        byte[] blob = made.getCiphertextBlob();
        String rest = Base64.getEncoder().encodeToString(Arrays.copyOfRange(blob, PREFIX.length, blob.length));
        String text = open(shared, rest, CONTEXT).getPlaintext();
        Main.claim("made by AdvanceEncrypt, opened by the RPC API", text.equals(PLAIN), text);
        byte[] other = Base64.getDecoder().decode(encrypt(shared, Main.of("rotated")).getCiphertextBlob());
        byte[] prefixed = Arrays.copyOf(PREFIX, PREFIX.length + other.length);
        System.arraycopy(other, 0, prefixed, PREFIX.length, other.length);
        AdvanceDecryptResponse opened = gcs.advanceDecrypt(new AdvanceDecryptRequest().setCiphertextBlob(prefixed).setAad(aad));
        Main.claim("made by the RPC API, opened by AdvanceDecrypt", new String(opened.getPlaintext(), StandardCharsets.UTF_8).equals(PLAIN));
        Main.claim("with the newest version", opened.getKeyVersionId().equals(Main.of("newest")), opened.getKeyVersionId());
    }

    static String versionOf(DefaultAcsClient shared, String key) throws Exception {
        ListKeyVersionsRequest asked = new ListKeyVersionsRequest();
        asked.setKeyId(key);
        return call(shared, asked).getKeyVersions().get(0).getKeyVersionId();
    }

    static void sign(JsonElement signer, DefaultAcsClient shared, DefaultAcsClient instance) throws Exception {
        String digest = Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(Main.PLAIN));
        AsymmetricSignRequest asked = new AsymmetricSignRequest();
        asked.setKeyId(Main.of(signer, "key"));
        asked.setKeyVersionId(versionOf(shared, Main.of(signer, "key")));
        asked.setAlgorithm(Main.of(signer, "algorithm"));
        asked.setDigest(digest);
        String signature = call(instance, asked).getValue();
        AsymmetricVerifyRequest verify = new AsymmetricVerifyRequest();
        verify.setKeyId(asked.getKeyId());
        verify.setKeyVersionId(asked.getKeyVersionId());
        verify.setAlgorithm(asked.getAlgorithm());
        verify.setDigest(digest);
        verify.setValue(signature);
        Main.claim("signed at the instance, verified by the RPC API: " + asked.getAlgorithm(), call(shared, verify).getValue());
        Main.claim("and at the instance", call(instance, verify).getValue());
    }

    static void encrypt(JsonElement encrypter, DefaultAcsClient shared, DefaultAcsClient instance) throws Exception {
        // The RPC API has no ECIES.
        if (Main.of(encrypter, "algorithm").startsWith("ECIES")) return;
        AsymmetricEncryptRequest asked = new AsymmetricEncryptRequest();
        asked.setKeyId(Main.of(encrypter, "key"));
        asked.setKeyVersionId(versionOf(shared, Main.of(encrypter, "key")));
        asked.setAlgorithm(Main.of(encrypter, "algorithm"));
        asked.setPlaintext(PLAIN);
        AsymmetricDecryptRequest decrypt = new AsymmetricDecryptRequest();
        decrypt.setKeyId(asked.getKeyId());
        decrypt.setKeyVersionId(asked.getKeyVersionId());
        decrypt.setAlgorithm(asked.getAlgorithm());
        decrypt.setCiphertextBlob(call(shared, asked).getCiphertextBlob());
        String text = call(instance, decrypt).getPlaintext();
        Main.claim("made by the RPC API, opened by the instance: " + asked.getAlgorithm(), text.equals(PLAIN), text);
    }
}
