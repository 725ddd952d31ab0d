import com.aliyuncs.kms.secretsmanager.client.SecretCacheClient;
import com.aliyuncs.kms.secretsmanager.client.SecretCacheClientBuilder;
import com.aliyuncs.kms.secretsmanager.client.model.SecretInfo;
import com.aliyuncs.kms.secretsmanager.client.service.BaseSecretManagerClientBuilder;
import com.google.gson.JsonObject;
import java.io.BufferedReader;
import java.io.InputStreamReader;

/**
 * Keeps one secret with alibabacloud-secretsmanager-client, which the environment tells where it is. One line of JSON on standard input
 * says what to do, read or refresh; one line answers.
 */
class Secrets {
    static void keep(String name) throws Exception {
        SecretCacheClient client = SecretCacheClientBuilder
            .newCacheClientBuilder(BaseSecretManagerClientBuilder.standard().build())
            .withParseJSONTTL("ttl")
            .build();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            JsonObject answer = new JsonObject();
            if (Main.of(Main.GSON.fromJson(line, JsonObject.class), "action").equals("refresh")) {
                answer.addProperty("refreshed", client.refreshNow(name));
            } else {
                SecretInfo info = client.getSecretInfo(name);
                answer.addProperty("value", info.getSecretValue());
                answer.addProperty("version", info.getVersionId());
                answer.addProperty("type", info.getSecretDataType());
            }
            JsonObject wrapped = new JsonObject();
            wrapped.add("body", answer);
            System.out.println(Main.GSON.toJson(wrapped));
        }
        System.exit(0);
    }
}
