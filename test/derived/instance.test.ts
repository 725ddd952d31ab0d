/** What the declarations of the instance's operations say, against the contract of the official clients and against the server. */
import { beforeAll, describe, expect, test } from 'vitest';
import contract from '../../src/api/contracts/kms-instance-dkms-gcs-0.2.json' with { type: 'json' };
import { spokenAs } from '../../src/spec/catalogue.js';
import { check } from '../../src/spec/check.js';
import type { Fields } from '../../src/spec/field.js';
import { decodeMessage, encodeMessage, protobufType } from '../../src/spec/protobuf.js';
import { instanceCalls, KEYS, makeClientKey, refusal, SECRETS } from '../api/kms-instance/use-instance.js';
import { type ClientKey, InstanceClient, type Values } from '../instance-client.js';
import { useTestServer } from '../use-test-server.js';
import { allDeclarations } from './declarations.js';

const { operations, products } = spokenAs(allDeclarations, 'instance');
const byName = operations.map(operation => [operation.action, operation] as const);
const messages = contract as unknown as Record<string, Record<'request' | 'response', Record<string, object>>>;

test('every operation of the contract is declared, and no other', () => {
  expect(operations.map(({ action }) => action).sort()).toEqual(Object.keys(contract).sort());
  expect(products.map(({ planned }) => planned)).toEqual([[]]);
});

describe.each(byName)('%s', (action, operation) => {
  test.each(['request', 'response'] as const)('its %s has the fields of the contract, with number and type', part => {
    const declared = Object.entries(operation[part]).filter(([, field]) => field.header === undefined);
    const shown = declared.map(([name, field]) => [name, { type: protobufType(field), number: field.number }]);
    expect(Object.fromEntries(shown)).toEqual(messages[action]?.[part]);
    const headers = Object.values(operation[part]).filter(field => field.header !== undefined);
    expect(headers.every(field => field.number === undefined && /^x-kms-/.test(field.header ?? ''))).toBe(true);
  });

  test('its examples are what the declaration allows, and the same after they were a message', () => {
    expect(operation.examples.length).toBeGreaterThan(0);
    for (const example of operation.examples) {
      check(operation.request, example.request);
      check(operation.response, example.response);
      const carried = (fields: Fields, values: object) =>
        Object.fromEntries(Object.entries(values).filter(([name]) => fields[name]?.header === undefined));
      const sent = carried(operation.request, example.request);
      expect(decodeMessage(operation.request, encodeMessage(operation.request, sent))).toEqual(sent);
    }
  });

  test('it says what each field and each error means, and tells secrets from what may be written down', () => {
    const fields = [...Object.entries(operation.request), ...Object.entries(operation.response)];
    expect(fields.filter(([, field]) => !field.about).map(([name]) => name)).toEqual([]);
    const secrets = fields.filter(([name]) => /^(Plaintext|Random|SecretData|PrivateKeyPlaintext|Message)$/.test(name));
    expect(secrets.filter(([, field]) => field.kind !== 'secret').map(([name]) => name)).toEqual([]);
    const texts = Object.values(operation.errors).flatMap(({ cause, advice }) => [cause ?? advice, advice]);
    expect(texts.filter(text => !/^[A-Z`].*[.:`\d]$/s.test(text))).toEqual([]);
  });
});

describe('who may call', () => {
  const server = useTestServer();
  const keys: Record<string, ClientKey> = {};
  beforeAll(async () => {
    keys.nothing = await makeClientKey(server.root, [{ scope: 'shared' }]);
    keys.keys = await makeClientKey(server.root, [{ permissions: [KEYS], resources: ['key/*'] }]);
    keys.secrets = await makeClientKey(server.root, [{ permissions: [SECRETS], resources: ['secret/*'] }]);
  });

  test.each(byName)('%s', async (action, operation) => {
    const request = wireValues(operation.request, operation.examples[0]?.request ?? {});
    const answer = (name: string) => instanceCalls(server, () => keys[name]!).call(action, request);
    const denied = refusal(403, 'Forbidden.NoPermission');
    expect(await answer('nothing')).toMatchObject(denied);
    const [right, wrong] = action === 'GetSecretValue' ? ['secrets', 'keys'] : ['keys', 'secrets'];
    expect(await answer(wrong)).toMatchObject(denied);
    // The example's key and secret are nobody's, and its ciphertext names no version that there is.
    const expected = { GenerateRandom: 200, AdvanceDecrypt: 400 }[action] ?? 404;
    expect((await answer(right)).status).toBe(expected);
  });

  test('nobody with an AccessKey, by this protocol', async () => {
    const client = new InstanceClient(server.url, { ...keys.keys!, id: server.rootAccessKey.AccessKeyId });
    expect((await client.call('GenerateRandom', { Length: 1 })).status).toBe(404);
  });
});

/** Base64 as the octets that travel. */
function wireValues(fields: Fields, values: Readonly<Record<string, unknown>>): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const isBytes = fields[name] !== undefined && protobufType(fields[name]) === 'bytes';
      return [name, isBytes ? Buffer.from(String(value), 'base64') : (value as string)];
    }),
  );
}
