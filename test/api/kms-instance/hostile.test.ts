/** Messages that no client would send, and client keys with policies of any kind: the server answers each by the rules, and none with a fault. */
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import contract from '../../../src/api/contracts/kms-instance-dkms-gcs-0.2.json' with { type: 'json' };
import { type ClientKey, encodeWire, InstanceClient, type Values } from '../../instance-client.js';
import { useTestServer } from '../../use-test-server.js';
import { makeKey } from '../kms/keys/key-calls.js';
import { kmsOk } from '../kms/kms-calls.js';
import { makeSecret } from '../kms/secrets/secret-calls.js';
import { type GrantedPolicy, KEYS, makeClientKey, SECRETS } from './use-instance.js';

const server = useTestServer();
let all: ClientKey;
let keys: string[];
let instance: string;
beforeAll(async () => {
  all = await makeClientKey(server.root);
  keys = [(await makeKey(server.root)).KeyId, (await makeKey(server.root)).KeyId];
  instance = String((await kmsOk(server.root, 'GetDefaultKmsInstance')).DefaultKmsInstanceId);
  for (const SecretName of ['a/one', 'a/two', 'b']) await makeSecret(server.root, { SecretName });
  for (const [Name, address] of [
    ['near', '127.0.0.1'],
    ['far', '192.0.2.7'],
  ]) {
    await kmsOk(server.root, 'CreateNetworkRule', {
      Name,
      Type: 'Private',
      SourcePrivateIp: JSON.stringify([address]),
    });
  }
});

/** So that a failure can be repeated. */
const SEED = 20_261_130;
const FRAMES = 1500;

const operations = Object.entries(contract) as [
  string,
  { readonly request: Readonly<Record<string, { readonly type: string; readonly number: number }>> },
][];

const octets = (maxLength: number) => fc.uint8Array({ maxLength });

const OPTIONAL = new Set([
  'Algorithm',
  'Aad',
  'Iv',
  'PaddingMode',
  'Digest',
  'MessageType',
  'VersionStage',
  'VersionId',
  'FetchExtendedConfig',
]);
const USUAL: Readonly<Record<string, string>> = {
  KeyPairSpec: 'EC_P256',
  KeyFormat: 'DER',
  SecretName: 'a/one',
  Algorithm: 'AES_GCM',
};

/** A sound message of an operation, some of whose values are strange, and then damaged or not. */
const frame = fc.constantFrom(...operations).chain(([operation, { request }]) =>
  fc.record({
    operation: fc.constant(operation),
    request: fc.constant(request),
    values: fc.record(
      Object.fromEntries(Object.entries(request).map(([name, { type }]) => [name, drawn(name, type)])),
      { requiredKeys: Object.keys(request).filter(name => !OPTIONAL.has(name)) },
    ),
    damage: fc.oneof(
      { weight: 3, arbitrary: fc.constant(undefined) },
      { weight: 2, arbitrary: fc.record({ at: fc.nat(), bytes: octets(6) }) },
      { weight: 1, arbitrary: fc.record({ at: fc.nat(), bytes: octets(60) }) },
    ),
  }),
);

function drawn(name: string, type: string): fc.Arbitrary<unknown> {
  if (type === 'int32')
    return fc.oneof(fc.integer({ min: -5, max: 40 }), fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }));
  if (type === 'bool') return fc.boolean();
  if (type === 'bytes')
    return fc.oneof(
      octets(80),
      fc.constantFrom(12, 16, 32).map(length => new Uint8Array(length)),
    );
  if (name === 'KeyId')
    return fc.oneof({ weight: 4, arbitrary: fc.nat(1).map(at => `#${at}`) }, fc.string({ unit: 'grapheme' }));
  const words = ['AES_CBC', 'AES_ECB', 'PEM', 'RAW', 'DIGEST', 'NO_PADDING', 'ACSCurrent', USUAL[name] ?? 'v1'];
  const strange = fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'binary', maxLength: 40 }));
  return fc.oneof({ weight: 4, arbitrary: fc.constant(USUAL[name] ?? 'v1') }, { weight: 1, arbitrary: strange });
}

const damaged = (message: Buffer, damage: { at: number; bytes: Uint8Array } | undefined): Buffer => {
  if (!damage) return message;
  const at = damage.at % (message.length + 1);
  return Buffer.concat([message.subarray(0, at), damage.bytes, message.subarray(at + (damage.at % 3))]);
};

