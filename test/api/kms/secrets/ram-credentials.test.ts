/** The AccessKey of a RAM user as a managed secret: made, rotated by calls and by the job, with a clock of its own. */
import { expect, test } from 'vitest';
import type { SignedClient } from '../../../signed-client.js';
import { useTestServer } from '../../../use-test-server.js';
import { answer as ramOk } from '../../ram/calls.js';
import { error, invalid, kms, kmsOk, missing, notFound, ok } from '../kms-calls.js';
import { workOnDue } from './rotation-job.js';
import { DAY_MS, labels, makeSecret } from './secret-calls.js';

const start = new Date('2031-02-27T23:59:58Z');
let clock = start;
const server = useTestServer({ region: 'cn-hangzhou', now: () => clock });
const HOUR_MS = 3_600_000;
const later = (ms: number) => {
  clock = new Date(start.getTime() + ms);
};

interface Key {
  readonly AccessKeyId: string;
  readonly AccessKeySecret: string;
}

const call = (action: string, query: object, client: SignedClient = server.root) =>
  kms(client, action, query as Record<string, unknown>, { date: clock });
const callOk = (action: string, query: object) =>
  kmsOk(server.root, action, query as Record<string, unknown>, { date: clock });

let made = 0;
async function newUser(): Promise<{ UserName: string; key: Key }> {
  const UserName = `user-${++made}`;
  await ramOk(server.root, 'CreateUser', { UserName }, { date: clock });
  const { AccessKey } = await ramOk(server.root, 'CreateAccessKey', { UserName }, { date: clock });
  const { AccessKeyId, AccessKeySecret } = AccessKey as Key;
  return { UserName, key: { AccessKeyId, AccessKeySecret } };
}

const dataOf = ({ AccessKeyId, AccessKeySecret }: Key) =>
  JSON.stringify({ AccessKeys: [{ AccessKeyId, AccessKeySecret }] });
const request = (UserName: string, key: Key) => ({
  SecretName: '$Auto',
  VersionId: 'v1',
  SecretType: 'RAMCredentials',
  SecretData: dataOf(key),
  ExtendedConfig: JSON.stringify({ SecretSubType: 'RamUserAccessKey', UserName, CustomData: { team: 'orders' } }),
});
async function newSecret(more: object = {}) {
  const { UserName, key } = await newUser();
  await callOk('CreateSecret', { ...request(UserName, key), ...more });
  return { UserName, key, SecretName: `acs/ram/user/${UserName}` };
}
const value = async (SecretName: string, VersionStage = 'ACSCurrent') =>
  JSON.parse(String((await callOk('GetSecretValue', { SecretName, VersionStage })).SecretData)) as Key;
const keysOf = async (UserName: string) => {
  const { AccessKeys } = await ramOk(server.root, 'ListAccessKeys', { UserName }, { date: clock });
  return (AccessKeys as { AccessKey: Key[] }).AccessKey.map(it => it.AccessKeyId);
};
/** Whether a key signs: who is the caller? */
const works = async (key: Key): Promise<boolean> => {
  const { status } = await server.client(key).call('2015-04-01', 'GetCallerIdentity', {}, { date: clock });
  return status === 200;
};

test('is made of the key of a user, and shows what it manages and when', async () => {
  later(0);
  const { UserName, key } = await newUser();
  const rotation = { EnableAutomaticRotation: 'true', RotationInterval: '30d' };
  const shown = {
    Arn: `acs:kms:cn-hangzhou:${server.accountId}:secret/acs/ram/user/${UserName}`,
    SecretName: `acs/ram/user/${UserName}`,
    SecretType: 'RAMCredentials',
    AutomaticRotation: 'Enabled',
    RotationInterval: '2592000s',
    // 30 days of 24 hours from the last second but one of February 27.
    NextRotationDate: '2031-03-29T23:59:58Z',
  };
  const ExtendedConfig = JSON.stringify({
    SecretSubType: 'RamUserAccessKey',
    UserName,
    CustomData: { team: 'orders' },
  });
  const created = await call('CreateSecret', { ...request(UserName, key), ...rotation });
  expect(created).toEqual(ok({ ...shown, VersionId: 'v1', ExtendedConfig }));
  const { SecretName } = shown;
  expect(await call('DescribeSecret', { SecretName })).toMatchObject({ body: { ...shown, ExtendedConfig } });
  const read = { SecretType: 'RAMCredentials', SecretDataType: 'text', NextRotationDate: shown.NextRotationDate };
  const plain = await callOk('GetSecretValue', { SecretName });
  expect(plain).toMatchObject({ ...read, VersionId: 'v1' });
  expect(plain).not.toHaveProperty('ExtendedConfig');
  expect(plain).not.toHaveProperty('LastRotationDate');
  expect(await callOk('GetSecretValue', { SecretName, FetchExtendedConfig: true })).toMatchObject({ ExtendedConfig });
  const { SecretValues } = await callOk('BatchGetSecretValue', {
    SecretsList: [{ SecretName, FetchExtendedConfig: 'true' }],
  });
  expect(SecretValues).toMatchObject([{ ...read, ExtendedConfig }]);
  expect(await value(SecretName)).toEqual({ ...key, GenerateTimestamp: '2031-02-27T23:59:58Z' });
  const ofType = (type: string) => JSON.stringify([{ Key: 'SecretType', Values: [type] }]);
  expect(await callOk('ListSecrets', { Filters: ofType('RAMCredentials') })).toMatchObject({
    TotalCount: 1,
    SecretList: { Secret: [{ SecretName, SecretType: 'RAMCredentials' }] },
  });
  expect(await callOk('ListSecrets', { Filters: ofType('RDS') })).toMatchObject({ TotalCount: 0 });
});

