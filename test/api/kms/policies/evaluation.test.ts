/** What the policy of a key or a secret allows and denies beside RAM, within one account (wire/kms.md section 12.3). */
import { beforeAll, describe, expect, test } from 'vitest';
import type { SignedClient } from '../../../signed-client.js';
import { useTestServer } from '../../../use-test-server.js';
import { assume, makeRole, trusting } from '../../sts/roles.js';
import { makeKey } from '../keys/key-calls.js';
import { kms, kmsOk } from '../kms-calls.js';
import { makeSecret } from '../secrets/secret-calls.js';
import { everybody, policyOf, statement, user } from './policy-calls.js';

const server = useTestServer();
const clients: Record<string, SignedClient> = {};

beforeAll(async () => {
  const allow = (Action: string) => ({ Version: '1', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });
  clients.nothing = await server.user('nothing');
  clients.everything = await server.user('everything', allow('kms:*'));
  clients.denied = await server.user('denied', {
    Version: '1',
    Statement: [{ Effect: 'Deny', Action: 'kms:*', Resource: '*' }],
  });
  const assumer = await server.user('assumer', allow('sts:AssumeRole'));
  const trust = trusting(`acs:ram::${server.accountId}:root`);
  const worker = await makeRole(server.root, 'worker', { trust });
  clients['a role'] = await assume(server, assumer, worker);
  const Policy = JSON.stringify(allow('kms:ListKeys'));
  clients['a narrowed session'] = await assume(server, assumer, worker, { Policy });
});

type Outcome =
  | 'allowed'
  | `ImplicitDeny by ${'AccountLevelIdentityBasedPolicy' | 'SessionPolicy'}`
  | `ExplicitDeny by ${string}`;
const unallowed = 'ImplicitDeny by AccountLevelIdentityBasedPolicy';
const deniedByRam = 'ExplicitDeny by AccountLevelIdentityBasedPolicy';
const deniedByThing = 'ExplicitDeny by ResourceBasedPolicy';

const things = {
  key: {
    make: async (Policy: string) => ({ KeyId: (await makeKey(server.root, { Policy })).KeyId, Plaintext: 'p' }),
    use: 'Encrypt',
  },
  secret: {
    make: async (Policy: string) => ({ SecretName: await makeSecret(server.root, { Policy }) }),
    use: 'GetSecretValue',
  },
} as const;

const workerRole = () => `acs:ram::${server.accountId}:role/worker`;
const mine = (name: string) => user(server.accountId, name);

/** Who calls, with what RAM says of him; what the policy of the thing says; what comes of it. */
const cells: readonly [who: string, of: string, statements: () => object[], Outcome][] = [
  ['nothing', 'the whole account', () => [statement(everybody(server.accountId))], unallowed],
  ['nothing', 'its root', () => [statement(`acs:ram::${server.accountId}:root`)], unallowed],
  ['nothing', 'him', () => [statement(mine('nothing'))], 'allowed'],
  ['nothing', 'him, in other letters', () => [statement(mine('NoThing'))], 'allowed'],
  ['nothing', 'somebody else', () => [statement(mine('everything'))], unallowed],
  ['nothing', 'a role of his name', () => [statement(`acs:ram::${server.accountId}:role/nothing`)], unallowed],
  ['nothing', 'a user of his name elsewhere', () => [statement(user(server.otherAccountId, 'nothing'))], unallowed],
  ['nothing', 'him for another act', () => [statement(mine('nothing'), { Action: 'kms:List*' })], unallowed],
  [
    'nothing',
    'him from another address',
    () => [statement(mine('nothing'), { Condition: { IpAddress: { 'acs:SourceIp': '192.0.2.0/24' } } })],
    unallowed,
  ],
  [
    'nothing',
    'him from his address',
    () => [statement(mine('nothing'), { Condition: { IpAddress: { 'acs:SourceIp': '127.0.0.0/8' } } })],
    'allowed',
  ],
  [
    'nothing',
    'him, but not for this',
    () => [
      statement(mine('nothing')),
      statement(mine('nothing'), { Effect: 'Deny', Action: ['kms:Encrypt', 'kms:Get*'] }),
    ],
    deniedByThing,
  ],
  ['everything', 'nobody here', () => [statement('acs:ram::1:*')], 'allowed'],
  ['everything', 'no more him', () => [statement(mine('everything'), { Effect: 'Deny' })], deniedByThing],
  ['everything', 'no more anybody', () => [statement(everybody(server.accountId), { Effect: 'Deny' })], deniedByThing],
  ['everything', 'no more somebody else', () => [statement(mine('nothing'), { Effect: 'Deny' })], 'allowed'],
  ['denied', 'him', () => [statement(mine('denied'))], deniedByRam],
  ['a role', 'it', () => [statement(workerRole())], 'allowed'],
  [
    'a role',
    'it, but not for this',
    () => [statement(workerRole()), statement(workerRole(), { Effect: 'Deny' })],
    deniedByThing,
  ],
  ['a role', 'the whole account', () => [statement(everybody(server.accountId))], unallowed],
  ['a role', 'a user called as its session', () => [statement(mine('test'))], unallowed],
  ['a role', 'who assumed it', () => [statement(mine('assumer'))], unallowed],
  ['a narrowed session', 'its role', () => [statement(workerRole())], 'ImplicitDeny by SessionPolicy'],
];

