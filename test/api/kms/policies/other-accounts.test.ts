/** Keys and secrets of another account: what their policies and the caller's own account allow together, and what looks absent (wire/kms.md section 12.3). */
import { beforeAll, describe, expect, test } from 'vitest';
import type { SignedClient } from '../../../signed-client.js';
import { useTestServer } from '../../../use-test-server.js';
import { keyNotFound, makeKey } from '../keys/key-calls.js';
import { kms, kmsOk, notFound } from '../kms-calls.js';
import { makeSecret, put } from '../secrets/secret-calls.js';
import { everybody, policyOf, statement, user } from './policy-calls.js';

const server = useTestServer();
/** Of the account that uses what the main account shares. */
const users: Record<string, SignedClient> = {};

beforeAll(async () => {
  for (const [name, Action] of [
    ['free', 'kms:*'],
    ['bound', 'kms:DescribeKey'],
    ['narrow', 'kms:*'],
  ] as const) {
    const call = (action: string, parameters: object) =>
      server.otherAccount.call('2015-05-01', action, parameters as Record<string, unknown>);
    await call('CreateUser', { UserName: name });
    const { body } = await call('CreateAccessKey', { UserName: name });
    users[name] = server.client(body.AccessKey as { AccessKeyId: string; AccessKeySecret: string });
    const Resource = name === 'narrow' ? `acs:kms:*:${server.otherAccountId}:*` : '*';
    const document = { Version: '1', Statement: [{ Effect: 'Allow', Action, Resource }] };
    await call('CreatePolicy', { PolicyName: name, PolicyDocument: JSON.stringify(document) });
    await call('AttachPolicyToUser', { PolicyName: name, PolicyType: 'Custom', UserName: name });
  }
});

const theirs = (name: string) => user(server.otherAccountId, name);
const keyArn = (id: string) => `acs:kms:cn-hangzhou:${server.accountId}:key/${id}`;
const secretArn = (name: string) => `acs:kms:cn-hangzhou:${server.accountId}:secret/${name}`;
const client = (name: string) => (name === 'root' ? server.otherAccount : (users[name] as SignedClient));
const absentKey = () => keyArn('key-hzz000000000000000000');
const absentSecret = () => secretArn('none');

const encrypt = (who: string, KeyId: string) => kms(client(who), 'Encrypt', { KeyId, Plaintext: 'p' });
const read = (who: string, SecretName: string) => kms(client(who), 'GetSecretValue', { SecretName });

/** Who calls, whom the policy names, whether it is used; otherwise it looks as what is not there. */
const cells: readonly [who: string, named: () => object[], boolean][] = [
  ['root', () => [statement(everybody(server.otherAccountId))], true],
  ['root', () => [statement(`acs:ram::${server.otherAccountId}:root`)], true],
  ['root', () => [statement(theirs('free'))], false],
  ['root', () => [statement(everybody(server.accountId))], false],
  ['free', () => [statement(everybody(server.otherAccountId))], true],
  ['free', () => [statement(theirs('free'))], true],
  ['free', () => [statement(theirs('bound'))], false],
  ['free', () => [statement(theirs('free'), { Action: 'kms:List*' })], false],
  ['free', () => [statement(theirs('free')), statement(everybody(server.otherAccountId), { Effect: 'Deny' })], false],
  ['free', () => [statement(theirs('free'), { Condition: { IpAddress: { 'acs:SourceIp': '192.0.2.0/24' } } })], false],
];