test('rotates by a call: the new key works, the old one for two days, and then it is gone', async () => {
  later(0);
  const { UserName, key, SecretName } = await newSecret();
  expect(await call('RotateSecret', { SecretName, VersionId: 'v2' })).toEqual(
    ok({ Arn: `acs:kms:cn-hangzhou:${server.accountId}:secret/${SecretName}`, SecretName, VersionId: 'v2' }),
  );
  const second = await value(SecretName);
  expect(second.AccessKeyId).not.toBe(key.AccessKeyId);
  expect(await value(SecretName, 'ACSPrevious')).toMatchObject(key);
  expect([await works(key), await works(second)]).toEqual([true, true]);
  // Made in the same moment by the clock of the test, they come in any order.
  expect((await keysOf(UserName)).sort()).toEqual([key.AccessKeyId, second.AccessKeyId].sort());
  expect(await callOk('DescribeSecret', { SecretName })).toMatchObject({
    LastRotationDate: '2031-02-27T23:59:58Z',
    AutomaticRotation: 'Disabled',
  });

  // Again with the same id: nothing happens. With another one: not while the old key is valid.
  expect(await call('RotateSecret', { SecretName, VersionId: 'v2' })).toMatchObject({ status: 200 });
  const rotating = error('Rejected.ResourceInUse', 'Your secret is being rotated, please try again later', 409);
  expect(await call('RotateSecret', { SecretName, VersionId: 'v3' })).toEqual(rotating);
  expect(await value(SecretName)).toEqual(second);

  later(48 * HOUR_MS - 1);
  await workOnDue(server, clock);
  expect(await works(key)).toBe(true);
  later(48 * HOUR_MS);
  await Promise.all([workOnDue(server, clock), workOnDue(server, clock)]);
  expect([await works(key), await works(second)]).toEqual([false, true]);
  expect(await keysOf(UserName)).toEqual([second.AccessKeyId]);
  expect(await labels(server.root, SecretName, clock)).toEqual([['v2', ['ACSCurrent']]]);
  expect(await call('GetSecretValue', { SecretName, VersionStage: 'ACSPrevious' })).toEqual(notFound);
  expect(await call('RotateSecret', { SecretName, VersionId: 'v3' })).toMatchObject({ status: 200 });
  expect(await value(SecretName, 'ACSPrevious')).toEqual(second);
});

test('rotates by itself when the interval is over, once, whatever the interval', async () => {
  later(0);
  const { key, SecretName } = await newSecret({ EnableAutomaticRotation: 'true', RotationInterval: '6h' });
  later(6 * HOUR_MS - 1);
  await workOnDue(server, clock);
  expect(await value(SecretName)).toMatchObject(key);
  later(6 * HOUR_MS);
  await Promise.all([workOnDue(server, clock), workOnDue(server, clock), workOnDue(server, clock)]);
  const second = await value(SecretName);
  expect(second.AccessKeyId).not.toBe(key.AccessKeyId);
  expect(await callOk('DescribeSecret', { SecretName })).toMatchObject({
    LastRotationDate: '2031-02-28T05:59:58Z',
    NextRotationDate: '2031-02-28T11:59:58Z',
  });
  // The interval is shorter than the grace of the old key, which then ends with the next rotation.
  later(12 * HOUR_MS);
  await workOnDue(server, clock);
  const third = await value(SecretName);
  expect([await works(key), await works(second), await works(third)]).toEqual([false, true, true]);
  const records = (await server.auditText()).split('\n').map(line => JSON.parse(line) as Record<string, string>);
  const rotated = records.filter(it => it.operation === 'RotateSecret' && it.parameters?.includes(SecretName));
  expect(rotated).toMatchObject([1, 2].map(() => ({ outcome: 'OK', principalType: 'service', status: 200 })));
});

