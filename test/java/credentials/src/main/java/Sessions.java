import com.aliyun.credentials.Client;
import com.aliyun.credentials.models.Config;
import com.aliyun.tea.TeaException;
import com.aliyun.teaopenapi.models.OpenApiRequest;
import com.aliyun.teaopenapi.models.Params;
import com.aliyun.teautil.models.RuntimeOptions;

/**
 * Sessions of roles with credentials-java, and calls of CAS and KMS that are signed with them, over TLS. Prints a JSON line for each claim that
 * holds, and ends at one that does not.
 */
public class Sessions {
  private static final String ENDPOINT = System.getenv("CHANCERY_TEST_ENDPOINT");
  private static final String ROLE = System.getenv("CHANCERY_TEST_ROLE");

  public static void main(String[] arguments) throws Exception {
    var session = new Client(ofRole(ROLE));
    claim("a session signs a call of CAS", codeOf(session, "2020-06-30", "DescribeCACertificateCount") == null);
    claim("and of KMS", listKeys(session) == null);
    var denied = codeOf(session, "2016-01-20", "ListAliases");
    claim("it may do what its role may", "Forbidden.NoPermission".equals(denied));

    var key = session.getCredential();
    claim("it is a temporary key with a token", key.getAccessKeyId().startsWith("STS.") && !key.getSecurityToken().isEmpty());
    claim("which is used again", keyOf(session).equals(key.getAccessKeyId()));
    var given = new Config()
        .setAccessKeyId(key.getAccessKeyId())
        .setAccessKeySecret(key.getAccessKeySecret())
        .setSecurityToken(key.getSecurityToken());
    claim("and is good where it is given on", listKeys(new Client(given.setType("sts"))) == null);
    var further = ofRole(System.getenv("CHANCERY_TEST_FURTHER_ROLE"))
        .setAccessKeyId(key.getAccessKeyId())
        .setAccessKeySecret(key.getAccessKeySecret())
        .setSecurityToken(key.getSecurityToken());
    claim("and assumes a further role", listKeys(new Client(further)) == null);

    var token = new Client(new Config()
        .setType("oidc_role_arn")
        .setRoleArn(System.getenv("CHANCERY_TEST_OIDC_ROLE"))
        .setOidcProviderArn(System.getenv("CHANCERY_TEST_OIDC_PROVIDER"))
        .setOidcTokenFilePath(System.getenv("CHANCERY_TEST_OIDC_TOKEN"))
        .setRoleSessionName("from-java")
        .setSTSEndpoint(ENDPOINT)
        .setConnectTimeout(60_000)
        .setTimeout(120_000));
    claim("the token of a pod signs without any key", listKeys(token) == null);

    var shortSession = new Client(ofRole(ROLE).setRoleSessionExpiration(900));
    var first = keyOf(shortSession);
    claim("a session that is nearly over is replaced", !keyOf(shortSession).equals(first));
    claim("and the new one signs", listKeys(shortSession) == null);

    var absent = new Client(ofRole(ROLE + "x"));
    claim("a role that is not there is refused by name", refusalOf(absent).contains("EntityNotExist.Role"));
    System.exit(0);
  }

  private static Config ofRole(String role) {
    return new Config()
        .setType("ram_role_arn")
        .setAccessKeyId(System.getenv("ALIBABA_CLOUD_ACCESS_KEY_ID"))
        .setAccessKeySecret(System.getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET"))
        .setRoleArn(role)
        .setRoleSessionName("from-java")
        .setSTSEndpoint(ENDPOINT)
        .setConnectTimeout(60_000)
        .setTimeout(120_000);
  }

  private static String keyOf(Client credential) {
    return credential.getCredential().getAccessKeyId();
  }

  private static String refusalOf(Client credential) {
    try {
      return keyOf(credential);
    } catch (RuntimeException refused) {
      return String.valueOf(refused.getMessage());
    }
  }

  private static String listKeys(Client credential) throws Exception {
    return codeOf(credential, "2016-01-20", "ListKeys");
  }

  /** What the call is refused with, or null where it is answered. */
  private static String codeOf(Client credential, String version, String action) throws Exception {
    var client = new com.aliyun.teaopenapi.Client(new com.aliyun.teaopenapi.models.Config()
        .setCredential(credential)
        .setEndpoint(ENDPOINT)
        .setProtocol("https")
        .setRegionId("cn-hangzhou")
        .setConnectTimeout(60_000)
        .setReadTimeout(120_000));
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
    try {
      client.callApi(operation, new OpenApiRequest(), new RuntimeOptions());
      return null;
    } catch (TeaException refused) {
      return refused.getCode();
    }
  }

  private static void claim(String text, boolean holds) {
    if (!holds) {
      throw new AssertionError("does not hold: " + text);
    }
    System.out.println("\"" + text + "\"");
  }
}
