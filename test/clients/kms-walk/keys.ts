/** Keys, their versions and their aliases. */
import { expect } from 'vitest';
import type { Answer, Call } from '../certificate-line.js';
import { codeOf } from '../code-of.js';

const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

export async function walkKeys(call: Call, name: string, oldPair: string): Promise<void> {
  const { KeyMetadata: made } = await call('CreateKey', {
    Description: `密钥 of ${name}`,
    EnableAutomaticRotation: true,
    RotationInterval: '365d',
    Tags: '[{"TagKey":"team","TagValue":"a b"}]',
  });
  const KeyId = String((made as Answer).KeyId);
  const shown = async () => (await call('DescribeKey', { KeyId })).KeyMetadata as Answer;
  expect(await shown()).toMatchObject({
    KeyId,
    KeyState: 'Enabled',
    KeySpec: 'Aliyun_AES_256',
    AutomaticRotation: 'Enabled',
    RotationInterval: '31536000s',
    NextRotationDate: time,
  });
  await call('UpdateRotationPolicy', { KeyId, EnableAutomaticRotation: false });
  await call('UpdateKeyDescription', { KeyId, Description: 'changed' });
  await call('DisableKey', { KeyId });
  expect(await shown()).toMatchObject({
    KeyState: 'Disabled',
    Description: 'changed',
    AutomaticRotation: 'Disabled',
  });
  await call('EnableKey', { KeyId });
  const { Arn: ProtectedResourceArn } = made as Answer;
  await call('SetDeletionProtection', {
    ProtectedResourceArn,
    EnableDeletionProtection: true,
    DeletionProtectionDescription: 'in use',
  });
  expect(await shown()).toMatchObject({ DeletionProtection: 'Enabled', DeletionProtectionDescription: 'in use' });
  expect(await codeOf(call('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 }))).toBe(
    'Rejected.StateModifiedFailed',
  );
  await call('SetDeletionProtection', { ProtectedResourceArn, EnableDeletionProtection: false });
  await call('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 });
  expect(await shown()).toMatchObject({ KeyState: 'PendingDeletion', DeleteDate: time });
  await call('CancelKeyDeletion', { KeyId });
  expect(await call('ListKeys', { PageNumber: 1, PageSize: 100 })).toMatchObject({
    Keys: { Key: expect.arrayContaining([{ KeyId, KeyArn: expect.stringMatching(`:key/${KeyId}$`) }]) },
  });
  await walkVersions(call, oldPair);
  await walkAliases(call, `alias/${name}`, KeyId, oldPair);
}

async function walkVersions(call: Call, KeyId: string): Promise<void> {
  const before = await call('ListKeyVersions', { KeyId, PageSize: 100 });
  const { KeyVersion } = await call('CreateKeyVersion', { KeyId });
  expect(KeyVersion).toEqual({ KeyId, KeyVersionId: expect.stringMatching(/^.{36}$/), CreationDate: time });
  const { KeyVersionId } = KeyVersion as Answer;
  expect((await call('DescribeKeyVersion', { KeyId, KeyVersionId })).KeyVersion).toEqual(KeyVersion);
  const after = await call('ListKeyVersions', { KeyId, PageSize: 100 });
  expect(after).toMatchObject({
    TotalCount: Number(before.TotalCount) + 1,
    KeyVersions: { KeyVersion: expect.arrayContaining([KeyVersion]) },
  });
  const { PublicKey } = await call('GetPublicKey', { KeyId, KeyVersionId });
  expect(PublicKey).toMatch(/^-----BEGIN PUBLIC KEY-----\n/);
}

async function walkAliases(call: Call, AliasName: string, first: string, second: string): Promise<void> {
  await call('CreateAlias', { AliasName, KeyId: first });
  expect(await call('ListAliasesByKeyId', { KeyId: first })).toMatchObject({
    Aliases: { Alias: [{ AliasName, KeyId: first, AliasArn: expect.stringMatching(`:${AliasName}$`) }] },
  });
  await call('UpdateAlias', { AliasName, KeyId: second });
  expect(await call('ListAliases', { PageSize: 100 })).toMatchObject({
    Aliases: { Alias: expect.arrayContaining([expect.objectContaining({ AliasName, KeyId: second })]) },
  });
  await call('DeleteAlias', { AliasName });
  expect(await codeOf(call('DescribeKey', { KeyId: AliasName }))).toBe('Forbidden.AliasNotFound');
}
