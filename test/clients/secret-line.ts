/** The line from a new secret to a rotated one that is deleted and restored, as one client walks it. */
import { expect } from 'vitest';
import type { Answer, Call } from './certificate-line.js';

const text = expect.any(String);
const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

/** `SecretName` is new in the account, and stays in it. */
export async function walkSecretLine(call: Call, SecretName: string): Promise<void> {
  const SecretData = 'pass+word %41 & "密码"';
  const created = await call('CreateSecret', {
    SecretName,
    VersionId: 'v1',
    SecretData,
    Description: 'of the client',
    Tags: '[{"TagKey":"team","TagValue":"a b"}]',
  });
  expect(created).toMatchObject({ RequestId: text, SecretName, VersionId: 'v1', SecretType: 'Generic' });

  const long = Buffer.alloc(23_040, 251).toString('base64');
  const stored = await call('PutSecretValue', {
    SecretName,
    VersionId: 'v2',
    SecretData: long,
    SecretDataType: 'binary',
    VersionStages: '["ACSCurrent","ACSNext"]',
  });
  expect(stored).toMatchObject({ VersionStages: { VersionStage: ['ACSCurrent', 'ACSNext'] } });
  expect(await call('GetSecretValue', { SecretName })).toEqual({
    RequestId: text,
    SecretName,
    VersionId: 'v2',
    SecretData: long,
    SecretDataType: 'binary',
    SecretType: 'Generic',
    VersionStages: { VersionStage: ['ACSCurrent', 'ACSNext'] },
    CreateTime: time,
  });
  const SecretsList = [{ SecretName, VersionStage: 'ACSPrevious' }, { SecretName: `${SecretName}-none` }];
  expect(await call('BatchGetSecretValue', { SecretsList })).toMatchObject({
    SecretValues: [{ SecretData, VersionId: 'v1' }],
    Errors: [{ SecretName: `${SecretName}-none`, Code: 'Forbidden.ResourceNotFound', HttpStatus: 404 }],
  });

  await call('UpdateSecretVersionStage', { SecretName, VersionStage: 'ACSCurrent', MoveToVersion: 'v1' });
  const { VersionIds } = await call('ListSecretVersionIds', { SecretName, IncludeDeprecated: 'true' });
  expect((VersionIds as Answer).VersionId).toEqual([
    { VersionId: 'v2', CreateTime: time, VersionStages: { VersionStage: ['ACSNext', 'ACSPrevious'] } },
    { VersionId: 'v1', CreateTime: time, VersionStages: { VersionStage: ['ACSCurrent'] } },
  ]);

  await call('UpdateSecret', { SecretName, Description: 'changed' });
  expect(await call('DescribeSecret', { SecretName, FetchTags: 'true' })).toMatchObject({
    Description: 'changed',
    Tags: { Tag: [{ TagKey: 'team', TagValue: 'a b' }] },
  });
  await call('DeleteSecret', { SecretName, RecoveryWindowInDays: '7' });
  const Filters = JSON.stringify([{ Key: 'SecretName', Values: [SecretName] }]);
  expect((await call('ListSecrets', { Filters })).SecretList).toEqual({
    Secret: [{ SecretName, SecretType: 'Generic', CreateTime: time, UpdateTime: time, PlannedDeleteTime: time }],
  });
  await call('RestoreSecret', { SecretName });
  expect(await call('GetSecretValue', { SecretName })).toMatchObject({ SecretData });
}
