/**
 * What client keys may do, against a model of a few lines: each as the policies of its own access point say at that moment, and nothing by another's.
 * `npm run grants` makes ten thousand calls with two hundred client keys; the suite makes fewer.
 */
import { beforeAll, expect, test } from 'vitest';
import { Random } from '../../../fuzz/random.js';
import { type ClientKey, InstanceClient, type Values } from '../../instance-client.js';
import { SharedGatewayClient } from '../../shared-gateway-client.js';
import { useTestServer } from '../../use-test-server.js';
import { openKeyFile } from '../kms/access-points/key-file.js';
import { connectInstance } from '../kms/instances/instance-calls.js';
import { makeKey } from '../kms/keys/key-calls.js';
import { kmsOk } from '../kms/kms-calls.js';
import { makeSecret } from '../kms/secrets/secret-calls.js';

const CLIENT_KEYS = Number(process.env.CHANCERY_CLIENT_KEYS ?? 24);
const CALLS = 50 * CLIENT_KEYS;
const ROUNDS = 5;
const CHANGES_BETWEEN = 12;
const AT_ONCE = 32;
/** So that a failure can be repeated. */
const random = new Random(20_261_130);
const Password = 'aap-Passw0rd';

const ROLES = ['CryptoServiceKeyUser', 'CryptoServiceSecretUser', 'SecretUser'] as const;
const SECRETS = ['a', 'a/one', 'a/two', 'ab', 'b', 'b/a/one', 'B'];
const RULES: Record<string, string[]> = {
  near: ['127.0.0.1'],
  nearToo: ['192.0.2.0/24', '127.0.0.0/8'],
  far: ['192.0.2.7'],
  nobody: [],
};

interface Policy {
  scope: string;
  roles: readonly string[];
  resources: readonly string[];
  /** Of which one has to cover the caller; none asks for none. One that is not there covers nobody. */
  rules: readonly string[];
}

interface Holder {
  readonly accessPoint: string;
  readonly key: ClientKey;
}

/** What is sent, and what a policy has to grant for it. */
interface Use {
  readonly through: string;
  readonly roles: readonly string[];
  readonly resource: string | undefined;
  send(key: ClientKey): Promise<{ readonly status: number }>;
}

const server = useTestServer();
const policies = new Map<string, Policy>();
const bound = new Map<string, readonly string[]>();
const holders: Holder[] = [];
const uses: Use[] = [];
let scopes: string[] = [];
let resources: string[] = [];

const some = <T>(choices: readonly T[], most: number, least = 1): T[] =>
  Array.from({ length: least + random.below(most - least + 1) }, () => random.pick(choices));
const distinct = <T>(choices: readonly T[], most: number, least = 1): T[] => [...new Set(some(choices, most, least))];
const call = (operation: string, parameters: Record<string, unknown>) => kmsOk(server.root, operation, parameters);
const asJson = (value: unknown) => JSON.stringify(value);
const templates = (roles: readonly string[]) => asJson(roles.map(role => `RbacPermission/Template/${role}`));

/** The instance takes no policy for the shared gateway's own role, and the shared gateway none of keys. */
function drawPolicy(): Policy {
  const scope = random.pick(scopes);
  const roles = distinct(scope === 'shared' ? ROLES.slice(1) : ROLES.slice(0, 2), 2);
  return {
    scope,
    roles,
    resources: distinct(resources, 3),
    rules: random.chance(0.5) ? [] : distinct([...Object.keys(RULES), 'none'], 2),
  };
}

const written = ({ roles, resources: named, rules }: Policy) => ({
  Permissions: templates(roles),
  Resources: asJson(named),
  AccessControlRules: asJson({ NetworkRules: rules }),
});

/** One policy has to grant all of it. */
function isGranted({ accessPoint }: Holder, { through, roles, resource }: Use): boolean {
  return (bound.get(accessPoint) ?? []).some(name => {
    const policy = policies.get(name);
    if (!policy || policy.scope !== through) return false;
    if (!policy.roles.some(role => roles.includes(role))) return false;
    if (resource !== undefined && !policy.resources.some(it => covers(it, resource))) return false;
    return (
      policy.rules.length === 0 || policy.rules.some(rule => (RULES[rule] ?? []).some(it => it.startsWith('127.')))
    );
  });
}