describe.each(['key', 'secret'] as const)('a %s', kind => {
  test.each(cells)('whom RAM allows %s, and whose policy names %s: %#', async (who, _of, statements, expected) => {
    const { make, use } = things[kind];
    const request = await make(policyOf(...statements()));
    const { status, body } = await kms(clients[who] as SignedClient, use, request);
    const detail = body.AccessDeniedDetail as Record<string, string> | undefined;
    expect(status === 200 ? 'allowed' : `${detail?.NoPermissionType} by ${detail?.PolicyType}`).toBe(expected);
    // The account itself may do everything.
    expect((await kms(server.root, use, request)).status).toBe(200);
  });

  test('its tags are conditions of its own policy too', async () => {
    const { make, use } = things[kind];
    const Condition = { StringEquals: { 'kms:tag/team': 'red' } };
    const request = await make(policyOf(statement(mine('nothing'), { Condition })));
    const ask = async () => (await kms(clients.nothing as SignedClient, use, request)).status;
    expect(await ask()).toBe(403);
    const { Plaintext: _, ...named } = { Plaintext: '', ...request };
    await kmsOk(server.root, 'TagResource', { ...named, Tags: '[{"TagKey":"team","TagValue":"red"}]' });
    expect(await ask()).toBe(200);
  });

  test('a change counts with the next call', async () => {
    const { make, use } = things[kind];
    const request = await make(policyOf(statement(mine('nothing'))));
    const { Plaintext: _, ...named } = { Plaintext: '', ...request };
    const set = kind === 'key' ? 'SetKeyPolicy' : 'SetSecretPolicy';
    for (const [principal, status] of [
      ['nothing', 200],
      ['everything', 403],
      ['nothing', 200],
    ] as const) {
      await kmsOk(server.root, set, { ...named, Policy: policyOf(statement(mine(principal))) });
      expect((await kms(clients.nothing as SignedClient, use, request)).status).toBe(status);
    }
  });

  test('may be given away: who is named for it sets the policy', async () => {
    const { make } = things[kind];
    const [set, get] = kind === 'key' ? ['SetKeyPolicy', 'GetKeyPolicy'] : ['SetSecretPolicy', 'GetSecretPolicy'];
    const request = await make(policyOf(statement(mine('nothing'), { Action: [`kms:${set}`] })));
    const { Plaintext: _, ...named } = { Plaintext: '', ...request };
    const client = clients.nothing as SignedClient;
    expect((await kms(client, get as string, named)).status).toBe(403);
    const Policy = policyOf(statement(mine('nothing')));
    expect((await kms(client, set as string, { ...named, Policy })).status).toBe(200);
    expect((await kms(client, get as string, named)).status).toBe(200);
  });
});

