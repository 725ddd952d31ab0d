/** Secrets whose owner has chosen a key: what the key's state does to them, and which permissions they need. */
import { expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { disabled, keyNotFound, makeKey, pendingDeletion } from '../keys/key-calls.js';
import { kms, kmsOk } from '../kms-calls.js';
import { labels, makeSecret, put } from './secret-calls.js';

const server = useTestServer();
const get = (SecretName: string, client = server.root) => kms(client, 'GetSecretValue', { SecretName });

test.each(['Aliyun_AES_256', 'Aliyun_AES_128', 'Aliyun_SM4'])('a value under a key of %s comes back', async KeySpec => {
  const { KeyId } = await makeKey(server.root, { KeySpec });
  const SecretName = await makeSecret(server.root, { EncryptionKeyId: KeyId, SecretData: 'under a key' });
  expect(await get(SecretName)).toMatchObject({ status: 200, body: { SecretData: 'under a key' } });
  expect(await kmsOk(server.root, 'DescribeSecret', { SecretName })).toMatchObject({ EncryptionKeyId: KeyId });
  expect(await put(server.root, SecretName, 'v2')).toMatchObject({ status: 200 });
  expect(await put(server.root, SecretName, 'v2')).toMatchObject({ status: 200 });
  expect(await get(SecretName)).toMatchObject({ body: { SecretData: 'value of v2' } });
});

test('while the key is disabled or leaving, nobody reads the value or stores another', async () => {
  const { KeyId, Arn } = await makeKey(server.root);
  const SecretName = await makeSecret(server.root, { EncryptionKeyId: Arn });
  const plain = await makeSecret(server.root, { SecretData: 'plain' });
  await kmsOk(server.root, 'DisableKey', { KeyId });
  expect(await get(SecretName)).toEqual(disabled);
  expect(await put(server.root, SecretName, 'v2')).toEqual(disabled);
  expect(await put(server.root, SecretName, 'v1')).toEqual(disabled);
  const create = { SecretName: 'new', VersionId: 'v1', SecretData: 's', EncryptionKeyId: KeyId };
  expect(await kms(server.root, 'CreateSecret', create)).toEqual(disabled);
  const list = [{ SecretName }, { SecretName: plain }];
  expect(await kms(server.root, 'BatchGetSecretValue', { SecretsList: list })).toMatchObject({
    body: {
      SecretValues: [{ SecretData: 'plain' }],
      Errors: [{ SecretName, Code: 'Rejected.Disabled', HttpStatus: 409 }],
    },
  });
  await kmsOk(server.root, 'EnableKey', { KeyId });
  expect(await get(SecretName)).toMatchObject({ status: 200 });
  await kmsOk(server.root, 'ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 });
  expect(await get(SecretName)).toEqual(pendingDeletion);
  expect(await labels(server.root, SecretName)).toEqual([['v1', ['ACSCurrent']]]);
});

test('a key that is deleted takes the value with it', async () => {
  const { KeyId } = await makeKey(server.root);
  const SecretName = await makeSecret(server.root, { EncryptionKeyId: KeyId });
  const { store } = server.running;
  for (const table of ['kms_key_versions', 'kms_keys'] as const) {
    const column = table === 'kms_keys' ? 'id' : 'key_id';
    const { sql, parameters } = store.db
      .deleteFrom(table)
      .where(column as 'id', '=', KeyId)
      .compile();
    await store.commit([{ sql, parameters }]);
  }
  expect(await get(SecretName)).toEqual(keyNotFound);
});

test.each([
  ['a pair', { KeySpec: 'RSA_2048', KeyUsage: 'ENCRYPT/DECRYPT' }],
  ['a key for MACs', { KeySpec: 'HMAC_SHA_256' }],
])('%s encrypts no secret', async (_what, parameters) => {
  const { KeyId } = await makeKey(server.root, parameters);
  const create = { SecretName: 'refused', VersionId: 'v1', SecretData: 's', EncryptionKeyId: KeyId };
  expect(await kms(server.root, 'CreateSecret', create)).toMatchObject({ body: { Code: 'UnsupportedOperation' } });
});

test('a version that lies in the row of another does not open', async () => {
  const [one, two] = [await makeSecret(server.root), await makeSecret(server.root)];
  const { store } = server.running;
  const rows = await store.db
    .selectFrom('kms_secret_versions')
    .innerJoin('kms_secrets', 'kms_secrets.id', 'kms_secret_versions.secret_id')
    .select(['kms_secrets.name', 'secret_id', 'sealed_value'])
    .execute();
  const of = (name: string) => rows.find(row => row.name === name);
  const { sql, parameters } = store.db
    .updateTable('kms_secret_versions')
    .set({ sealed_value: of(one)?.sealed_value })
    .where('secret_id', '=', of(two)?.secret_id ?? '')
    .compile();
  await store.commit([{ sql, parameters }]);
  expect(await get(two)).toMatchObject({ status: 500, body: { Code: 'InternalFailure' } });
});

test('whoever stores or reads needs the permission on the key too, and nothing of it for other secrets', async () => {
  const { KeyId } = await makeKey(server.root, { Tags: '[{"TagKey":"for","TagValue":"secrets"}]' });
  const SecretName = await makeSecret(server.root, { EncryptionKeyId: KeyId });
  const plain = await makeSecret(server.root);
  const secrets = { Effect: 'Allow', Action: 'kms:*Secret*', Resource: 'acs:kms:*:*:secret*' };
  const onKey = (Action: string) => ({
    Effect: 'Allow',
    Action,
    Resource: `acs:kms:*:*:key/${KeyId}`,
    Condition: { StringEquals: { 'acs:ResourceTag/for': 'secrets' } },
  });
  const user = (name: string, ...Statement: object[]) => server.user(name, { Version: '1', Statement });
  const none = await user('none', secrets);
  const writer = await user('writer', secrets, onKey('kms:GenerateDataKey'));
  const reader = await user('reader', secrets, onKey('kms:Decrypt'));
  const statuses = async (client: typeof none, SecretName: string) => [
    (await get(SecretName, client)).status,
    (await put(client, SecretName, 'v2')).status,
    (await kms(client, 'BatchGetSecretValue', { SecretsList: [{ SecretName }] })).status,
  ];
  expect(await statuses(none, plain)).toEqual([200, 200, 200]);
  expect(await statuses(none, SecretName)).toEqual([403, 403, 403]);
  expect(await statuses(reader, SecretName)).toEqual([200, 403, 200]);
  expect(await statuses(writer, SecretName)).toEqual([403, 200, 403]);
  const create = (name: string, client: typeof none) =>
    kms(client, 'CreateSecret', { SecretName: name, VersionId: 'v1', SecretData: 's', EncryptionKeyId: KeyId });
  expect(await create('by-reader', reader)).toMatchObject({
    status: 403,
    body: { AccessDeniedDetail: { AuthAction: 'kms:GenerateDataKey', AuthResource: expect.stringContaining(KeyId) } },
  });
  expect(await create('by-writer', writer)).toMatchObject({ status: 200 });
});

test('a caller who may not read the secret is told of the secret only, also where the key is forbidden to him', async () => {
  const { KeyId } = await makeKey(server.root);
  const SecretName = await makeSecret(server.root, { EncryptionKeyId: KeyId });
  const Statement = [{ Effect: 'Deny', Action: 'kms:Decrypt', Resource: '*' }];
  const client = await server.user('stranger', { Version: '1', Statement });
  const told = async (name: string) => (await get(name, client)).body.AccessDeniedDetail as Record<string, string>;
  const [there, absent] = [await told(SecretName), await told('absent')];
  expect([there.AuthAction, there.NoPermissionType]).toEqual(['kms:GetSecretValue', 'ImplicitDeny']);
  expect([absent.AuthAction, absent.NoPermissionType]).toEqual(['kms:GetSecretValue', 'ImplicitDeny']);
});
