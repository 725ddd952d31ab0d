import { describe, expect, test } from 'vitest';
import { search } from '../explorer/search';
import type { Catalogue } from './catalogue';
import { readIndex, readProduct } from './read-product';
import type { OperationObject, ProductDocument, Schema } from './wire';

const properties: Readonly<Record<string, Schema>> = {
  Name: {
    description: 'Its name.',
    examples: ['a'],
    minLength: 1,
    maxLength: 5,
    pattern: '^(?:a+)$',
    'x-chancery-kind': 'string',
  },
  Password: { 'x-chancery-kind': 'secret', 'x-chancery-secret': true, 'x-chancery-max-bytes': 32, format: 'password' },
  Start: {
    'x-chancery-kind': 'integer',
    'x-chancery-unit': 'seconds since 1970',
    minimum: 0,
    default: 0,
    examples: [5],
  },
  End: { 'x-chancery-kind': 'string', format: 'date-time' },
  Data: { 'x-chancery-kind': 'string', contentEncoding: 'base64', 'x-chancery-in': 'body' },
  Algorithm: { 'x-chancery-kind': 'enum', enum: ['A', 'B'] },
  Tags: {
    'x-chancery-kind': 'list',
    'x-chancery-sent-as': 'json',
    maxItems: 3,
    items: { 'x-chancery-kind': 'object', properties: { Key: { 'x-chancery-kind': 'string' } }, required: ['Key'] },
  },
  Context: { 'x-chancery-kind': 'map', additionalProperties: { 'x-chancery-kind': 'string' }, maxProperties: 9 },
  Rules: { 'x-chancery-kind': 'json-text', contentSchema: { 'x-chancery-kind': 'list', items: {} } },
  Later: { 'x-chancery-kind': 'something new' },
};
const operation: OperationObject = {
  summary: 'Makes a thing.',
  'x-chancery-operation': {
    product: 'cas',
    version: '2020-06-30',
    action: 'MakeThing',
    method: 'POST',
    extension: false,
    destructive: false,
    qps: 10,
    ram: { action: 'cas:MakeThing', access: 'create', resources: [{ type: 'All Resources', arn: '*' }] },
    requestSchema: 'MakeThingRequest',
    responseSchema: 'MakeThingResponse',
    before: [],
    seeAlso: ['DropThing'],
    examples: [],
    page: '/reference/cas/MakeThing',
  },
  'x-chancery-errors': [{ code: 'ThingExists', status: 409, message: 'It exists.', from: 'operation' }],
};
const document: ProductDocument = {
  paths: { '/?Action=MakeThing': { post: operation } },
  components: { schemas: { MakeThingRequest: { properties, required: ['Name'] } } },
  'x-chancery-product': { code: 'cas' },
  'x-chancery-gateway-errors': [
    { code: 'Throttling', status: 400, message: 'Slow.', from: 'gateway', advice: 'Wait.' },
  ],
};

describe('an operation of the API description', () => {
  const [read] = readProduct(document).operations;
  const fields = Object.fromEntries((read?.request ?? []).map(field => [field.name, field]));

  test('has its fields in the order of the declaration, each with its kind and rules', () => {
    expect(read?.request.map(({ name }) => name)).toEqual(Object.keys(properties));
    expect(fields.Name).toMatchObject({
      kind: 'text',
      required: true,
      maxLength: 5,
      pattern: '^(?:a+)$',
      example: 'a',
    });
    expect(fields.Password).toMatchObject({ kind: 'text', required: false, secret: true, maxBytes: 32 });
    expect(fields.Start).toMatchObject({
      kind: 'integer',
      unit: 'seconds since 1970',
      minimum: 0,
      preset: '0',
      example: '5',
    });
    expect(fields.End).toMatchObject({ kind: 'text', format: 'date-time' });
    expect(fields.Data).toMatchObject({ format: 'base64', place: 'body' });
    expect(fields.Algorithm).toMatchObject({ kind: 'choice', choices: ['A', 'B'] });
    expect(fields.Tags).toMatchObject({ kind: 'list', sentAs: 'json', maxItems: 3, item: { kind: 'object' } });
    expect(fields.Tags?.item?.fields?.[0]).toMatchObject({ name: 'Key', required: true });
    expect(fields.Context).toMatchObject({ kind: 'map', maxItems: 9, item: { kind: 'text' } });
    expect(fields.Rules).toMatchObject({ kind: 'json-text', item: { kind: 'list' } });
  });

  test('has a text where a kind is not known yet', () => {
    expect(fields.Later).toMatchObject({ kind: 'text', secret: false });
  });

  test('has its own errors and those of the gateway', () => {
    expect(read?.errors.map(({ code }) => code)).toEqual(['ThingExists', 'Throttling']);
  });
});

describe('searching', () => {
  const index = readIndex({
    products: [
      {
        code: 'cas',
        title: 'Certificates',
        version: '2020-06-30',
        operations: [
          { action: 'DropThing', summary: 'Drops what MakeThing made.' },
          { action: 'MakeThing', summary: 'Makes a thing.' },
        ],
        planned: [],
      },
    ],
    messageProducts: [],
  });
  const known: Catalogue = { products: index, described: { cas: readProduct(document) }, failed: false };
  const found = (query: string, catalogue = known) =>
    search(catalogue, query).flatMap(product =>
      product.found.map(({ operation: { action }, because }) => [action, because]),
    );

  test('lists everything for no words and nothing for strange ones', () => {
    expect(found('')).toHaveLength(2);
    expect(found('zebra')).toEqual([]);
  });

  test('puts names before summaries', () => {
    expect(found('maketh').map(([action]) => action)).toEqual(['MakeThing', 'DropThing']);
  });

  test('finds nested parameters and error codes, and says which, once the product is described', () => {
    expect(found('tags.key')).toEqual([['MakeThing', 'Tags.Key']]);
    expect(found('thingexists')).toEqual([['MakeThing', 'ThingExists']]);
    expect(found('tags.key', { ...known, described: {} })).toEqual([]);
  });
});