test(`${FRAMES} messages, sound and damaged, are answered with a message, and no 5xx but that of a failed decryption`, async () => {
  const client = new InstanceClient(server.url, all);
  const statuses = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(frame, async ({ operation, request, values, damage }) => {
      const named = Object.fromEntries(
        Object.entries(values).map(([name, value]) => [
          name,
          /^#\d$/.test(String(value)) ? keys[Number(String(value)[1])] : value,
        ]),
      ) as Values;
      const message = damaged(Buffer.from(encodeWire(request, named)), damage);
      const { status, body } = await client.call(operation, {}, { message });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      expect(body.RequestId).toMatch(/^[0-9A-F-]{36}$/);
      if (status === 200) return;
      expect(body).toMatchObject({
        StatusCode: status,
        ErrorCode: expect.any(String),
        ErrorMessage: expect.any(String),
      });
      if (status >= 500)
        expect([operation, body.ErrorCode]).toEqual([expect.stringMatching(/Decrypt$/), 'InternalFailure']);
    }),
    { numRuns: FRAMES, seed: SEED },
  );
  // Refused at the door alone would prove little.
  expect(statuses.get(200) ?? 0).toBeGreaterThan(FRAMES / 20);
  expect(server.log.split('\n').filter(line => line.includes('"level":50'))).toEqual([]);
}, 120_000);

interface Use {
  readonly operation: string;
  readonly values: Values;
  /** What a policy has to name. */
  readonly resource: string | undefined;
  readonly permission: string;
}

const policy: fc.Arbitrary<GrantedPolicy> = fc.record({
  scope: fc.constantFrom('own', 'own', 'own', 'shared', 'kst-nobodys'),
  permissions: fc.subarray([KEYS, SECRETS], { minLength: 1 }),
  resources: fc.subarray(['key/#0', 'key/#1', 'key/*', 'secret/a/*', 'secret/a/one', 'secret/b', 'secret/*'], {
    minLength: 1,
    maxLength: 3,
  }),
  networkRules: fc.constantFrom([], [], ['near'], ['far'], ['far', 'near'], ['none']),
});

test('no client key is authorized by what another one was granted, or by half of two policies', async () => {
  const sampled = fc.sample(fc.array(policy, { minLength: 1, maxLength: 3 }), { numRuns: 24, seed: SEED });
  const named = (text: string) => text.replace(/#(\d)/, (_, at: string) => keys[Number(at)] ?? '');
  const holders = [];
  for (const policies of sampled) {
    const granted = policies.map(it => ({
      ...it,
      scope: it.scope === 'own' ? instance : it.scope,
      resources: it.resources?.map(named),
    }));
    holders.push({ granted, key: await makeClientKey(server.root, granted) });
  }
  const uses: Use[] = [
    ...keys.map(KeyId => ({
      operation: 'Encrypt',
      values: { KeyId, Plaintext: Buffer.from('a') },
      resource: `key/${KeyId}`,
      permission: KEYS,
    })),
    ...['a/one', 'a/two', 'b'].map(SecretName => ({
      operation: 'GetSecretValue',
      values: { SecretName },
      resource: `secret/${SecretName}`,
      permission: SECRETS,
    })),
    { operation: 'GenerateRandom', values: { Length: 1 }, resource: undefined, permission: KEYS },
  ];
  const calls = holders.flatMap(holder => uses.map(use => ({ holder, use })));
  const answers = await Promise.all(
    calls.map(({ holder, use }) => new InstanceClient(server.url, holder.key).call(use.operation, use.values)),
  );
  const outcomes = calls.map(({ holder, use }, index) => {
    const isGranted = holder.granted.some(
      ({ scope, permissions, resources, networkRules }) =>
        scope === instance &&
        permissions?.includes(use.permission) &&
        (use.resource === undefined || resources?.some(it => covers(it, use.resource ?? ''))) &&
        (networkRules?.length === 0 || networkRules?.includes('near')),
    );
    return [index, use.operation, isGranted ? 200 : 403, answers[index]?.status];
  });
  expect(outcomes.filter(([, , expected, found]) => expected !== found)).toEqual([]);
  for (const status of [200, 403])
    expect(outcomes.filter(([, , , found]) => found === status).length).toBeGreaterThan(20);
}, 120_000);

const covers = (pattern: string, resource: string): boolean =>
  pattern.endsWith('*') ? resource.startsWith(pattern.slice(0, -1)) : pattern === resource;
