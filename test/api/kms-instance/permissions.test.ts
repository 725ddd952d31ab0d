/** What a client key may do at an instance: by the policies of its access point, and by none of another's. */
import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../use-test-server.js';
import { connectInstance } from '../kms/instances/instance-calls.js';
import { makeKey } from '../kms/keys/key-calls.js';
import { kmsOk } from '../kms/kms-calls.js';
import { makeSecret } from '../kms/secrets/secret-calls.js';
import {
  denied,
  type GrantedPolicy,
  instanceCalls,
  KEYS,
  keyNotFound,
  makeClientKey,
  refusal,
  SECRETS,
} from './use-instance.js';

const server = useTestServer();
const HELLO = Buffer.from('hello');

async function callsOf(...policies: GrantedPolicy[]) {
  const key = await makeClientKey(server.root, policies);
  return { ...instanceCalls(server, () => key), key };
}

test('keys that a policy names, by their ids, whatever the call calls them', async () => {
  const { KeyId: own } = await makeKey(server.root);
  const { KeyId: other } = await makeKey(server.root);
  await kmsOk(server.root, 'CreateAlias', { KeyId: own, AliasName: 'alias/own' });
  await kmsOk(server.root, 'CreateAlias', { KeyId: other, AliasName: 'alias/other' });
  const { call } = await callsOf({ resources: [`key/${own}`] });
  const encrypt = (KeyId: string) => call('Encrypt', { KeyId, Plaintext: HELLO });
  expect(await encrypt(own)).toMatchObject({ status: 200 });
  expect(await encrypt('alias/own')).toMatchObject({ status: 200 });
  const arn = (name: string) => `acs:kms:cn-hangzhou:${server.accountId}:key/${name}`;
  expect(await encrypt(other)).toMatchObject(denied(arn(other)));
  // What it leads to is not told.
  expect(await encrypt('alias/other')).toMatchObject(denied(arn('alias/other')));
  expect(await encrypt('alias/none')).toMatchObject(denied(arn('alias/none')));
});

test('a ciphertext or a version is used with the permission on its own key', async () => {
  const { KeyId: own } = await makeKey(server.root);
  const { KeyId: other } = await makeKey(server.root);
  const all = await callsOf({});
  const advanced = await all.ok('AdvanceEncrypt', { KeyId: other, Plaintext: HELLO });
  const { call } = await callsOf({ resources: [`key/${own}`] });
  const { CiphertextBlob, KeyVersionId } = advanced;
  expect(await call('AdvanceDecrypt', { CiphertextBlob })).toMatchObject(refusal(403, 'Forbidden.NoPermission'));
  // The key that is named beside it opens nothing.
  expect((await call('AdvanceDecrypt', { CiphertextBlob, KeyId: own })).status).not.toBe(200);
  const before = { 'x-kms-migrationkeyversionid': String(KeyVersionId) };
  for (const KeyId of [undefined, own]) {
    const answer = await call('Decrypt', { CiphertextBlob, Iv: Buffer.alloc(12), KeyId }, { before });
    expect(answer.status).not.toBe(200);
    expect([403, 404]).toContain(answer.status);
  }
});

test('random octets, with the use of any key', async () => {
  const keys = await callsOf({ permissions: [KEYS], resources: ['key/none'] });
  expect((await keys.ok('GenerateRandom', { Length: 1 })).Random).toHaveLength(1);
  const secrets = await callsOf({ permissions: [SECRETS] });
  expect(await secrets.call('GenerateRandom', { Length: 1 })).toMatchObject(denied('*'));
});

test('secrets that a policy names, and not the key that they are under', async () => {
  const { KeyId } = await makeKey(server.root);
  await makeSecret(server.root, { SecretName: 'inst/one', SecretData: 'one', EncryptionKeyId: KeyId });
  await makeSecret(server.root, { SecretName: 'other' });
  const { call, ok } = await callsOf({ permissions: [SECRETS], resources: ['secret/inst/*'] });
  expect(await ok('GetSecretValue', { SecretName: 'inst/one' })).toEqual({
    SecretName: 'inst/one',
    SecretType: 'Generic',
    SecretData: 'one',
    SecretDataType: 'text',
    VersionStages: ['ACSCurrent'],
    VersionId: 'v1',
    CreateTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
  });
  expect(await call('GetSecretValue', { SecretName: 'other' })).toMatchObject(refusal(403, 'Forbidden.NoPermission'));
  const absent = refusal(404, 'Forbidden.ResourceNotFound', 'The specified resource is not found.');
  expect(await call('GetSecretValue', { SecretName: 'inst/none' })).toMatchObject(absent);
  expect(await call('GetSecretValue', { SecretName: 'inst/one', VersionId: 'v9' })).toMatchObject(absent);
  const both = { SecretName: 'inst/one', VersionId: 'v1', VersionStage: 'ACSPrevious' };
  expect(await call('GetSecretValue', both)).toMatchObject(absent);
  await kmsOk(server.root, 'DisableKey', { KeyId });
  expect(await call('GetSecretValue', { SecretName: 'inst/one' })).toMatchObject(refusal(409, 'Rejected.Disabled'));
  await kmsOk(server.root, 'DeleteSecret', { SecretName: 'other', RecoveryWindowInDays: '7' });
  const all = await callsOf({});
  expect(await all.call('GetSecretValue', { SecretName: 'other' })).toMatchObject(
    refusal(409, 'Rejected.ResourceInDeleteWindow'),
  );
  expect(server.log + (await server.auditText())).not.toContain('"one"');
});