test('a rotation that fails is told, tried again later, and succeeds once there is room', async () => {
  later(0);
  const { UserName, key, SecretName } = await newSecret({ EnableAutomaticRotation: 'true', RotationInterval: '1d' });
  const { AccessKey } = await ramOk(server.root, 'CreateAccessKey', { UserName }, { date: clock });
  const why =
    'the RAM user has an AccessKey that the secret does not manage: delete it, and the rotation has room for a new one';
  expect(await call('RotateSecret', { SecretName, VersionId: 'v2' })).toEqual(
    error('Rejected.Unavailable', `The credentials could not be changed: ${why}.`, 409),
  );
  later(DAY_MS);
  const failures = await workOnDue(server, clock);
  expect(failures).toMatchObject([{ secret: { name: SecretName }, kind: 'rotation', failure: why }]);
  expect(await callOk('DescribeSecret', { SecretName })).toMatchObject({ AutomaticRotation: 'Invalid' });
  expect(await value(SecretName)).toMatchObject(key);
  expect(await workOnDue(server, clock)).toEqual([]);
  await ramOk(
    server.root,
    'DeleteAccessKey',
    { UserName, UserAccessKeyId: (AccessKey as Key).AccessKeyId },
    { date: clock },
  );
  later(DAY_MS + 60_000);
  expect(await workOnDue(server, clock)).toEqual([]);
  expect(await works(await value(SecretName))).toBe(true);
  expect(await callOk('DescribeSecret', { SecretName })).toMatchObject({ AutomaticRotation: 'Enabled' });
  const audit = await server.auditText();
  expect(audit).toContain(why);
  expect(audit).not.toContain((await value(SecretName)).AccessKeySecret);
});

test('the policy of rotation and the custom data are changed', async () => {
  later(0);
  const { SecretName } = await newSecret();
  const set = (query: object) => call('UpdateSecretRotationPolicy', { SecretName, ...query });
  expect(await set({ EnableAutomaticRotation: 'true' })).toEqual(missing('RotationInterval'));
  const range = invalid('RotationInterval', 'must be a number with d, h, m or s, from 6h to 8760h');
  for (const RotationInterval of ['5h', '21599s', '366d', '8761h', '7', '7w']) {
    expect(await set({ EnableAutomaticRotation: 'true', RotationInterval })).toEqual(range);
  }
  const shown = async () => {
    const { AutomaticRotation, RotationInterval, NextRotationDate } = await callOk('DescribeSecret', { SecretName });
    return [AutomaticRotation, RotationInterval, NextRotationDate];
  };
  expect(await shown()).toEqual(['Disabled', undefined, undefined]);
  expect(await set({ EnableAutomaticRotation: 'true', RotationInterval: '365d' })).toEqual(ok({ SecretName }));
  // A leap year is one day longer: 365 days after February 27 of 2031 is February 27 of 2032.
  expect(await shown()).toEqual(['Enabled', '31536000s', '2032-02-27T23:59:58Z']);
  expect(await set({ EnableAutomaticRotation: 'false', RotationInterval: '21600s' })).toEqual(ok({ SecretName }));
  expect(await shown()).toEqual(['Disabled', '21600s', undefined]);
  expect(await set({ EnableAutomaticRotation: 'true', RotationInterval: '21600s' })).toEqual(ok({ SecretName }));
  expect(await shown()).toEqual(['Enabled', '21600s', '2031-02-28T05:59:58Z']);
  expect(await call('UpdateSecret', { SecretName, ExtendedConfig: '{"CustomData":{"a":"b"}}' })).toEqual(
    ok({ SecretName }),
  );
  const { ExtendedConfig } = await callOk('DescribeSecret', { SecretName });
  expect(JSON.parse(String(ExtendedConfig))).toMatchObject({ CustomData: { a: 'b' } });
});

