/**
 * Samples in Java on the SDK that is made on `tea-openapi`: the product's package where Maven has it and it has the operation, the
 * generic client elsewhere. (Maven has no package for version 2020-06-30 of CAS.)
 */
import { type Artifact, ENVIRONMENT, GENERIC_CLIENT, manifest } from './java-project';
import { type Imports, literal, textLiteral, typed } from './java-values';
import { laidOut } from './layout';
import type { SampleCall, SampleLanguage } from './sample';
import { fits, kmsModels, ramModels, stsModels, type TypedModels } from './typed-models';

interface ProductPackage extends Artifact {
  readonly models: TypedModels;
}

const packages: Readonly<Record<string, ProductPackage>> = {
  kms: { name: 'kms20160120', version: '1.2.3', models: kmsModels },
  ram: { name: 'ram20150501', version: '1.0.2', models: ramModels },
  sts: { name: 'sts20150401', version: '1.1.4', models: stsModels },
};

export const java: SampleLanguage = {
  id: 'java',
  title: 'Java',
  needs: 'JDK 11 or later and Maven',
  commands: ['mvn -q compile', 'mvn -q exec:java'],
  mainFile: () => 'src/main/java/Sample.java',
  files: call => {
    const product = packageOf(call);
    return [
      { path: 'src/main/java/Sample.java', text: product ? withPackage(call, product) : withGenericClient(call) },
      { path: 'src/main/java/Environment.java', text: ENVIRONMENT },
      { path: 'pom.xml', text: manifest(call, product ? [GENERIC_CLIENT, product] : [GENERIC_CLIENT]) },
    ];
  },
};

const STEP = '    ';
const INSIDE = STEP.repeat(3);

/** The package that has the operation, if one has. */
function packageOf(call: SampleCall): ProductPackage | undefined {
  const product = Object.hasOwn(packages, call.productCode) ? packages[call.productCode] : undefined;
  return product && fits(product.models, call) ? product : undefined;
}

function withPackage(call: SampleCall, { name, models }: ProductPackage): string {
  const { action } = call;
  const model = `${action}Request`;
  const imports: Imports = new Set([`com.aliyun.${name}.Client`]);
  const setters = call.parameters.map(member => {
    const argument = laidOut(typed(models, model, member, imports, `.set${member.name}(`), STEP, INSIDE + STEP + STEP);
    return `\n${INSIDE}${STEP}${STEP}${argument})`;
  });
  const method = action.slice(0, 1).toLowerCase() + action.slice(1);
  if (!call.takesParameters) return source(call, imports, '', `client.${method}().getBody().toMap()`);
  imports.add(`com.aliyun.${name}.models.${model}`);
  const request = `${INSIDE}${model} request = new ${model}()${setters.join('')};\n`;
  return source(call, imports, request, `client.${method}(request).getBody().toMap()`);
}

function withGenericClient(call: SampleCall): string {
  const { action, version, endpoint } = call;
  const imports: Imports = new Set([
    'com.aliyun.teaopenapi.Client',
    'com.aliyun.teaopenapi.models.OpenApiRequest',
    'com.aliyun.teaopenapi.models.Params',
    'com.aliyun.teautil.models.RuntimeOptions',
  ]);
  const maps: string[] = [];
  const setters: string[] = [];
  for (const place of ['query', 'body'] as const) {
    const parameters = call.parameters.filter(parameter => parameter.place === place);
    if (parameters.length === 0) continue;
    imports.add('java.util.LinkedHashMap').add('java.util.Map');
    maps.push(`${INSIDE}Map<String, Object> ${place} = new LinkedHashMap<>();\n`);
    for (const { name, value } of parameters) {
      const put = laidOut(literal(value, imports, `${place}.put(${textLiteral(name)}, `), STEP, INSIDE);
      maps.push(`${INSIDE}${put});\n`);
    }
    const setter = place === 'query' ? 'setQuery' : 'setBody';
    setters.push(`\n${INSIDE}${STEP}${STEP}.${setter}(com.aliyun.openapiutil.Client.query(${place}))`);
  }
  const statements = `            Params operation = new Params()
                    .setAction("${action}")
                    .setVersion("${version}")
                    .setProtocol("${endpoint.protocol.toUpperCase()}")
                    .setPathname("/")
                    .setMethod("POST")
                    .setAuthType("AK")
                    .setStyle("RPC")
                    .setReqBodyType("formData")
                    .setBodyType("json");
${maps.join('')}            OpenApiRequest request = new OpenApiRequest()${setters.join('')};
`;
  return source(call, imports, statements, 'client.callApi(operation, request, new RuntimeOptions()).get("body")');
}

/** `answer`: the expression that makes the call. */
function source({ action, summary, endpoint }: SampleCall, used: Imports, statements: string, answer: string): string {
  const imports = [
    ...used,
    'com.aliyun.tea.TeaException',
    'com.aliyun.teaopenapi.models.Config',
    'com.google.gson.GsonBuilder',
  ];
  return `${imports
    .sort()
    .map(name => `import ${name};\n`)
    .join('')}
/** ${action}: ${commentText(summary)} */
public final class Sample {
    public static void main(String[] arguments) throws Exception {
        try {
            Client client = new Client(new Config()
                    .setEndpoint(${textLiteral(endpoint.hostAndPort)})
                    .setProtocol("${endpoint.protocol}")
                    .setAccessKeyId(Environment.get("ALIBABA_CLOUD_ACCESS_KEY_ID"))
                    .setAccessKeySecret(Environment.get("ALIBABA_CLOUD_ACCESS_KEY_SECRET"))
                    .setSecurityToken(Environment.find("ALIBABA_CLOUD_SECURITY_TOKEN")));
${statements}            Object answer = ${answer};
            System.out.println(new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(answer));
        } catch (TeaException refusal) {
            System.err.println(refusal.getCode() + ": " + refusal.getMessage());
            System.exit(1);
        }
    }
}
`;
}

/** Neither the end of the comment nor an escape, which Java reads in comments too. */
function commentText(text: string): string {
  return text.replaceAll('*/', '* /').replaceAll('\\', '/');
}
