/**
 * One operation of an API description. Its `x-chancery-operation` holds what a form or page needs beyond OpenAPI:
 * `{ product, version, action, method, methods, access, since, destructive, loses?, destructiveWhen?, qps, ram: { action?, access, resources: [{ type, arn }],
 * conditionKeys, dependentActions }, requestSchema, responseSchema, idempotencyToken?, requestTags?, identityToken?, before, seeAlso, differences,
 * releaseNotes, examples: [{ title, request, response }], page }`. Schemas are named, to be found in `components.schemas`; operations
 * are named by their action, and are of the same product. `loses` says what a destructive call takes away; it does so only with the
 * values in `destructiveWhen`, if there are any. `identityToken` says which parameters show who calls, in place of a signature.
 */
import type { Field } from '../spec/field.js';
import type { Operation } from '../spec/operation.js';
import { isAddition } from './contract-deviations.js';
import { exampleAnswer, exampleRequestId } from './example-answer.js';
import { pagePath } from './links.js';
import { isNeeded } from './needed.js';
import { neighboursOf } from './neighbours.js';
import { type DocumentedError, errorsOf, errorsOfGateway } from './operation-errors.js';
import { conditionKeysOf, resourcesOf } from './pages/permissions.js';
import { operationPage, paragraphsOf } from './prose.js';
import type { ReferenceSource } from './source.js';
import { structuredValues } from './wire-parameters.js';

export function schemaNames({ action }: Pick<Operation, 'action'>): { request: string; response: string } {
  return { request: `${action}Request`, response: `${action}Response` };
}

/** An Operation Object (OpenAPI 3.1, section 4.8.10). */
export function describedOperation(source: ReferenceSource, operation: Operation): object {
  const errors = errorsOf(operation);
  const body = formBody(operation);
  return {
    operationId: operation.action,
    summary: operation.summary,
    ...(operation.description && { description: paragraphsOf(operation.description).join('\n\n') }),
    tags: [operation.ram.access],
    // Not signed.
    ...(operation.identityToken && { security: [] }),
    externalDocs: { url: `${source.publicUrl}${pagePath(operationPage(operation))}` },
    parameters: [...queryParameters(operation), ...headers(operation)],
    ...(body && { requestBody: body }),
    responses: { 200: success(operation), ...failures(errors) },
    'x-chancery-operation': facts(source, operation),
    'x-chancery-errors': errors,
  };
}

function facts({ catalogue }: ReferenceSource, operation: Operation): object {
  const {
    product,
    action,
    method,
    qps,
    ram,
    idempotencyToken,
    requestTags,
    identityToken,
    differences,
    releaseNotes,
    since,
    destructive,
  } = operation;
  const names = schemaNames(operation);
  const { before, seeAlso } = neighboursOf(catalogue, operation);
  return {
    product: product.code,
    version: product.version,
    action,
    method,
    methods: ['GET', 'POST'],
    access: ram.access,
    since,
    extension: isAddition(product.code, action),
    destructive: destructive !== undefined,
    ...(destructive && { loses: destructive.loses }),
    ...(destructive?.when && { destructiveWhen: destructive.when }),
    qps,
    ram: {
      ...(ram.action !== undefined && { action: ram.action }),
      access: ram.access,
      resources: resourcesOf(operation),
      conditionKeys: conditionKeysOf(operation),
      dependentActions: ram.dependentActions ?? [],
    },
    requestSchema: names.request,
    responseSchema: names.response,
    ...(idempotencyToken !== undefined && { idempotencyToken }),
    ...(requestTags !== undefined && { requestTags }),
    ...(identityToken && { identityToken }),
    before: before.map(other => other.action),
    seeAlso: seeAlso.map(other => other.action),
    differences,
    releaseNotes,
    examples: operation.examples.map(({ title, request, response }) => ({
      title,
      request: structuredValues(operation.request, request),
      response,
    })),
    page: pagePath(operationPage(operation)),
  };
}

function fieldReference(operation: Operation, name: string): object {
  return { $ref: `#/components/schemas/${schemaNames(operation).request}/properties/${name}` };
}

function queryParameters(operation: Operation): object[] {
  return Object.entries(operation.request)
    .filter(([, field]) => field.in !== 'body')
    .map(([name, field]) => {
      const schema = fieldReference(operation, name);
      return {
        name,
        in: 'query',
        required: isNeeded(operation, name),
        ...(field.about && { description: field.about }),
        ...(isStructured(field) ? { content: { 'application/json': { schema } } } : { schema }),
      };
    });
}

const isStructured = ({ kind }: Field): boolean => kind === 'list' || kind === 'object' || kind === 'map';

function headers(operation: Operation): object[] {
  const shared = ['Version', 'Date', 'Nonce', 'ContentHash', 'SecurityToken'];
  return [
    {
      name: 'x-acs-action',
      in: 'header',
      required: false,
      description: 'The operation, with signature V3.',
      schema: { type: 'string', const: operation.action },
    },
    ...shared.map(name => ({ $ref: `#/components/parameters/${name}` })),
  ];
}

function formBody(operation: Operation): object | undefined {
  const fields = Object.entries(operation.request).filter(([, field]) => field.in === 'body');
  if (fields.length === 0) return undefined;
  const required = fields.map(([name]) => name).filter(name => isNeeded(operation, name));
  const structured = fields.filter(([, field]) => isStructured(field));
  return {
    required: required.length > 0,
    content: {
      'application/x-www-form-urlencoded': {
        schema: {
          type: 'object',
          properties: Object.fromEntries(fields.map(([name]) => [name, fieldReference(operation, name)])),
          ...(required.length > 0 && { required }),
        },
        ...(structured.length > 0 && {
          encoding: Object.fromEntries(structured.map(([name]) => [name, { contentType: 'application/json' }])),
        }),
      },
    },
  };
}

function success(operation: Operation): object {
  const examples = (value: (response: object) => unknown): object =>
    Object.fromEntries(
      operation.examples.map(({ title, response }, index) => [
        `example${index + 1}`,
        { summary: title, value: value(response) },
      ]),
    );
  return {
    description: 'The call succeeded.',
    headers: { 'x-acs-request-id': { description: 'The RequestId.', schema: { type: 'string' } } },
    content: {
      'application/json': {
        schema: { $ref: `#/components/schemas/${schemaNames(operation).response}` },
        examples: examples(response => ({ ...response, RequestId: exampleRequestId })),
      },
      'text/xml': { examples: examples(response => exampleAnswer(operation, response, 'xml')) },
    },
  };
}

/** By status; what the gateway answers is the same everywhere and is listed once, in `x-chancery-gateway-errors`. */
function failures(errors: readonly DocumentedError[]): object {
  const statuses = [...new Set([...errors, ...errorsOfGateway].map(({ status }) => status))].sort((a, b) => a - b);
  return Object.fromEntries(
    statuses.map(status => {
      const codes = errors.filter(error => error.status === status).map(({ code }) => code);
      const ofGateway = errorsOfGateway.some(error => error.status === status) ? ['errors of the gateway'] : [];
      return [
        status,
        {
          description: [...codes, ...ofGateway].join(', '),
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
        },
      ];
    }),
  );
}
