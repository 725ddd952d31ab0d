/** What the vendor's Terraform provider does for secrets and the data sources that list them, call by call, as its published sources tell. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../server.js';
import type { Answer } from './certificate-line.js';
import { RAM, TerraformCalls } from './terraform-calls.js';
import { REGION, TerraformKms } from './terraform-kms.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ region: REGION });
});
afterAll(() => server.close());

const terraform = new TerraformKms(() => server);
const post = (action: string, parameters: Answer) => terraform.post(action, parameters);

/** The description, the value and the tags: three calls, and a fourth for the policy where the secret is in an instance. */
async function read(SecretName: string) {
  const described = await terraform.read('DescribeSecret', { SecretName }, ['Forbidden.ResourceNotFound']);
  if (!described) return undefined;
  expect(described.DKMSInstanceId ?? '').toBe('');
  const { SecretData, VersionId, SecretDataType, VersionStages } = await post('GetSecretValue', { SecretName });
  const { VersionStage } = VersionStages as Answer;
  const tags = await terraform.tagsOf('secret', SecretName);
  return { described, SecretData, VersionId, SecretDataType, stages: VersionStage, tags };
}

test('alicloud_kms_secret: made with every argument, changed, and deleted at once', async () => {
  const { KeyMetadata } = await post('CreateKey', {});
  const EncryptionKeyId = (KeyMetadata as Answer).KeyId;
  const SecretName = 'tf-secret';
  await post('CreateSecret', {
    SecretName,
    SecretData: 'first',
    VersionId: 'v1',
    SecretType: 'Generic',
    SecretDataType: 'text',
    EncryptionKeyId,
    Description: 'by Terraform',
    Tags: JSON.stringify([{ TagKey: 'Created', TagValue: 'TF' }]),
  });
  const made = await read(SecretName);
  expect(made).toMatchObject({
    described: { SecretName, SecretType: 'Generic', EncryptionKeyId, Description: 'by Terraform' },
    SecretData: 'first',
    VersionId: 'v1',
    SecretDataType: 'text',
    stages: ['ACSCurrent'],
    tags: { Created: 'TF' },
  });
  // What the plan leaves out is off and empty.
  expect(['Disabled', 'Invalid', undefined]).toContain(made?.described.AutomaticRotation);
  expect([made?.described.RotationInterval ?? '', made?.described.ExtendedConfig ?? '']).toEqual(['', '']);
  const { RequestId: _, ...rest } = made?.described ?? {};
  expect((await read(SecretName))?.described).toMatchObject(rest);

  const VersionStages = JSON.stringify(['ACSCurrent', 'mine']);
  const changed = { SecretName, SecretData: 'second', VersionId: 'v2', SecretDataType: 'text', VersionStages };
  await post('PutSecretValue', changed);
  // The provider sends the same value again when only the labels of a plan have changed.
  await post('PutSecretValue', changed);
  await post('UpdateSecret', { SecretName, Description: 'changed' });
  await terraform.setTags('secret', SecretName, ['Created'], { For: 'acceptance' });
  expect(await read(SecretName)).toMatchObject({
    described: { Description: 'changed' },
    SecretData: 'second',
    VersionId: 'v2',
    stages: ['ACSCurrent', 'mine'],
    tags: { For: 'acceptance' },
  });
  await post('DeleteSecret', { SecretName, ForceDeleteWithoutRecovery: true });
  expect(await read(SecretName)).toBeUndefined();
});

test('alicloud_kms_secret: deleted with a window it is there until its date', async () => {
  await post('CreateSecret', { SecretName: 'tf-later', SecretData: 'x', VersionId: 'v1' });
  await post('DeleteSecret', {
    SecretName: 'tf-later',
    ForceDeleteWithoutRecovery: false,
    RecoveryWindowInDays: 30,
  });
  expect(await post('DescribeSecret', { SecretName: 'tf-later' })).toMatchObject({
    PlannedDeleteTime: expect.any(String),
  });
});