describe('a policy counts with its scope and its network rules', () => {
  const asked = { Length: 1 };

  test('not that of the shared gateway', async () => {
    const { call } = await callsOf({ scope: 'shared' });
    expect(await call('GenerateRandom', asked)).toMatchObject(denied('*'));
  });

  test('not that of another instance', async () => {
    const { call } = await callsOf({ scope: 'kst-nobodys' });
    expect(await call('GenerateRandom', asked)).toMatchObject(denied('*'));
  });

  test('from the addresses of its rules', async () => {
    const rule = (Name: string, address: string) =>
      kmsOk(server.root, 'CreateNetworkRule', { Name, Type: 'Private', SourcePrivateIp: JSON.stringify([address]) });
    await rule('near', '127.0.0.0/8');
    await rule('far', '192.0.2.1');
    expect(await (await callsOf({ networkRules: ['far', 'near'] })).call('GenerateRandom', asked)).toMatchObject({
      status: 200,
    });
    for (const networkRules of [['far'], ['there-is-none']]) {
      expect(await (await callsOf({ networkRules })).call('GenerateRandom', asked)).toMatchObject(denied('*'));
    }
  });

  test('as it stands at the moment of the call', async () => {
    const { call, key } = await callsOf({});
    expect(await call('GenerateRandom', asked)).toMatchObject({ status: 200 });
    await kmsOk(server.root, 'DeletePolicy', { Name: key.policies[0] });
    expect(await call('GenerateRandom', asked)).toMatchObject(denied('*'));
  });
});

describe('instances by their names', () => {
  test('the name of the instance is the same as no name, and another name is denied', async () => {
    const { DefaultKmsInstanceId } = await kmsOk(server.root, 'GetDefaultKmsInstance');
    const { call } = await callsOf({});
    const host = (name: string) => ({ after: { host: name } });
    for (const name of [
      `${DefaultKmsInstanceId}.cryptoservice.kms.aliyuncs.com`,
      `${DefaultKmsInstanceId}.localhost:8088`,
      'kms.example.com',
    ]) {
      expect(await call('GenerateRandom', { Length: 1 }, host(name))).toMatchObject({ status: 200 });
    }
    expect(await call('GenerateRandom', { Length: 1 }, host('kst-nobodys.example.com'))).toMatchObject(denied('*'));
  });

  test('what is in an instance is reached through it alone, and what is in none through the one from the start', async () => {
    const added = await connectInstance(server);
    const { DefaultKmsInstanceId } = await kmsOk(server.root, 'GetDefaultKmsInstance');
    const { KeyId: inside } = await makeKey(server.root, { DKMSInstanceId: added });
    const { KeyId: outside } = await makeKey(server.root);
    const { KeyId: first } = await makeKey(server.root, { DKMSInstanceId: DefaultKmsInstanceId });
    await makeSecret(server.root, { SecretName: 'of-the-added', DKMSInstanceId: added, EncryptionKeyId: inside });
    const { call } = await callsOf({}, { scope: added });
    const through = (id: string) => ({ after: { host: `${id}.example.com` } });
    const encrypt = (KeyId: string, id: string) => call('Encrypt', { KeyId, Plaintext: HELLO }, through(id));
    const read = (id: string) => call('GetSecretValue', { SecretName: 'of-the-added' }, through(id));
    expect(await encrypt(inside, added)).toMatchObject({ status: 200 });
    expect(await read(added)).toMatchObject({ status: 200 });
    for (const KeyId of [outside, first]) {
      expect(await encrypt(KeyId, added)).toMatchObject(keyNotFound);
      expect(await encrypt(KeyId, String(DefaultKmsInstanceId))).toMatchObject({ status: 200 });
    }
    expect(await encrypt(inside, String(DefaultKmsInstanceId))).toMatchObject(keyNotFound);
    expect(await read(String(DefaultKmsInstanceId))).toMatchObject({ status: 404 });
  });

  test("another account's instance, keys and secrets are not there", async () => {
    const foreign = await makeKey(server.otherAccount);
    const { DefaultKmsInstanceId } = await kmsOk(server.otherAccount, 'GetDefaultKmsInstance');
    const { call } = await callsOf({}, { scope: String(DefaultKmsInstanceId) });
    expect(await call('Encrypt', { KeyId: foreign.KeyId, Plaintext: HELLO })).toMatchObject(keyNotFound);
    const after = { host: `${DefaultKmsInstanceId}.example.com` };
    expect(await call('GenerateRandom', { Length: 1 }, { after })).toMatchObject(denied('*'));
  });
});