test('an alias leads to the key and its policy', async () => {
  const { KeyId } = await makeKey(server.root, { Policy: policyOf(statement(mine('nothing'))) });
  const AliasName = 'alias/policed';
  await kmsOk(server.root, 'CreateAlias', { KeyId, AliasName });
  const client = clients.nothing as SignedClient;
  expect((await kms(client, 'Encrypt', { KeyId: AliasName, Plaintext: 'p' })).status).toBe(200);
  // The alias itself has no policy: RAM has to allow it.
  expect((await kms(client, 'DeleteAlias', { AliasName })).status).toBe(403);
  await kmsOk(server.root, 'SetKeyPolicy', {
    KeyId,
    Policy: policyOf(statement(mine('everything'), { Effect: 'Deny', Action: 'kms:DeleteAlias' })),
  });
  expect((await kms(clients.everything as SignedClient, 'DeleteAlias', { AliasName })).status).toBe(403);
});

test('Decrypt and ReEncrypt ask the policy of the key behind the ciphertext', async () => {
  const open = await makeKey(server.root, { Policy: policyOf(statement(mine('nothing'))) });
  const closed = await makeKey(server.root);
  const client = clients.nothing as SignedClient;
  const blobOf = async (KeyId: string) =>
    String((await kmsOk(server.root, 'Encrypt', { KeyId, Plaintext: 'p' })).CiphertextBlob);
  expect((await kms(client, 'Decrypt', { CiphertextBlob: await blobOf(open.KeyId) })).status).toBe(200);
  expect((await kms(client, 'Decrypt', { CiphertextBlob: await blobOf(closed.KeyId) })).status).toBe(403);
  const reEncrypt = async (from: string, to: string) =>
    (await kms(client, 'ReEncrypt', { CiphertextBlob: await blobOf(from), DestinationKeyId: to })).status;
  expect(await reEncrypt(open.KeyId, open.KeyId)).toBe(200);
  expect(await reEncrypt(open.KeyId, closed.KeyId)).toBe(403);
  expect(await reEncrypt(closed.KeyId, open.KeyId)).toBe(403);
});

test('a secret under a chosen key is read where the policies of both allow it', async () => {
  const named = { Policy: policyOf(statement(mine('nothing'))) };
  const closed = await makeKey(server.root);
  const SecretName = await makeSecret(server.root, { ...named, EncryptionKeyId: closed.KeyId });
  const ask = async () => (await kms(clients.nothing as SignedClient, 'GetSecretValue', { SecretName })).status;
  expect(await ask()).toBe(403);
  await kmsOk(server.root, 'SetKeyPolicy', { KeyId: closed.KeyId, ...named });
  expect(await ask()).toBe(200);
});

test('a denial tells nothing of the policy, nor which key an alias leads to; the audit record explains it', async () => {
  const allow = { Version: '1', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
  const barred = await server.user('barred', allow);
  const { KeyId } = await makeKey(server.root, {
    Policy: policyOf(statement(mine('barred'), { Effect: 'Deny', Sid: 'not-this-one' })),
  });
  await kmsOk(server.root, 'CreateAlias', { KeyId, AliasName: 'alias/hidden' });
  const denied = await kms(barred, 'Encrypt', { KeyId: 'alias/hidden', Plaintext: 'p' });
  const detail = denied.body.AccessDeniedDetail as Record<string, string>;
  expect(detail).toMatchObject({ NoPermissionType: 'ExplicitDeny', PolicyType: 'ResourceBasedPolicy' });
  const message = Buffer.from(String(detail.EncodedDiagnosticMessage), 'base64url').toString();
  expect(JSON.parse(message)).toMatchObject({ MatchedPolicies: [] });
  expect(JSON.stringify(denied) + message).not.toContain(KeyId);
  expect(await server.auditText()).toContain(
    `Statement 0 of the policy of the key denies kms:Encrypt on acs:kms:cn-hangzhou:${server.accountId}:key/${KeyId}.`,
  );
});