test('what is for Generic secrets is refused, and the other way round', async () => {
  later(0);
  const { key, SecretName } = await newSecret();
  const unsupported = (why: string) => error('UnsupportedOperation', `This action is not supported: ${why}.`);
  const managed = unsupported('the secret is managed, and only the server makes its versions');
  expect(await call('PutSecretValue', { SecretName, VersionId: 'v2', SecretData: 'x' })).toEqual(managed);
  const stage = { SecretName, VersionStage: 'Mine', MoveToVersion: 'v1' };
  expect(await call('UpdateSecretVersionStage', stage)).toEqual(managed);
  expect(await value(SecretName)).toMatchObject(key);
  const generic = await makeSecret(server.root, {}, clock);
  const nothing = unsupported('the secret is Generic, and nothing rotates it');
  expect(await call('RotateSecret', { SecretName: generic, VersionId: 'v2' })).toEqual(nothing);
  const policy = { EnableAutomaticRotation: 'true', RotationInterval: '7d' };
  expect(await call('UpdateSecretRotationPolicy', { SecretName: generic, ...policy })).toEqual(nothing);
  expect(await call('RotateSecret', { SecretName: 'none', VersionId: 'v2' })).toEqual(notFound);
  expect(await call('RotateSecret', { SecretName, VersionId: 'v2' }, server.otherAccount)).toEqual(notFound);
});

test.each<[string, (user: { UserName: string; key: Key }) => object, (key: Key) => unknown]>([
  [
    'a name of one’s own',
    () => ({ SecretName: 'mine' }),
    () => invalid('SecretName', 'must be $Auto for RAMCredentials'),
  ],
  ['bytes', () => ({ SecretDataType: 'binary' }), () => invalid('SecretDataType', 'must be text for managed secrets')],
  ['no user', () => config({}), () => missing('ExtendedConfig.UserName')],
  [
    'another user',
    () => config({ UserName: 'nobody' }),
    () => invalid('ExtendedConfig', 'names a RAM user that the account does not have'),
  ],
  [
    'another subtype',
    ({ UserName }) => config({ UserName, SecretSubType: 'SingleUser' }),
    () => invalid('ExtendedConfig.SecretSubType', 'must be RamUserAccessKey for RAMCredentials'),
  ],
  [
    'what is of another type',
    ({ UserName }) => config({ UserName, DBName: 'd' }),
    () => invalid('ExtendedConfig.DBName', 'is of no use for RAMCredentials; leave it out'),
  ],
  [
    'another secret',
    ({ key }) => ({ SecretData: dataOf({ ...key, AccessKeySecret: 'x'.repeat(30) }) }),
    () => invalid('SecretData', 'must hold an active AccessKey of the user, with its secret'),
  ],
  [
    'another shape',
    () => ({ SecretData: '{"AccessKeys":[]}' }),
    () => invalid('SecretData', 'must be JSON of the form {"AccessKeys":[{"AccessKeyId":"…","AccessKeySecret":"…"}]}'),
  ],
  ['no interval', () => ({ EnableAutomaticRotation: 'true' }), () => missing('RotationInterval')],
])('%s is refused', async (_what, more, answer) => {
  later(0);
  const user = await newUser();
  expect(await call('CreateSecret', { ...request(user.UserName, user.key), ...more(user) })).toEqual(answer(user.key));
  expect(await call('DescribeSecret', { SecretName: `acs/ram/user/${user.UserName}` })).toEqual(notFound);
});

const config = (members: object) => ({
  ExtendedConfig: JSON.stringify({ SecretSubType: 'RamUserAccessKey', ...members }),
});

test('a second key leaves no room, and an inactive one is none', async () => {
  later(0);
  const { UserName, key } = await newUser();
  await ramOk(server.root, 'CreateAccessKey', { UserName }, { date: clock });
  expect(await call('CreateSecret', request(UserName, key))).toMatchObject({ body: { Code: 'InvalidParameter' } });
  const other = await newUser();
  const off = { UserName: other.UserName, UserAccessKeyId: other.key.AccessKeyId, Status: 'Inactive' };
  await ramOk(server.root, 'UpdateAccessKey', off, { date: clock });
  expect(await call('CreateSecret', request(other.UserName, other.key))).toMatchObject({
    body: { Code: 'InvalidParameter' },
  });
});

test('who makes it needs the permission to make and delete keys of the user', async () => {
  later(0);
  const { UserName, key } = await newUser();
  const allow = (...Action: string[]) => ({ Version: '1', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });
  clock = new Date();
  const one = await server.user(`maker-${made}`, allow('kms:CreateSecret', 'ram:CreateAccessKey'));
  expect(await call('CreateSecret', request(UserName, key), one)).toMatchObject({ status: 403 });
  const two = await server.user(
    `maker-2-${made}`,
    allow('kms:CreateSecret', 'ram:CreateAccessKey', 'ram:DeleteAccessKey'),
  );
  expect(await call('CreateSecret', request(UserName, key), two)).toMatchObject({ status: 200 });
});
