/**
 * Every list, object, map and JSON text of every request, in every form in which official clients write one, sent to the real gateway:
 * what it decodes to (as the audit record shows it) is the same each time, and two forms at once are refused by name.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TAGS_PER_RESOURCE } from '../../src/domain/tags.js';
import type { Field } from '../../src/spec/field.js';
import type { Operation } from '../../src/spec/operation.js';
import { holdsOthers } from '../../src/spec/sample.js';
import { startTestServer, type TestServer } from '../server.js';
import type { CallOptions, CallParameters } from '../signed-client.js';
import { declarations } from './declarations.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/** A value with two entries in every list, each different where the kind allows it. */
function sampleOf(field: Field, n = 1): unknown {
  switch (field.kind) {
    case 'list':
      return [sampleOf(field.item as Field, 1), sampleOf(field.item as Field, 2)];
    case 'map':
      return { 'a.b': sampleOf(field.item as Field, 1), c: sampleOf(field.item as Field, 2) };
    case 'object':
      return Object.fromEntries(
        Object.entries(field.fields ?? {}).map(([name, member]) => [name, sampleOf(member, n)]),
      );
    case 'json-text':
      return sampleOf(field.item as Field, n);
    case 'integer':
      return (field.range?.minimum ?? 0) + n;
    case 'boolean':
      return n === 1;
    case 'enum':
      return field.values?.[n % (field.values?.length ?? 1)];
    default:
      return n === 1 ? String(field.example ?? 'a') : `b ${n} 中+&=`;
  }
}

/** `Name.1.Key=…` and the like, down to single values, or with `inner` whole values below the first step. */
function parts(name: string, value: unknown, inner: (value: unknown) => unknown = it => it): CallParameters {
  if (typeof value !== 'object' || value === null) return { [name]: value };
  const steps = Object.entries(value).map(
    ([step, it]) => [Array.isArray(value) ? Number(step) + 1 : step, it] as const,
  );
  return Object.assign({}, ...steps.map(([step, it]) => parts(`${name}.${step}`, inner(it), inner)));
}

const asText = (value: unknown): unknown => (typeof value === 'object' ? JSON.stringify(value) : value);

const structured = declarations.operations.flatMap(operation =>
  Object.entries(operation.request)
    .filter(([, field]) => holdsOthers(field))
    .map(([name, field]) => ({
      title: `${operation.product.code} ${operation.action} ${name}`,
      operation,
      name,
      field,
    })),
);

test('there are such fields, those of KMS among them', () => {
  expect(structured.map(({ title }) => title)).toEqual(
    expect.arrayContaining([
      'kms CreateNetworkRule SourcePrivateIp',
      'kms CreatePolicy AccessControlRules',
      'kms CreateApplicationAccessPoint Policies',
      'cas CreateCustomCertificate ApiPassthrough',
      'ram CreatePolicy Tag',
    ]),
  );
});

/** What the other required parameters need to be, so that the call decodes. */
function others({ request }: Operation, name: string): CallParameters {
  const needed = Object.entries(request).filter(([other, field]) => other !== name && field.required);
  return Object.fromEntries(
    needed.map(([other, field]) => [other, field.kind === 'json-text' ? asText(sampleOf(field)) : sampleOf(field)]),
  );
}

describe.each(structured)('$title', ({ operation, name, field }) => {
  const value = sampleOf(field);
  const call = async (parameters: CallParameters, options: CallOptions) => {
    const all = { ...others(operation, name), ...parameters };
    return server.root.call(operation.product.version, operation.action, all, options);
  };
  const recorded = async (parameters: CallParameters, options: CallOptions) => {
    const { body } = await call(parameters, options);
    const record = (await server.running.store.audit.find(String(body.RequestId)))!;
    return { body, value: (JSON.parse(record.parameters) as Record<string, unknown>)[name] };
  };

  const forms: [string, CallParameters, CallOptions][] = [
    ['one JSON text in the query', { [name]: JSON.stringify(value) }, {}],
    [
      'one JSON text in a form, signed the old way',
      { [name]: JSON.stringify(value) },
      { signature: 'v1', place: 'form' },
    ],
    ['parts in the query', parts(name, value), {}],
    ['parts in a form, signed the old way', parts(name, value), { signature: 'v1', place: 'form' }],
    ['parts whose values are JSON texts', parts(name, value, asText), { place: 'form' }],
    ['a value of a JSON body', { [name]: value }, { place: 'json' }],
    ['a JSON text in a JSON body', { [name]: JSON.stringify(value) }, { place: 'json' }],
    ['parts in a JSON body', parts(name, value), { place: 'json' }],
  ];
  test.each(forms)('as %s', async (_form, parameters, options) => {
    const seen = await recorded(parameters, options);
    expect(seen.value, JSON.stringify(seen.body)).toEqual(value);
  });

  test('in two forms at once is refused by name', async () => {
    for (const place of ['query', 'form', 'json'] as const) {
      const reply = await call({ [name]: JSON.stringify(value), ...parts(name, value) }, { place });
      expect([reply.status, reply.body.Code]).toEqual([400, expect.stringMatching(/^InvalidParameter/)]);
      expect(reply.body.Message).toContain(`"${name}"`);
      expect(reply.body.Message).toMatch(RegExp(`is given twice, as ${name} and as ${name}\\.`));
    }
  });

  test('under a name that is nearly its own is refused, with what was probably meant', async () => {
    const nearly = [`${name}X`, name.endsWith('s') ? name.slice(0, -1) : `${name}s`, name.toLowerCase()];
    for (const wrong of nearly.filter(it => !operation.request[name]?.aliases?.includes(it))) {
      const [first] = Object.keys(parts(name, value));
      const reply = await call(parts(wrong, value), { place: 'form' });
      expect([wrong, reply.status, reply.body.Code]).toEqual([wrong, 400, expect.stringMatching(/^InvalidParameter/)]);
      expect(reply.body.Message).toContain(`"${wrong}.`);
      expect(reply.body.Message).toContain(`${first} was probably meant`);
    }
  });

  test('what is no JSON is shown the right form', async () => {
    const { status, body } = await call({ [name]: '[{' }, {});
    expect([status, body.Code]).toEqual([400, expect.stringMatching(/^InvalidParameter/)]);
    expect(body.Message).toMatch(RegExp(`must be JSON such as [[{].*, or ${name}\\.`));
  });
});

/** Twenty tags as long as they may be, in characters that are longest when they are escaped. */
function largestTags(field: Field): unknown {
  const members = Object.entries(field.item?.fields ?? {});
  return Array.from({ length: TAGS_PER_RESOURCE }, () =>
    Object.fromEntries(members.map(([name, { text }]) => [name, '中'.repeat(text?.maxLength ?? 0)])),
  );
}

describe.each(structured.filter(({ name }) => name === 'Tag' || name === 'Tags'))(
  'the largest set of tags fits the query: $title',
  ({ operation, name, field }) => {
    test.each(['v1', 'v3'] as const)('signed by %s', async signature => {
      const Many = operation.request.ResourceId && {
        ResourceId: Array.from({ length: 50 }, (_, i) => `${i}-`.padEnd(64, 'x')),
      };
      const tags = largestTags(field);
      for (const value of [tags, JSON.stringify(tags)]) {
        const all = { ...others(operation, name), ...Many, [name]: value };
        const { body } = await server.root.call(operation.product.version, operation.action, all, { signature });
        expect(String(body.Code)).not.toMatch(/Limit|Format|Length|SignatureDoesNotMatch/);
      }
    });
  },
);
