import com.aliyun.kms20160120.Client;
import com.aliyun.tea.TeaException;
import com.aliyun.tea.TeaModel;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teaopenapi.models.OpenApiRequest;
import com.aliyun.teaopenapi.models.Params;
import com.aliyun.teautil.models.RuntimeOptions;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.ToNumberPolicy;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makes the calls it is told to, one JSON line each, with the official Java package of KMS: its own method and its own models for each
 * operation that it has, and its general method for those that are newer than it is.
 */
public class Walker {
  private static final Gson JSON =
      new GsonBuilder().setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE).disableHtmlEscaping().create();

  public static void main(String[] arguments) throws Exception {
    var client = new Client(new Config()
        .setAccessKeyId(System.getenv("ALIBABA_CLOUD_ACCESS_KEY_ID"))
        .setAccessKeySecret(System.getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET"))
        .setEndpoint(System.getenv("CHANCERY_TEST_ENDPOINT"))
        .setProtocol("http")
        .setRegionId("cn-hangzhou")
        .setConnectTimeout(60_000)
        .setReadTimeout(120_000));
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Map<?, ?> call = JSON.fromJson(line, Map.class);
      @SuppressWarnings("unchecked")
      var parameters = (Map<String, Object>) call.get("parameters");
      byte[] answer = (JSON.toJson(perform(client, (String) call.get("action"), parameters)) + "\n")
          .getBytes(StandardCharsets.UTF_8);
      System.out.write(answer);
      System.out.flush();
    }
  }

  private static Map<String, ?> perform(Client client, String action, Map<String, Object> parameters) throws Exception {
    try {
      String name = Character.toLowerCase(action.charAt(0)) + action.substring(1);
      var method = Arrays.stream(Client.class.getDeclaredMethods())
          .filter(it -> it.getName().equals(name) && it.getParameterCount() < 2)
          .findFirst();
      return Map.of("body", method.isPresent()
          ? typed(client, method.get(), parameters)
          : general(client, action, parameters));
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof TeaException) {
        return Map.of("code", ((TeaException) thrown.getCause()).getCode());
      }
      throw thrown;
    } catch (TeaException refused) {
      return Map.of("code", refused.getCode());
    }
  }

  private static Map<String, Object> typed(Client client, Method method, Map<String, Object> parameters) throws Exception {
    Object[] arguments = method.getParameterCount() == 0
        ? new Object[0]
        : new Object[] {method.getParameterTypes()[0].getMethod("build", Map.class).invoke(null, parameters)};
    Object response = method.invoke(client, arguments);
    return ((TeaModel) response.getClass().getMethod("getBody").invoke(response)).toMap();
  }

  private static Object general(Client client, String action, Map<String, Object> parameters) throws Exception {
    var operation = new Params()
        .setAction(action)
        .setVersion("2016-01-20")
        .setProtocol("HTTPS")
        .setPathname("/")
        .setMethod("POST")
        .setAuthType("AK")
        .setStyle("RPC")
        .setReqBodyType("formData")
        .setBodyType("json");
    Map<String, String> query = parameters.entrySet().stream().collect(Collectors.toMap(
        Map.Entry::getKey,
        it -> it.getValue() instanceof String ? (String) it.getValue() : JSON.toJson(it.getValue())));
    return client.callApi(operation, new OpenApiRequest().setQuery(query), new RuntimeOptions()).get("body");
  }
}
