import com.aliyun.tea.NameInMap;
import com.aliyun.tea.TeaException;
import com.aliyun.tea.TeaModel;
import com.aliyun.teaopenapi.Client;
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
 * Makes the calls it is told to, one JSON line each, with the official Java packages of RAM and STS: their own methods and models for each
 * operation that they have. What is newer than they are, and all of IMS, goes through the general method.
 */
public class Walker {
  private static final Gson JSON =
      new GsonBuilder().setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE).disableHtmlEscaping().create();
  private static final Map<String, String> VERSIONS = Map.of("ram", "2015-05-01", "sts", "2015-04-01", "ims", "2019-08-15");

  public static void main(String[] arguments) throws Exception {
    var config = new Config()
        .setAccessKeyId(System.getenv("ALIBABA_CLOUD_ACCESS_KEY_ID"))
        .setAccessKeySecret(System.getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET"))
        .setEndpoint(System.getenv("CHANCERY_TEST_ENDPOINT"))
        .setProtocol("http")
        .setRegionId("cn-hangzhou")
        .setConnectTimeout(60_000)
        .setReadTimeout(120_000);
    Map<String, Client> clients = Map.of(
        "ram", new com.aliyun.ram20150501.Client(config),
        "sts", new com.aliyun.sts20150401.Client(config),
        "ims", new Client(config));
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Map<?, ?> call = JSON.fromJson(line, Map.class);
      byte[] answer = (JSON.toJson(perform(clients.get(call.get("product")), call)) + "\n")
          .getBytes(StandardCharsets.UTF_8);
      System.out.write(answer);
      System.out.flush();
    }
  }

  private static Map<String, ?> perform(Client client, Map<?, ?> call) throws Exception {
    try {
      String action = (String) call.get("action");
      String name = Character.toLowerCase(action.charAt(0)) + action.substring(1);
      @SuppressWarnings("unchecked")
      var parameters = (Map<String, Object>) call.get("parameters");
      var method = Arrays.stream(client.getClass().getDeclaredMethods())
          .filter(it -> it.getName().equals(name) && knowsAll(it, parameters))
          .findFirst();
      return Map.of("body", method.isPresent()
          ? typed(client, method.get(), parameters)
          : general(client, action, VERSIONS.get(call.get("product")), parameters));
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof TeaException) {
        return Map.of("code", ((TeaException) thrown.getCause()).getCode());
      }
      throw thrown;
    } catch (TeaException refused) {
      return Map.of("code", refused.getCode());
    }
  }

  /** Whether it is the method without runtime options, and its model has all the parameters. */
  private static boolean knowsAll(Method method, Map<String, Object> parameters) {
    return switch (method.getParameterCount()) {
      case 0 -> true;
      case 1 -> Arrays.stream(method.getParameterTypes()[0].getFields())
          .map(it -> it.getAnnotation(NameInMap.class).value())
          .collect(Collectors.toSet())
          .containsAll(parameters.keySet());
      default -> false;
    };
  }

  private static Map<String, Object> typed(Client client, Method method, Map<String, Object> parameters) throws Exception {
    Object[] arguments = method.getParameterCount() == 0
        ? new Object[0]
        : new Object[] {method.getParameterTypes()[0].getMethod("build", Map.class).invoke(null, parameters)};
    Object response = method.invoke(client, arguments);
    return ((TeaModel) response.getClass().getMethod("getBody").invoke(response)).toMap();
  }

  private static Object general(Client client, String action, String version, Map<String, Object> parameters) throws Exception {
    var operation = new Params()
        .setAction(action)
        .setVersion(version)
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