test('alicloud_kms_secret: the rotation of a managed one switched on, changed and switched off, in the order of an update', async () => {
  const UserName = 'tf-rotated';
  const ram = new TerraformCalls(() => server);
  await ram.post(RAM, 'CreateUser', { UserName });
  const { AccessKey } = await ram.post(RAM, 'CreateAccessKey', { UserName });
  const { AccessKeyId, AccessKeySecret } = AccessKey as Answer;
  const { SecretName } = await post('CreateSecret', {
    SecretName: '$Auto',
    SecretData: JSON.stringify({ AccessKeys: [{ AccessKeyId, AccessKeySecret }] }),
    VersionId: 'v1',
    SecretType: 'RAMCredentials',
    SecretDataType: 'text',
    ExtendedConfig: JSON.stringify({ SecretSubType: 'RamUserAccessKey', UserName }),
  });
  // The provider goes on with the name that was answered.
  expect(SecretName).toBe(`acs/ram/user/${UserName}`);
  const rotation = async () => {
    const { described, VersionId } = (await read(String(SecretName)))!;
    // For the provider everything but Enabled is off, and what is not answered is empty.
    return [described.AutomaticRotation === 'Enabled', described.RotationInterval ?? '', VersionId];
  };
  expect(await rotation()).toEqual([false, '', 'v1']);

  await post('UpdateSecretRotationPolicy', {
    SecretName,
    EnableAutomaticRotation: true,
    RotationInterval: '605800s',
  });
  await post('UpdateSecret', { SecretName, Description: 'rotated' });
  await terraform.setTags('secret', String(SecretName), [], { Rotated: 'yes' });
  expect(await rotation()).toEqual([true, '605800s', 'v1']);
  expect(await read(String(SecretName))).toMatchObject({
    described: { Description: 'rotated' },
    tags: { Rotated: 'yes' },
  });

  // An interval alone is sent with what the plan says of rotation, and one that the plan no longer has is left out.
  await post('UpdateSecretRotationPolicy', { SecretName, EnableAutomaticRotation: true, RotationInterval: '691200s' });
  expect(await rotation()).toEqual([true, '691200s', 'v1']);
  await post('UpdateSecretRotationPolicy', { SecretName, EnableAutomaticRotation: false });
  expect(await rotation()).toEqual([false, '', 'v1']);
  await post('DeleteSecret', { SecretName, ForceDeleteWithoutRecovery: true, RecoveryWindowInDays: 30 });
  expect(await read(String(SecretName))).toBeUndefined();
});

test('alicloud_kms_secrets and alicloud_kms_secret_versions: listed with tags, and each version read', async () => {
  const SecretName = 'tf-listed';
  await post('CreateSecret', {
    SecretName,
    SecretData: 'one',
    VersionId: 'v1',
    Tags: '[{"TagKey":"a","TagValue":"b"}]',
  });
  await post('PutSecretValue', { SecretName, SecretData: 'two', VersionId: 'v2' });
  const Filters = JSON.stringify([{ Key: 'SecretName', Values: [SecretName] }]);
  const secrets = await terraform.all(
    'ListSecrets',
    { FetchTags: true, Filters },
    it => (it.SecretList as { Secret: Answer[] }).Secret,
  );
  expect(secrets).toMatchObject([{ SecretName, Tags: { Tag: [{ TagKey: 'a', TagValue: 'b' }] } }]);
  const versions = await terraform.all(
    'ListSecretVersionIds',
    { SecretName, IncludeDeprecated: 'true' },
    it => (it.VersionIds as { VersionId: Answer[] }).VersionId,
  );
  expect(versions.map(it => it.VersionId)).toEqual(['v2', 'v1']);
  for (const [VersionId, VersionStage, SecretData] of [
    ['v2', 'ACSCurrent', 'two'],
    ['v1', 'ACSPrevious', 'one'],
  ]) {
    const value = await post('GetSecretValue', { RegionId: REGION, SecretName, VersionId, VersionStage });
    expect(value).toMatchObject({ SecretData, SecretDataType: 'text' });
  }
});
