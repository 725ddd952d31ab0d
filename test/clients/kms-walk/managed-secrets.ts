/** A secret that the server itself rotates: the AccessKey of a RAM user. */
import { expect } from 'vitest';
import type { Call } from '../certificate-line.js';

export interface RamUser {
  readonly UserName: string;
  readonly AccessKeyId: string;
  readonly AccessKeySecret: string;
}

export async function walkManagedSecrets(call: Call, { UserName, AccessKeyId, AccessKeySecret }: RamUser) {
  const { SecretName } = await call('CreateSecret', {
    SecretName: '$Auto',
    VersionId: 'v1',
    SecretType: 'RAMCredentials',
    SecretData: JSON.stringify({ AccessKeys: [{ AccessKeyId, AccessKeySecret }] }),
    ExtendedConfig: { SecretSubType: 'RamUserAccessKey', UserName, CustomData: { team: 'orders' } },
  });
  expect(SecretName).toBe(`acs/ram/user/${UserName}`);
  await call('UpdateSecretRotationPolicy', { SecretName, EnableAutomaticRotation: true, RotationInterval: '7d' });
  await call('UpdateSecret', { SecretName, Description: 'd', ExtendedConfig: { CustomData: { team: 'payments' } } });
  expect(await call('DescribeSecret', { SecretName })).toMatchObject({
    SecretType: 'RAMCredentials',
    AutomaticRotation: 'Enabled',
    RotationInterval: '604800s',
    ExtendedConfig: expect.stringContaining('payments'),
  });
  expect(await call('RotateSecret', { SecretName, VersionId: 'v2' })).toMatchObject({ SecretName, VersionId: 'v2' });
  const { SecretData } = await call('GetSecretValue', { SecretName, FetchExtendedConfig: true });
  expect(JSON.parse(String(SecretData)).AccessKeyId).not.toBe(AccessKeyId);
}
