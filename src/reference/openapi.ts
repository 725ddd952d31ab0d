/**
 * API descriptions, OpenAPI 3.1.0, one for each product that is called as RPC APIs are: `GET /openapi/<product>.json`, listed by `GET /openapi/index.json`.
 *
 * Conventions, for tools that know OpenAPI only:
 * - An RPC API has one path and names the operation in a parameter. Each operation stands under `/?Action=<Action>`, the path that a
 *   request with signature V1 really has; with signature V3, where headers name the operation, the server ignores the parameter. The
 *   method is the one of official clients; GET and POST are both served.
 * - Arrays, objects and maps in the query are described as parameters that hold JSON (`content: application/json`). The server
 *   reads that; official clients write most of them flattened (`Tags.1.Key=…`), as `x-chancery-sent-as` says.
 * - The security schemes say where a signature stands. How it is made no scheme of OpenAPI can say: `/reference/signatures`.
 *
 * What OpenAPI has no word for, for tools that know us, such as the console:
 * - document: `x-chancery-product` {code, title, version, ramCode, planned, xmlRoot, page} and `x-chancery-gateway-errors`;
 * - operation: `x-chancery-operation` (see `openapi-operation.ts`) and `x-chancery-errors` [{code, status, message, from, cause?, advice?}],
 *   `from` being operation or product; `{P}` in a code or message stands for a parameter's name;
 * - schema of a field: `x-chancery-kind` (string, secret, integer, boolean, enum, list, object, map, json-text), and where they
 *   say something `x-chancery-secret`, `-max-bytes` (UTF-8), `-unit`, `-sent-as` (flattened or json), `-in` (body: official
 *   clients put it into the form body), `-aliases`. A text that holds JSON has `contentMediaType` and `contentSchema`.
 * - All request fields together, in the order of the declaration and wherever they travel, are the schema `<Action>Request`.
 */
import { type CataloguedProduct, spokenAs } from '../spec/catalogue.js';
import type { Operation } from '../spec/operation.js';
import { pagePath } from './links.js';
import { isNeeded } from './needed.js';
import { describedOperation, schemaNames } from './openapi-operation.js';
import { errorsOfGateway } from './operation-errors.js';
import { operationPage } from './prose.js';
import type { ReferenceSource } from './source.js';
import { wireObjectSchema } from './wire-schema.js';

const OPENAPI_VERSION = '3.1.0';

/** The description of one product, as an object to be written as JSON. */
export function openApiDocument(source: ReferenceSource, product: CataloguedProduct): object {
  const operations = operationsOf(source, product);
  return {
    openapi: OPENAPI_VERSION,
    info: {
      title: product.title,
      version: product.version,
      description: `The API of ${product.title}, version ${product.version}, as this server offers it. For people: ${source.publicUrl}${pagePath(product.code)}`,
    },
    servers: [{ url: source.publicUrl }],
    security: [{ signatureV3: [] }, { signatureV1: [] }],
    tags: [...new Set(operations.map(({ ram }) => ram.access))].map(name => ({ name })),
    paths: Object.fromEntries(
      operations.map(operation => [
        `/?Action=${operation.action}`,
        { [operation.method.toLowerCase()]: describedOperation(source, operation) },
      ]),
    ),
    components: {
      schemas: { ...Object.fromEntries(operations.flatMap(schemasOf)), Error: errorSchema(operations[0]) },
      parameters: commonHeaders(product),
      securitySchemes,
    },
    externalDocs: { url: `${source.publicUrl}${pagePath(product.code)}` },
    'x-chancery-product': {
      code: product.code,
      title: product.title,
      version: product.version,
      ramCode: product.ramCode,
      planned: product.planned,
      xmlRoot: operations[0]?.product.dialect.xmlRoot ?? 'OperationResponse',
      page: pagePath(product.code),
    },
    'x-chancery-gateway-errors': errorsOfGateway,
  };
}

/** All products and their operations, with the paths of description and pages. */
export function openApiIndex(source: ReferenceSource): object {
  return {
    openapi: OPENAPI_VERSION,
    products: spokenAs(source.catalogue, 'rpc').products.map(product => ({
      code: product.code,
      title: product.title,
      version: product.version,
      ramCode: product.ramCode,
      description: `/openapi/${product.code}.json`,
      page: pagePath(product.code),
      operations: operationsOf(source, product).map(operation => ({
        action: operation.action,
        summary: operation.summary,
        method: operation.method,
        access: operation.ram.access,
        destructive: operation.destructive !== undefined,
        page: pagePath(operationPage(operation)),
      })),
      planned: product.planned,
    })),
    messageProducts: messageProducts(source),
  };
}

/** What is called in protobuf: described by `messages-document.ts`. */
function messageProducts(source: ReferenceSource): object[] {
  return spokenAs(source.catalogue, 'instance').products.map(product => ({
    code: product.code,
    title: product.title,
    version: product.version,
    description: `/openapi/${product.code}.messages.json`,
    page: pagePath(product.code),
    operations: operationsOf(source, product).map(({ action, summary }) => ({ action, summary })),
    planned: product.planned,
  }));
}

function operationsOf({ catalogue }: ReferenceSource, { code }: CataloguedProduct): readonly Operation[] {
  return catalogue.operations.filter(operation => operation.product.code === code);
}

function schemasOf(operation: Operation): [string, object][] {
  const names = schemaNames(operation);
  const answer = wireObjectSchema(operation.response, 'response') as { properties: object; required?: string[] };
  return [
    [names.request, wireObjectSchema(operation.request, 'request', name => isNeeded(operation, name))],
    [
      names.response,
      {
        ...answer,
        properties: { ...answer.properties, RequestId: { type: 'string', description: 'The id of the request.' } },
        required: [...(answer.required ?? []), 'RequestId'],
      },
    ],
  ];
}

function errorSchema(operation: Operation | undefined): object {
  const text = { type: 'string' };
  return {
    type: 'object',
    properties: {
      RequestId: text,
      HostId: text,
      Code: text,
      Message: text,
      Recommend: text,
      ...(operation?.product.dialect.statusInBody && { HttpStatus: { type: 'integer' } }),
      AccessDeniedDetail: { type: 'object', additionalProperties: text },
    },
    required: ['RequestId', 'HostId', 'Code', 'Message', 'Recommend'],
  };
}

/** Of signature V3; with V1 their values are parameters. */
function commonHeaders({ version }: CataloguedProduct): object {
  const header = (name: string, description: string, schema: object = {}): object => ({
    name,
    in: 'header',
    required: false,
    description,
    schema: { type: 'string', ...schema },
  });
  return {
    Version: header('x-acs-version', 'The API version.', { const: version }),
    Date: header('x-acs-date', 'The time of signing, UTC.', { format: 'date-time' }),
    Nonce: header('x-acs-signature-nonce', 'Another text for each request.', { minLength: 1, maxLength: 128 }),
    ContentHash: header('x-acs-content-sha256', 'SHA-256 of the body in hex.', { pattern: '^[0-9a-f]{64}$' }),
    SecurityToken: header('x-acs-security-token', 'With temporary AccessKeys.'),
  };
}

const securitySchemes = {
  signatureV3: {
    type: 'apiKey',
    in: 'header',
    name: 'authorization',
    description: 'ACS3-HMAC-SHA256 Credential=…,SignedHeaders=…,Signature=…: /reference/signatures#v3',
  },
  signatureV1: {
    type: 'apiKey',
    in: 'query',
    name: 'Signature',
    description: 'Base64 of an HMAC over all parameters: /reference/signatures#v1',
  },
} as const;
