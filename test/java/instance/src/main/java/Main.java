import com.aliyun.dkms.gcs.openapi.models.Config;
import com.aliyun.dkms.gcs.sdk.Client;
import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a client key opens, with alibabacloud-dkms-gcs-sdk and the clients on it. The first word says which part is to be done; a JSON
 * object on standard input says where the instance is, and what there is in it.
 */
public class Main {
    static final Gson GSON = new Gson();
    static final byte[] PLAIN = "hello".getBytes(StandardCharsets.UTF_8);
    static final byte[] AAD = "order 12".getBytes(StandardCharsets.UTF_8);
    static JsonObject there;

    public static void main(String[] args) throws Exception {
        if (args[0].equals("secrets")) {
            Secrets.keep(args[1]);
            return;
        }
        there = GSON.fromJson(new InputStreamReader(System.in, StandardCharsets.UTF_8), JsonObject.class);
        if (args[0].equals("recipe")) Recipe.callEverything();
        if (args[0].equals("refused")) Refusals.beRefused();
        if (args[0].equals("transfer")) Transfer.transfer();
        // The clients leave threads behind.
        System.exit(0);
    }

    static String of(String name) {
        return there.get(name).getAsString();
    }

    static JsonArray all(String name) {
        return there.getAsJsonArray(name);
    }

    static String of(JsonElement element, String name) {
        return element.getAsJsonObject().get(name).getAsString();
    }

    static Config config(String client) {
        Config config = new Config()
            .setProtocol(of("protocol"))
            .setEndpoint(of("endpoint"))
            .setClientKeyContent(GSON.toJson(there.getAsJsonObject("keys").get(client)))
            .setPassword(of("password"));
        return there.has("ca") ? config.setCaFilePath(of("ca")) : config;
    }

    static Client connect(String client) throws Exception {
        return new Client(config(client));
    }

    static void claim(String text, boolean holds, Object... found) {
        if (!holds) throw new AssertionError("does not hold: " + text + "; found " + Arrays.toString(found));
        System.out.println(GSON.toJson(text));
    }
}
