import com.aliyun.dkms.gcs.openapi.models.Config;
import com.aliyun.dkms.gcs.openapi.util.models.RuntimeOptions;
import com.aliyun.dkms.gcs.sdk.Client;
import com.aliyun.dkms.gcs.sdk.models.*;
import com.aliyun.tea.TeaException;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** Makes each call that the scene says is refused. */
class Refusals {
    static final RuntimeOptions ONCE = new RuntimeOptions().setAutoretry(false);

    interface Call {
        void run() throws Exception;
    }

    static void beRefused() throws Exception {
        for (JsonElement element : Main.all("refused")) {
            JsonObject expected = element.getAsJsonObject();
            String client = Main.of(expected, "client");
            Config config = Main.config(client);
            if (expected.has("endpoint")) {
                config.setProtocol(Main.of(expected, "protocol")).setEndpoint(Main.of(expected, "endpoint"));
            }
            Client kms = new Client(config);
            TeaException error = refusal(() -> call(kms, expected));
            Object status = error.getData() == null ? null : error.getData().get("httpCode");
            boolean holds = Main.of(expected, "code").equals(error.getCode())
                && Main.of(expected, "status").equals(String.valueOf(status))
                && error.getMessage().contains(Main.of(expected, "message"));
            String text = client + ": " + Main.of(expected, "code") + " is " + Main.of(expected, "status");
            Main.claim(text, holds, error.getCode(), status, error.getMessage());
        }
        Main.claim("all of it is refused", true);
    }

    static void call(Client kms, JsonObject expected) throws Exception {
        if (!expected.has("keyId")) {
            kms.getSecretValueWithOptions(new GetSecretValueRequest().setSecretName("instance/password"), ONCE);
            return;
        }
        int octets = expected.has("octets") ? expected.get("octets").getAsInt() : 1;
        EncryptRequest asked = new EncryptRequest().setKeyId(Main.of(expected, "keyId")).setPlaintext(new byte[octets]);
        kms.encryptWithOptions(asked, ONCE);
    }

    /** What the client tells of an answer that is an error. */
    static TeaException refusal(Call call) {
        try {
            call.run();
        } catch (Exception fault) {
            Throwable told = fault;
            while (!(told instanceof TeaException) && told.getCause() != null) told = told.getCause();
            if (told instanceof TeaException) return (TeaException) told;
            throw new AssertionError("the client tells no error of an instance", fault);
        }
        throw new AssertionError("was not refused");
    }
}
