/**
 * What the vendor's Terraform provider does for keys, their versions, aliases and ciphertexts, and for the data sources that list them,
 * call by call, as its published sources tell.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../server.js';
import type { Answer } from './certificate-line.js';
import { REGION, TerraformKms } from './terraform-kms.js';

const EIGHT_DAYS_MS = 8 * 86_400_000;
let behindMs = 0;
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ region: REGION, now: () => new Date(Date.now() - behindMs) });
});
afterAll(() => server.close());

const terraform = new TerraformKms(() => server);
const post = (action: string, parameters: Answer) => terraform.post(action, parameters);

const keyGone = ['Forbidden.AliasNotFound', 'Forbidden.KeyNotFound'];
const read = async (KeyId: string) =>
  (await terraform.read('DescribeKey', { KeyId }, keyGone))?.KeyMetadata as Answer | undefined;
const create = async (parameters: Answer = {}) =>
  String(((await post('CreateKey', parameters)).KeyMetadata as Answer).KeyId);

describe('alicloud_kms_key', () => {
  test('is made with every argument, which are read back, and changed one after the other', async () => {
    const KeyId = await create({
      Description: 'by Terraform',
      KeyUsage: 'ENCRYPT/DECRYPT',
      Origin: 'Aliyun_KMS',
      ProtectionLevel: 'SOFTWARE',
      KeySpec: 'Aliyun_AES_256',
      EnableAutomaticRotation: true,
      RotationInterval: '365d',
      Tags: JSON.stringify([{ TagKey: 'Created', TagValue: 'TF' }]),
    });
    await post('SetDeletionProtection', {
      KeyId,
      EnableDeletionProtection: true,
      DeletionProtectionDescription: 'in use',
    });
    const made = await read(KeyId);
    expect(made).toMatchObject({
      KeyId,
      Description: 'by Terraform',
      KeyState: 'Enabled',
      AutomaticRotation: 'Enabled',
      RotationInterval: '31536000s',
      DeletionProtection: 'Enabled',
      DeletionProtectionDescription: 'in use',
      ProtectionLevel: 'SOFTWARE',
      PrimaryKeyVersion: expect.any(String),
    });
    // Where a key is in an instance the provider asks for its policy too.
    expect(made?.DKMSInstanceId ?? '').toBe('');
    expect(await terraform.tagsOf('key', KeyId)).toEqual({ Created: 'TF' });
    expect(await read(KeyId)).toEqual(made);

    // An update in the provider's order: state, description, rotation, protection, tags.
    await post('DisableKey', { KeyId });
    await post('EnableKey', { KeyId });
    await post('UpdateKeyDescription', { KeyId, Description: 'changed' });
    await post('UpdateRotationPolicy', { KeyId, EnableAutomaticRotation: true, RotationInterval: '2592000s' });
    await post('SetDeletionProtection', { KeyId, EnableDeletionProtection: false });
    await terraform.setTags('key', KeyId, ['Created'], { For: 'acceptance' });
    expect(await read(KeyId)).toMatchObject({
      Description: 'changed',
      RotationInterval: '2592000s',
      DeletionProtection: 'Disabled',
    });
    expect(await terraform.tagsOf('key', KeyId)).toEqual({ For: 'acceptance' });

    await post('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 });
    expect(await read(KeyId)).toMatchObject({ KeyState: 'PendingDeletion', DeleteDate: expect.any(String) });
  });

  test('of which nothing is said is a key for encryption, and an unknown one is gone', async () => {
    expect(await read(await create())).toMatchObject({ KeySpec: 'Aliyun_AES_256', KeyUsage: 'ENCRYPT/DECRYPT' });
    expect(await read('key-hzz000000000000000000')).toBeUndefined();
  });
});

test('alicloud_kms_key_version: made within a pair and read by both of its ids', async () => {
  behindMs = EIGHT_DAYS_MS;
  const date = new Date(Date.now() - behindMs);
  const { body } = await server.root.call('2016-01-20', 'CreateKey', { KeySpec: 'EC_P256' }, { date });
  behindMs = 0;
  const { KeyId } = body.KeyMetadata as Answer;
  const { KeyVersion } = await post('CreateKeyVersion', { KeyId });
  const { KeyVersionId } = KeyVersion as Answer;
  expect(await post('DescribeKeyVersion', { RegionId: REGION, KeyId, KeyVersionId })).toMatchObject({ KeyVersion });
  const versions = await terraform.all(
    'ListKeyVersions',
    { KeyId },
    it => (it.KeyVersions as { KeyVersion: Answer[] }).KeyVersion,
  );
  expect(versions.map(it => it.KeyVersionId)).toContain(KeyVersionId);
});

test('alicloud_kms_alias: found among all aliases, moved to another key and taken away', async () => {
  const [first, second] = [await create(), await create()];
  const AliasName = 'alias/tf-test';
  await post('CreateAlias', { AliasName, KeyId: first });
  const aliases = () =>
    terraform.all('ListAliases', { RegionId: REGION }, it => (it.Aliases as { Alias: Answer[] }).Alias);
  expect(await aliases()).toContainEqual(expect.objectContaining({ AliasName, KeyId: first }));
  await post('UpdateAlias', { AliasName, KeyId: second });
  expect(await aliases()).toContainEqual(expect.objectContaining({ AliasName, KeyId: second }));
  await post('DeleteAlias', { AliasName });
  expect((await aliases()).map(it => it.AliasName)).not.toContain(AliasName);
});

test('alicloud_kms_ciphertext and the two data sources: a text that is no Base64 comes back', async () => {
  const KeyId = await create();
  for (const context of [undefined, { name: 'value' }]) {
    const EncryptionContext = context && JSON.stringify(context);
    const asked = { Plaintext: 'plaintext', KeyId, RegionId: REGION, EncryptionContext };
    const { CiphertextBlob } = await post('Encrypt', asked);
    const decrypted = await post('Decrypt', { CiphertextBlob, RegionId: REGION, EncryptionContext });
    expect(decrypted).toMatchObject({ Plaintext: 'plaintext', KeyId });
  }
});

test('alicloud_kms_keys: more than a page of them, by filters', async () => {
  const date = { PageSize: 1, PageNumber: 1 };
  const before = Number((await post('ListKeys', date)).TotalCount);
  const made: string[] = [];
  for (let n = 0; n < 51; n++) made.push(await create({ KeySpec: 'Aliyun_AES_128' }));
  const keys = (more: Answer = {}) => terraform.all('ListKeys', more, it => (it.Keys as { Key: Answer[] }).Key);
  expect(await keys()).toHaveLength(before + 51);
  const Filters = JSON.stringify([{ Key: 'KeySpec', Values: ['Aliyun_AES_128'] }]);
  expect((await keys({ Filters })).map(it => it.KeyId).sort()).toEqual(made.sort());
  expect(await read(String(made[0]))).toMatchObject({ KeySpec: 'Aliyun_AES_128' });
});

test('alicloud_kms_service: the service is open', async () => {
  const { status, body } = await terraform.send('OpenKmsService', {});
  expect([status, body.Code]).toEqual([400, 'Forbidden.Opened']);
});
