import com.aliyuncs.exceptions.ClientException;
import com.aliyuncs.kms.secretsmanager.client.SecretCacheClient;
import com.aliyuncs.kms.secretsmanager.client.SecretCacheClientBuilder;
import com.aliyuncs.kms.secretsmanager.client.exception.CacheSecretException;
import com.aliyuncs.kms.secretsmanager.client.model.SecretInfo;
import com.aliyuncs.kms.secretsmanager.client.service.BaseSecretManagerClientBuilder;
import com.google.gson.JsonObject;
import java.io.BufferedReader;
import java.io.InputStreamReader;

/**
 * Keeps one secret with alibabacloud-secretsmanager-client, which the environment tells where it is. One line of JSON on standard input
 * says what to do, to refresh it, or to read it or another; one line answers.
 */
class Secrets {
    static void keep(String name) throws Exception {
        SecretCacheClient client = SecretCacheClientBuilder
            .newCacheClientBuilder(BaseSecretManagerClientBuilder.standard().build())
            .withParseJSONTTL("ttl")
            .build();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            System.out.println(Main.GSON.toJson(answer(client, Main.GSON.fromJson(line, JsonObject.class), name)));
        }
        System.exit(0);
    }

    static JsonObject answer(SecretCacheClient client, JsonObject asked, String name) throws Exception {
        JsonObject answer = new JsonObject();
        JsonObject body = new JsonObject();
        answer.add("body", body);
        if (Main.of(asked, "action").equals("refresh")) {
            body.addProperty("refreshed", client.refreshNow(name));
            return answer;
        }
        JsonObject parameters = asked.getAsJsonObject("parameters");
        try {
            SecretInfo info = client.getSecretInfo(parameters.has("name") ? Main.of(parameters, "name") : name);
            body.addProperty("value", info.getSecretValue());
            body.addProperty("version", info.getVersionId());
            body.addProperty("type", info.getSecretDataType());
        } catch (CacheSecretException error) {
            answer.remove("body");
            answer.addProperty("code", ((ClientException) error.getCause()).getErrCode());
        }
        return answer;
    }
}
