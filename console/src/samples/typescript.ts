/**
 * Samples in TypeScript on the vendor's current SDK: the product's package where npm has it and `test/clients/` runs it, the generic
 * client that all packages are made on elsewhere.
 */
import { laidOut } from './layout';
import { projectName } from './project-name';
import type { SampleCall, SampleFile, SampleLanguage } from './sample';
import { memberName, type ProductPackage, packageOf, requestOf } from './typescript-packages';
import { objectLiteral, textLiteral } from './typescript-values';

/** Beside the product packages; the suite compares them with what is installed. */
export const VERSIONS = {
  '@alicloud/openapi-core': '1.0.8',
  '@darabonba/typescript': '1.0.5',
  '@types/node': '24.19.2',
  typescript: '7.0.2',
} as const;

const CORE = '@alicloud/openapi-core';
const RUNTIME = '@darabonba/typescript';

export const typescript: SampleLanguage = {
  id: 'typescript',
  title: 'TypeScript',
  needs: 'Node.js 20.6 or later',
  commands: ['npm install', 'npm start'],
  mainFile: () => 'sample.ts',
  files: call => [
    { path: 'sample.ts', text: source(call) },
    { path: 'package.json', text: manifest(call) },
    { path: 'tsconfig.json', text: `${JSON.stringify(compilerOptions, null, 2)}\n` },
  ],
};

const compilerOptions = {
  compilerOptions: {
    module: 'nodenext',
    target: 'es2022',
    types: ['node'],
    strict: true,
    skipLibCheck: true,
  },
  files: ['sample.ts'],
};

function manifest(call: SampleCall): SampleFile['text'] {
  const product = packageOf(call);
  const used = product ? [CORE] : [CORE, RUNTIME];
  const versions: Readonly<Record<string, string>> = VERSIONS;
  const dependencies = {
    ...Object.fromEntries(used.map(name => [name, versions[name]])),
    ...(product && { [product.name]: product.version }),
  };
  const content = {
    name: projectName(call, 'typescript'),
    private: true,
    type: 'commonjs',
    scripts: { start: 'tsc && node --env-file=.env sample.js' },
    dependencies,
    devDependencies: { '@types/node': VERSIONS['@types/node'], typescript: VERSIONS.typescript },
    engines: { node: '>=20.6' },
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

function source(call: SampleCall): string {
  const product = packageOf(call);
  return `// ${call.action}: ${call.summary}
${product ? withPackage(call, product) : withGenericClient(call)}
main().catch(error => {
  console.error(error.message);
  process.exitCode = 1;
});
`;
}

function withPackage(call: SampleCall, product: ProductPackage): string {
  const models = new Set<string>();
  const request = call.takesParameters ? laidOut(requestOf(call, models), '  ', '  ') : '';
  const names = laidOut({ open: '{', entries: [...models].sort(), close: '}', padding: ' ' }, '  ');
  return `import { $OpenApiUtil } from '${CORE}';
import ${[product.client, ...(models.size > 0 ? [names] : [])].join(', ')} from '${product.name}';

async function main() {
  const client = new ${product.client}(
${config(call)},
  );
${request && `  const request = ${request};\n`}  const { body } = await client.${memberName(call.action)}(${request && 'request'});
  console.log(JSON.stringify(body?.toMap(), null, 2));
}
`;
}

function withGenericClient(call: SampleCall): string {
  const places = (['query', 'body'] as const).flatMap(place => {
    const parameters = call.parameters.filter(parameter => parameter.place === place);
    if (parameters.length === 0) return [];
    const group = objectLiteral(parameters, `${place}: OpenApiUtil.query(`);
    return [{ ...group, close: `${group.close})` }];
  });
  const request = { open: 'new $OpenApiUtil.OpenApiRequest({', entries: places, close: '})', padding: ' ' };
  return `import OpenApi, { $OpenApiUtil${places.length > 0 ? ', OpenApiUtil' : ''} } from '${CORE}';
import { RuntimeOptions } from '${RUNTIME}';

async function main() {
  const client = new OpenApi(
${config(call)},
  );
  const operation = new $OpenApiUtil.Params({
    action: '${call.action}',
    version: '${call.version}',
    protocol: '${call.endpoint.protocol.toUpperCase()}',
    pathname: '/',
    method: 'POST',
    authType: 'AK',
    style: 'RPC',
    reqBodyType: 'formData',
    bodyType: 'json',
  });
  const request = ${laidOut(request, '  ', '  ')};
  const { body } = await client.callApi(operation, request, new RuntimeOptions({}));
  console.log(JSON.stringify(body, null, 2));
}
`;
}

function config({ endpoint }: SampleCall): string {
  return `    new $OpenApiUtil.Config({
      endpoint: ${textLiteral(endpoint.hostAndPort)},
      protocol: '${endpoint.protocol}',
      accessKeyId: process.env.ALIBABA_CLOUD_ACCESS_KEY_ID,
      accessKeySecret: process.env.ALIBABA_CLOUD_ACCESS_KEY_SECRET,
      securityToken: process.env.ALIBABA_CLOUD_SECURITY_TOKEN,
    })`;
}