const covers = (pattern: string, resource: string): boolean =>
  pattern.endsWith('*') ? resource.startsWith(pattern.slice(0, -1)) : pattern === resource;

beforeAll(async () => {
  const own = String((await call('GetDefaultKmsInstance', {})).DefaultKmsInstanceId);
  const added = await connectInstance(server);
  const keys = await Promise.all(Array.from({ length: 8 }, async () => (await makeKey(server.root)).KeyId));
  for (const SecretName of SECRETS) await makeSecret(server.root, { SecretName });
  scopes = [own, own, own, own, 'shared', 'shared', added, 'kst-nobodys'];
  resources = [
    ...[...keys, 'key-none'].map(id => `key/${id}`),
    ...['', 'key', keys[0]?.slice(0, -1) ?? ''].map(start => `key/${start}*`),
    ...SECRETS.map(name => `secret/${name}`),
    ...['', 'a', 'a/', 'b/a'].map(start => `secret/${start}*`),
  ];
  for (const [Name, addresses] of Object.entries(RULES)) {
    await call('CreateNetworkRule', {
      Name,
      Type: 'Private',
      SourcePrivateIp: asJson(addresses.length > 0 ? addresses : ['192.0.2.9']),
    });
    if (addresses.length === 0) await call('UpdateNetworkRule', { Name, SourcePrivateIp: '[]' });
  }
  for (let i = 0; i < 2 * CLIENT_KEYS; i++) {
    const policy = drawPolicy();
    policies.set(`policy-${i}`, policy);
    await call('CreatePolicy', { Name: `policy-${i}`, KmsInstance: policy.scope, ...written(policy) });
  }
  for (let i = 0; holders.length < CLIENT_KEYS; i++) {
    const accessPoint = `app-${i}`;
    bound.set(accessPoint, distinct([...policies.keys()], 3));
    await call('CreateApplicationAccessPoint', { Name: accessPoint, Policies: asJson(bound.get(accessPoint)) });
    for (let j = 0; j <= random.below(2) && holders.length < CLIENT_KEYS; j++) {
      const { ClientKeyId, PrivateKeyData } = await call('CreateClientKey', { AapName: accessPoint, Password });
      const { privateKey } = openKeyFile(String(PrivateKeyData), Password)!;
      holders.push({ accessPoint, key: { id: String(ClientKeyId), privateKey } });
    }
  }
  uses.push(...(await usesOf(keys, own, added)));
}, 600_000);

async function usesOf(keys: readonly string[], own: string, added: string): Promise<Use[]> {
  const at =
    (through: string, operation: string, values: Values, before?: Record<string, string>) => (key: ClientKey) =>
      new InstanceClient(server.url, key).call(operation, values, {
        before: { ...before, host: `${through}.example.com` },
      });
  const useOfKey = { through: own, roles: ['CryptoServiceKeyUser'] };
  // What is decrypted was encrypted by somebody who may.
  bound.set('all', ['all']);
  policies.set('all', { scope: own, roles: ROLES.slice(0, 2), resources: ['key/*'], rules: [] });
  await call('CreatePolicy', { Name: 'all', KmsInstance: own, ...written(policies.get('all')!) });
  await call('CreateApplicationAccessPoint', { Name: 'all', Policies: '["all"]' });
  const { ClientKeyId, PrivateKeyData } = await call('CreateClientKey', { AapName: 'all', Password });
  const mighty = new InstanceClient(server.url, {
    id: String(ClientKeyId),
    privateKey: openKeyFile(String(PrivateKeyData), Password)!.privateKey,
  });
  const ofKeys = await Promise.all(
    keys.map(async (KeyId): Promise<Use[]> => {
      const Plaintext = Buffer.from('hello');
      const encrypted = await mighty.call('Encrypt', { KeyId, Plaintext });
      const { CiphertextBlob, Iv } = encrypted.body as Record<string, Buffer>;
      const version = { 'x-kms-migrationkeyversionid': String(encrypted.headers['x-kms-migrationkeyversionid']) };
      const advanced = await mighty.call('AdvanceEncrypt', { KeyId, Plaintext });
      const use = { ...useOfKey, resource: `key/${KeyId}` };
      return [
        { ...use, send: at(own, 'Encrypt', { KeyId, Plaintext }) },
        { ...use, send: at(own, 'Decrypt', { CiphertextBlob, Iv }, version) },
        { ...use, send: at(own, 'AdvanceDecrypt', { CiphertextBlob: advanced.body.CiphertextBlob as Buffer }) },
      ];
    }),
  );
  const ofSecrets = SECRETS.flatMap((SecretName): Use[] => {
    const use = { resource: `secret/${SecretName}` };
    return [
      { ...use, through: own, roles: ['CryptoServiceSecretUser'], send: at(own, 'GetSecretValue', { SecretName }) },
      {
        ...use,
        through: 'shared',
        roles: ['CryptoServiceSecretUser', 'SecretUser'],
        send: key => new SharedGatewayClient(server.url, key).call('GetSecretValue', { SecretName }),
      },
    ];
  });
  const random = [own, added].map(
    (through): Use => ({
      ...useOfKey,
      through,
      resource: undefined,
      send: at(through, 'GenerateRandom', { Length: 1 }),
    }),
  );
  return [...ofKeys.flat(), ...ofSecrets, ...random];
}

