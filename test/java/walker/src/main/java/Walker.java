import com.aliyun.openapiutil.Client;
import com.aliyun.tea.TeaException;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teaopenapi.models.OpenApiRequest;
import com.aliyun.teaopenapi.models.Params;
import com.aliyun.teautil.models.RuntimeOptions;
import com.google.gson.GsonBuilder;
import com.google.gson.Gson;
import com.google.gson.ToNumberPolicy;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Makes the calls it is told to, one JSON line each, with the official generic client: there is no Java package of this product. */
public class Walker {
  private static final Gson JSON =
      new GsonBuilder().setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE).disableHtmlEscaping().create();

  public static void main(String[] arguments) throws Exception {
    var client = new com.aliyun.teaopenapi.Client(new Config()
        .setAccessKeyId(System.getenv("ALIBABA_CLOUD_ACCESS_KEY_ID"))
        .setAccessKeySecret(System.getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET"))
        .setEndpoint(System.getenv("CHANCERY_TEST_ENDPOINT"))
        .setProtocol("http")
        .setRegionId("cn-hangzhou"));
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Map<?, ?> call = JSON.fromJson(line, Map.class);
      byte[] answer = (JSON.toJson(perform(client, call)) + "\n").getBytes(StandardCharsets.UTF_8);
      System.out.write(answer);
      System.out.flush();
    }
  }

  private static Map<String, ?> perform(com.aliyun.teaopenapi.Client client, Map<?, ?> call) throws Exception {
    var operation = new Params()
        .setAction((String) call.get("action"))
        .setVersion("2020-06-30")
        .setProtocol("HTTPS")
        .setPathname("/")
        .setMethod("POST")
        .setAuthType("AK")
        .setStyle("RPC")
        .setReqBodyType("formData")
        .setBodyType("json");
    @SuppressWarnings("unchecked")
    var parameters = (Map<String, ?>) call.get("parameters");
    var request = new OpenApiRequest().setQuery(Client.query(parameters));
    try {
      return Map.of("body", client.callApi(operation, request, new RuntimeOptions()).get("body"));
    } catch (TeaException refused) {
      return Map.of("code", refused.getCode());
    }
  }
}
