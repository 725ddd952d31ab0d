import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { openApiDocument, openApiIndex } from '../../src/reference/openapi.js';
import { wireParameters } from '../../src/reference/wire-parameters.js';
import { spokenAs } from '../../src/spec/catalogue.js';
import type { Field, Fields } from '../../src/spec/field.js';
import { source } from './source.js';

interface Described {
  readonly paths: Record<string, Record<string, DescribedOperation>>;
  readonly components: { readonly schemas: Record<string, object> };
  readonly 'x-chancery-gateway-errors': unknown[];
}
interface DescribedOperation {
  readonly operationId: string;
  readonly parameters: Record<string, unknown>[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: { readonly properties: object } }> };
  readonly responses: Record<string, unknown>;
  readonly 'x-chancery-operation': Record<string, unknown>;
  readonly 'x-chancery-errors': { readonly code: string }[];
}

const { products, operations } = spokenAs(source.catalogue, 'rpc');
const described = products.map(product => {
  const document = JSON.parse(JSON.stringify(openApiDocument(source, product))) as Described;
  return [product.code, document, operations.filter(operation => operation.product.code === product.code)] as const;
});

/** Follows a JSON pointer in a document. */
function at(document: unknown, pointer: string): unknown {
  return pointer
    .slice(2)
    .split('/')
    .reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], document);
}

function references(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, member]) =>
    key === '$ref' && typeof member === 'string' ? [member] : references(member),
  );
}

describe.each(described)('/openapi/%s.json', (_code, document, declared) => {
  test('is valid OpenAPI 3.1, says a validator from outside', async () => {
    const result = await new Validator().validate(structuredClone(document) as unknown as Record<string, unknown>);
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
  });

  test('every reference leads to something', () => {
    expect(references(document).filter(pointer => at(document, pointer) === undefined)).toEqual([]);
  });

  test('describes every operation, under the path that a request has', () => {
    expect(Object.keys(document.paths)).toEqual(declared.map(({ action }) => `/?Action=${action}`));
    for (const operation of declared) {
      const one = document.paths[`/?Action=${operation.action}`]?.[operation.method.toLowerCase()];
      expect(one?.operationId).toBe(operation.action);
      expect(one?.['x-chancery-operation']).toMatchObject({
        product: operation.product.code,
        version: operation.product.version,
        action: operation.action,
        qps: operation.qps,
        access: operation.ram.access,
        since: operation.since,
        destructive: operation.destructive !== undefined,
        page: `/reference/${operation.product.code}/${operation.action}`,
      });
      const codes = one?.['x-chancery-errors'].map(({ code }) => code);
      expect(codes).toEqual(expect.arrayContaining(Object.keys(operation.errors)));
      const inQuery = one?.parameters.filter(parameter => parameter.in === 'query').map(({ name }) => name) ?? [];
      const inBody = Object.keys(
        one?.requestBody?.content['application/x-www-form-urlencoded']?.schema.properties ?? {},
      );
      expect([...inQuery, ...inBody].sort()).toEqual(Object.keys(operation.request).sort());
      expect(inBody).toEqual(
        Object.entries(operation.request).flatMap(([name, field]) => (field.in === 'body' ? [name] : [])),
      );
    }
  });

  test('every schema is a schema, and takes what the examples send and get', () => {
    const ajv = new Ajv2020({ strict: true, allErrors: true, formats: { 'date-time': true, password: true } });
    ajv.addVocabulary(
      ['kind', 'secret', 'max-bytes', 'unit', 'sent-as', 'in', 'aliases'].map(name => `x-chancery-${name}`),
    );
    for (const operation of declared) {
      const request = ajv.compile(document.components.schemas[`${operation.action}Request`]!);
      const response = ajv.compile(document.components.schemas[`${operation.action}Response`]!);
      const shown = document.paths[`/?Action=${operation.action}`]?.[operation.method.toLowerCase()];
      const examples = (shown?.['x-chancery-operation'].examples ?? []) as typeof operation.examples;
      expect(examples).toHaveLength(operation.examples.length);
      for (const example of examples) {
        request(example.request);
        expect(request.errors ?? [], operation.action).toEqual([]);
        response({ ...example.response, RequestId: 'x' });
        expect(response.errors ?? [], operation.action).toEqual([]);
        const { query, body } = wireParameters(operation.request, example.request);
        expect(query.length + body.length).toBeGreaterThanOrEqual(Object.keys(example.request).length === 0 ? 0 : 1);
      }
    }
  });

  test('says everything of a field that a form needs', () => {
    for (const operation of declared) {
      for (const [names, direction] of [
        ['request', 'Request'],
        ['response', 'Response'],
      ] as const) {
        const schema = document.components.schemas[`${operation.action}${direction}`] as SchemaOfObject;
        // What a call is refused without is required, also where the vendor's contract says that it is not.
        compare(operation[names], schema, direction === 'Request', Object.keys(operation.errors));
      }
    }
  });
});

interface SchemaOfObject {
  readonly properties: Record<string, Record<string, unknown>>;
  readonly required?: readonly string[];
}

function compare(fields: Fields, schema: SchemaOfObject, isRequest: boolean, errors: readonly string[] = []): void {
  expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(Object.keys(fields)));
  for (const [name, field] of Object.entries(fields)) {
    const isMissed = isRequest && errors.includes(`Missing${name}`);
    const required = isMissed || (isRequest ? field.required === true : field.presence === 'always');
    expect(schema.required?.includes(name) ?? false, name).toBe(required);
    compareField(field, schema.properties[name]!, isRequest);
  }
}

function compareField(field: Field, schema: Record<string, unknown>, isRequest: boolean): void {
  expect(schema['x-chancery-kind']).toBe(field.kind);
  expect(schema['x-chancery-secret']).toBe(field.kind === 'secret' ? true : undefined);
  expect(schema['x-chancery-max-bytes']).toBe(field.text?.maxBytes);
  expect(schema['x-chancery-unit']).toBe(field.unit);
  expect(schema['x-chancery-aliases']).toEqual(field.aliases);
  expect(schema['x-chancery-in']).toBe(isRequest ? field.in : undefined);
  expect(schema.description).toBe(field.about);
  expect(schema.enum).toEqual(field.values);
  expect(schema.default).toEqual(field.default);
  expect(schema.maxLength).toBe(field.text?.maxLength);
  if (field.kind === 'object') compare(field.fields ?? {}, schema as unknown as SchemaOfObject, isRequest);
  if (field.kind === 'list') compareField(field.item!, schema.items as Record<string, unknown>, isRequest);
  if (field.kind === 'json-text') {
    expect([schema.type, schema.contentMediaType]).toEqual(['string', 'application/json']);
    compareField(field.item!, schema.contentSchema as Record<string, unknown>, isRequest);
  }
}

test('the index names every product, operation and plan', () => {
  const index = JSON.parse(JSON.stringify(openApiIndex(source))) as {
    products: { code: string; operations: { action: string }[]; planned: string[] }[];
  };
  expect(index.products.map(({ code }) => code)).toEqual(products.map(({ code }) => code));
  expect(index.products.flatMap(product => product.operations.map(({ action }) => action))).toEqual(
    operations.map(({ action }) => action),
  );
  expect(index.products.flatMap(({ planned }) => planned)).toEqual(products.flatMap(({ planned }) => planned));
});