/** Something that says what is granted becomes another. */
async function change(): Promise<void> {
  const Name = random.pick([...policies.keys()].filter(name => name !== 'all'));
  const { accessPoint } = random.pick(holders);
  await random.weighted<() => Promise<unknown>>([
    [
      4,
      () => {
        // The scope is the one that it was made with.
        const { scope } = policies.get(Name)!;
        const policy = { ...drawPolicy(), scope };
        const roles = distinct(scope === 'shared' ? ROLES.slice(1) : ROLES.slice(0, 2), 2);
        policies.set(Name, { ...policy, roles });
        return call('UpdatePolicy', { Name, ...written({ ...policy, roles }) });
      },
    ],
    [
      2,
      () => {
        policies.delete(Name);
        return call('DeletePolicy', { Name });
      },
    ],
    [
      3,
      () => {
        bound.set(
          accessPoint,
          distinct(
            [...policies.keys()].filter(name => name !== 'all'),
            3,
          ),
        );
        return call('UpdateApplicationAccessPoint', { Name: accessPoint, Policies: asJson(bound.get(accessPoint)) });
      },
    ],
    [
      1,
      () => {
        const rule = random.pick(Object.keys(RULES));
        RULES[rule] = some(['127.0.0.1', '192.0.2.1', '127.0.0.0/30', '198.51.100.0/24'], 2);
        return call('UpdateNetworkRule', { Name: rule, SourcePrivateIp: asJson(RULES[rule]) });
      },
    ],
  ])();
}

/** Of calls that are under way at once, those that were answered otherwise than the model says. */
async function round(calls: number): Promise<{ readonly wrong: string[]; readonly granted: number }> {
  const wrong: string[] = [];
  let granted = 0;
  let left = calls;
  const caller = async () => {
    while (left-- > 0) {
      const [holder, other, use] = [random.pick(holders), random.pick(holders), random.pick(uses)];
      // Now and then with the private key of another client key: what that one may do counts as little as what the named one may.
      const isForged = random.chance(0.03) && other !== holder;
      const isRight = !isForged && isGranted(holder, use);
      const { status } = await use.send(isForged ? { ...other.key, id: holder.key.id } : holder.key);
      if (isRight) granted++;
      const expected = isRight ? [200] : isForged ? [400, 401] : [403];
      if (!expected.includes(status))
        wrong.push(`${holder.accessPoint} ${use.through} ${use.resource}: ${status}, not ${expected}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, caller));
  return { wrong, granted };
}

test(`${CALLS} calls with ${CLIENT_KEYS} client keys, many at once and while policies change: each is decided by its own policies`, async () => {
  let granted = 0;
  for (let number = 0; number < ROUNDS; number++) {
    const outcome = await round(Math.ceil(CALLS / ROUNDS));
    expect(outcome.wrong.slice(0, 10), `round ${number}`).toEqual([]);
    granted += outcome.granted;
    for (let i = 0; i < CHANGES_BETWEEN; i++) await change();
  }
  // Neither answer alone would prove much.
  expect(granted).toBeGreaterThan(CALLS / 20);
  expect(granted).toBeLessThan(CALLS / 2);
}, 600_000);