describe.each([
  [
    'key',
    async (Policy: string) => keyArn((await makeKey(server.root, { Policy })).KeyId),
    encrypt,
    absentKey,
    keyNotFound,
  ],
  [
    'secret',
    async (Policy: string) => secretArn(await makeSecret(server.root, { Policy })),
    read,
    absentSecret,
    notFound,
  ],
] as const)('a %s', (_kind, make, use, absent, missing) => {
  test.each(cells)('asked for by %s: case %#', async (who, named, isUsed) => {
    const arn = await make(policyOf(...named()));
    const answer = await use(who, arn);
    expect(answer).toEqual(isUsed ? expect.objectContaining({ status: 200 }) : await use(who, absent()));
    if (!isUsed) expect(answer).toEqual(missing);
  });

  test('the caller’s own account has to allow it too, on the ARN of the other', async () => {
    const arn = await make(policyOf(statement(everybody(server.otherAccountId))));
    for (const who of ['bound', 'narrow']) {
      const { status, body } = await use(who, arn);
      expect([status, body.AccessDeniedDetail]).toMatchObject([
        403,
        { AuthResource: arn, NoPermissionType: 'ImplicitDeny' },
      ]);
    }
    // What is not shared is told as what is not there.
    const other = await make(policyOf(statement(theirs('free'))));
    const told = async (name: string) =>
      JSON.stringify((await use('bound', name)).body.AccessDeniedDetail)
        .replace(/"EncodedDiagnosticMessage":"[^"]*"/, '')
        .replaceAll(name.replace(server.accountId, server.otherAccountId), 'it');
    expect(await told(other)).toBe(await told(absent()));
  });

  test('without an ARN nothing of another account is found', async () => {
    const arn = await make(policyOf(statement(everybody(server.otherAccountId))));
    expect(await use('root', arn.replace(/^.*\//, ''))).toEqual(missing);
    expect(await use('root', arn.replace('cn-hangzhou', 'cn-beijing'))).toEqual(missing);
  });

  test('tags are conditions of both', async () => {
    const Condition = { StringEquals: { 'kms:tag/team': 'red' } };
    const arn = await make(policyOf(statement(theirs('free'), { Condition })));
    expect(await use('free', arn)).toEqual(missing);
    const [kind, id = ''] = arn.replace(/^.*:/, '').split('/');
    const named = kind === 'key' ? { KeyId: id } : { SecretName: id };
    await kmsOk(server.root, 'TagResource', { ...named, Tags: '[{"TagKey":"team","TagValue":"red"}]' });
    expect((await use('free', arn)).status).toBe(200);
  });
});

test('a shared key is used and shown, and not administered', async () => {
  const { KeyId } = await makeKey(server.root, { Policy: policyOf(statement(everybody(server.otherAccountId))) });
  const arn = keyArn(KeyId);
  for (const who of ['root', 'free']) {
    const described = await kmsOk(client(who), 'DescribeKey', { KeyId: arn });
    expect(described.KeyMetadata).toMatchObject({ KeyId, Arn: arn, Creator: server.accountId });
    expect((await kms(client(who), 'ListKeyVersions', { KeyId: arn })).status).toBe(200);
    for (const [action, more] of [
      ['DisableKey', {}],
      ['ScheduleKeyDeletion', { PendingWindowInDays: 7 }],
      ['UpdateKeyDescription', { Description: 'theirs' }],
      ['SetKeyPolicy', { Policy: policyOf(statement(everybody(server.otherAccountId))) }],
      ['GetKeyPolicy', {}],
      ['TagResource', { Tags: '[{"TagKey":"a"}]' }],
      ['ListResourceTags', {}],
      ['CreateAlias', { AliasName: `alias/taken-${who}` }],
    ] as const) {
      expect([action, await kms(client(who), action, { KeyId: arn, ...more })]).toEqual([action, keyNotFound]);
    }
  }
  expect((await kmsOk(server.root, 'DescribeKey', { KeyId })).KeyMetadata).toMatchObject({ KeyState: 'Enabled' });
});

test('what was encrypted with a shared key is decrypted in both accounts, and by nobody else', async () => {
  const { KeyId } = await makeKey(server.root, { Policy: policyOf(statement(everybody(server.otherAccountId))) });
  const { CiphertextBlob } = await kmsOk(client('free'), 'Encrypt', { KeyId: keyArn(KeyId), Plaintext: 'shared' });
  for (const who of [server.root, client('free'), server.otherAccount]) {
    expect(await kmsOk(who, 'Decrypt', { CiphertextBlob })).toMatchObject({ KeyId, Plaintext: 'shared' });
  }
  expect(await kms(await server.stranger(), 'Decrypt', { CiphertextBlob })).toEqual(keyNotFound);
  expect((await kms(client('bound'), 'Decrypt', { CiphertextBlob })).status).toBe(403);
  const own = await makeKey(server.otherAccount);
  const moved = await kmsOk(client('free'), 'ReEncrypt', { CiphertextBlob, DestinationKeyId: own.KeyId });
  expect(await kmsOk(server.otherAccount, 'Decrypt', { CiphertextBlob: moved.CiphertextBlob })).toMatchObject({
    KeyId: own.KeyId,
    Plaintext: 'shared',
  });
  await kmsOk(server.root, 'SetKeyPolicy', { KeyId, Policy: policyOf(statement(everybody(server.accountId))) });
  for (const who of [client('free'), server.otherAccount]) {
    expect(await kms(who, 'Decrypt', { CiphertextBlob })).toEqual(keyNotFound);
  }
});

test('ReEncrypt needs the destination to be shared for it', async () => {
  const Action = 'kms:Encrypt';
  const { KeyId } = await makeKey(server.root, { Policy: policyOf(statement(theirs('free'), { Action })) });
  const own = await makeKey(server.otherAccount);
  const { CiphertextBlob } = await kmsOk(server.otherAccount, 'Encrypt', { KeyId: own.KeyId, Plaintext: 'p' });
  const move = () => kms(client('free'), 'ReEncrypt', { CiphertextBlob, DestinationKeyId: keyArn(KeyId) });
  expect(await move()).toEqual(keyNotFound);
  const Policy = policyOf(statement(theirs('free'), { Action: 'kms:ReEncryptTo' }));
  await kmsOk(server.root, 'SetKeyPolicy', { KeyId, Policy });
  expect((await move()).status).toBe(200);
});

test('a pair of another account signs and verifies', async () => {
  const Policy = policyOf(statement(theirs('free')));
  const { KeyId } = await makeKey(server.root, { KeySpec: 'EC_P256', Policy });
  const { KeyVersions } = await kmsOk(server.root, 'ListKeyVersions', { KeyId });
  const { KeyVersionId } = (KeyVersions as { KeyVersion: { KeyVersionId: string }[] }).KeyVersion[0]!;
  const named = {
    KeyId: keyArn(KeyId),
    KeyVersionId,
    Algorithm: 'ECDSA_SHA_256',
    Digest: Buffer.alloc(32).toString('base64'),
  };
  const { Value } = await kmsOk(client('free'), 'AsymmetricSign', named);
  expect(await kmsOk(server.root, 'AsymmetricVerify', { ...named, KeyId, Value })).toMatchObject({ Value: true });
  expect(await kms(client('root'), 'GetPublicKey', { KeyId: keyArn(KeyId), KeyVersionId })).toEqual(keyNotFound);
});

test('a shared secret is read and listed, and not changed; its key has to be shared as well', async () => {
  const Policy = policyOf(statement(everybody(server.otherAccountId)));
  const { KeyId } = await makeKey(server.root);
  const SecretName = await makeSecret(server.root, { Policy, EncryptionKeyId: KeyId, SecretData: 'theirs to read' });
  const arn = secretArn(SecretName);
  for (const who of ['root', 'free']) expect(await read(who, arn)).toEqual(keyNotFound);
  await kmsOk(server.root, 'SetKeyPolicy', {
    KeyId,
    Policy: policyOf(statement(everybody(server.otherAccountId), { Action: 'kms:Decrypt' })),
  });
  for (const who of ['root', 'free']) {
    expect((await read(who, arn)).body).toMatchObject({ SecretName, SecretData: 'theirs to read' });
    expect((await kms(client(who), 'ListSecretVersionIds', { SecretName: arn })).status).toBe(200);
    const batch = await kmsOk(client(who), 'BatchGetSecretValue', {
      SecretsList: JSON.stringify([{ SecretName: arn }]),
    });
    expect(batch).toMatchObject({ SecretValues: [{ SecretData: 'theirs to read' }], Errors: [] });
    expect(await put(client(who), arn, 'v2')).toEqual(notFound);
    expect(await kms(client(who), 'SetSecretPolicy', { SecretName: arn, Policy })).toEqual(notFound);
  }
  expect((await read('bound', arn)).status).toBe(403);
});
