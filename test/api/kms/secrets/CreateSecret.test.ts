import { expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { badNames, error, invalid, kms, kmsOk, LONGEST_NAME, missing, ok } from '../kms-calls.js';
import { inDeleteWindow, makeSecret, SECOND } from './secret-calls.js';

const server = useTestServer({ region: 'cn-hangzhou' });
const request = { SecretName: 'refused', VersionId: 'v1', SecretData: 'data' };
const create = (parameters: object, client = server.root) => kms(client, 'CreateSecret', { ...request, ...parameters });
const value = async (SecretName: string) => (await kmsOk(server.root, 'GetSecretValue', { SecretName })).SecretData;

test('answers, and is described and read', async () => {
  const { DefaultKmsInstanceId } = await kmsOk(server.root, 'GetDefaultKmsInstance');
  const Tags = '[{"TagKey":"team","TagValue":"orders"},{"TagKey":"a"}]';
  const more = { Description: 'line\nline', Tags, DKMSInstanceId: DefaultKmsInstanceId };
  const Arn = `acs:kms:cn-hangzhou:${server.accountId}:secret/a/b`;
  const shown = { Arn, SecretName: 'a/b', SecretType: 'Generic', DKMSInstanceId: DefaultKmsInstanceId };
  expect(await create({ SecretName: 'a/b', ...more })).toEqual(ok({ ...shown, VersionId: 'v1' }));
  const described = {
    ...shown,
    Description: 'line\nline',
    CreateTime: expect.stringMatching(SECOND),
    UpdateTime: expect.stringMatching(SECOND),
  };
  const describe = (query: object) => kms(server.root, 'DescribeSecret', { SecretName: 'a/b', ...query });
  expect(await describe({})).toEqual(ok(described));
  const Tag = [
    { TagKey: 'a', TagValue: '' },
    { TagKey: 'team', TagValue: 'orders' },
  ];
  expect(await describe({ FetchTags: 'true' })).toEqual(ok({ ...described, Tags: { Tag } }));
});

test('a value comes back as it was sent, as text and as bytes, up to 30,720 bytes', async () => {
  for (const SecretData of [' ä\n\t𠮷 \u202e', 'é'.repeat(15_360), '%+&=\\"']) {
    expect(await value(await makeSecret(server.root, { SecretData }))).toBe(SecretData);
  }
  const SecretData = Buffer.from([0, 255, 1, 254]).toString('base64');
  const SecretName = await makeSecret(server.root, { SecretData, SecretDataType: 'binary' });
  expect(await kmsOk(server.root, 'GetSecretValue', { SecretName })).toMatchObject({
    SecretData,
    SecretDataType: 'binary',
  });
  expect(await create({ SecretData: `${'é'.repeat(15_360)}a` })).toEqual(
    invalid('SecretData', 'must be at most 30720 bytes long'),
  );
});

test('a name is taken until its secret is deleted for good', async () => {
  expect(await value(await makeSecret(server.root, { SecretName: LONGEST_NAME }))).toMatch(/^first-/);
  const exists = error('Rejected.ResourceExist', 'The resource already exists.', 409);
  expect(await create({ SecretName: LONGEST_NAME })).toEqual(exists);
  expect(await create({ SecretName: LONGEST_NAME }, server.otherAccount)).toMatchObject({ status: 200 });
  await kmsOk(server.root, 'DeleteSecret', { SecretName: LONGEST_NAME });
  expect(await create({ SecretName: LONGEST_NAME })).toEqual(inDeleteWindow);
  await kmsOk(server.root, 'DeleteSecret', { SecretName: LONGEST_NAME, ForceDeleteWithoutRecovery: 'true' });
  expect(await create({ SecretName: LONGEST_NAME })).toMatchObject({ status: 200 });
  expect(await value(LONGEST_NAME)).toBe('data');
});

test('of two calls at once, one makes the secret', async () => {
  const answers = await Promise.all([1, 2, 3].map(() => create({ SecretName: 'at-once' })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
});

test.each(badNames('SecretName'))('%s is refused', async (_what, SecretName, answer) => {
  expect(await create({ SecretName })).toEqual(answer);
});

const managedOnly = (name: string) => invalid(name, 'is for managed secrets; leave it out, or name another SecretType');
const unsupported = error(
  'UnsupportedOperation',
  'This action is not supported: secrets of the type ECS are not offered, since this server has no way into a machine, and only symmetric keys for encryption encrypt secrets.',
);
test.each<[string, object, unknown]>([
  ...['acs/x', '$Auto'].map((SecretName): [string, object, unknown] => [
    SecretName,
    { SecretName },
    invalid('SecretName', 'must not begin with acs/, nor be $Auto, but for RAMCredentials'),
  ]),
  ['no version', { VersionId: '' }, missing('VersionId')],
  ['a long version', { VersionId: 'v'.repeat(65) }, invalid('VersionId', 'must be at most 64 characters long')],
  ['no value', { SecretData: '' }, missing('SecretData')],
  ['another data type', { SecretDataType: 'json' }, invalid('SecretDataType')],
  ['U+0000', { SecretData: 'a\u0000' }, invalid('SecretData')],
  ['another type', { SecretType: 'Password' }, invalid('SecretType')],
  ['a reserved tag', { Tags: '[{"TagKey":"acs:a"}]' }, invalid('Tags')],
  ['tags that are no JSON', { Tags: 'a' }, invalid('Tags')],
  ['a configuration', { ExtendedConfig: '{"SecretSubType":"SingleUser"}' }, managedOnly('ExtendedConfig')],
  ['rotation', { EnableAutomaticRotation: 'true' }, managedOnly('EnableAutomaticRotation')],
  ['an interval', { RotationInterval: '7d' }, managedOnly('RotationInterval')],
  ['a policy', { Policy: '{}' }, invalid('Policy', 'is no policy: Version is missing')],
  [
    'an instance that is not there',
    { DKMSInstanceId: 'kst-none' },
    error('Forbidden.DKMSInstanceNotFound', 'The specified DKMS Instance is not found.', 403),
  ],
  [
    'a key that is not there',
    { EncryptionKeyId: 'key-none' },
    error('Forbidden.KeyNotFound', 'The specified Key is not found.', 404),
  ],
  ['the type ECS', { SecretType: 'ECS' }, unsupported],
])('%s is refused', async (_what, parameters, answer) => {
  expect(await create(parameters)).toEqual(answer);
  expect(await kms(server.root, 'DescribeSecret', { SecretName: 'refused' })).toMatchObject({ status: 404 });
});

test('what asks for nothing is no fault', async () => {
  const parameters = { SecretName: 'plain', EnableAutomaticRotation: 'false', ExtendedConfig: '{}' };
  expect(await create(parameters)).toMatchObject({ status: 200 });
});

test('values are in no log and no record of the audit', async () => {
  const SecretData = 'a-value-nobody-may-log';
  const SecretName = await makeSecret(server.root, { SecretData });
  await kmsOk(server.root, 'PutSecretValue', { SecretName, VersionId: 'v2', SecretData: `${SecretData}-2` });
  await kms(server.root, 'PutSecretValue', { SecretName, VersionId: 'v2', SecretData: `${SecretData}-3` });
  await kmsOk(server.root, 'GetSecretValue', { SecretName });
  await kmsOk(server.root, 'BatchGetSecretValue', { SecretsList: [{ SecretName }] });
  expect(server.log).not.toContain(SecretData);
  expect(await server.auditText()).not.toContain(SecretData);
  const { db } = server.running.store;
  const rows = await db.selectFrom('kms_secret_versions').select('sealed_value').execute();
  expect(rows.filter(row => row.sealed_value.includes(SecretData))).toEqual([]);
});
