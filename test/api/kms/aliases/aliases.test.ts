/** Aliases: made, led to another key, deleted, listed. */
import { describe, expect, test } from 'vitest';
import { insertStep } from '../../../../src/store/step.js';
import { useTestServer } from '../../../use-test-server.js';
import {
  aliasNotFound,
  DAY_MS,
  describeKey,
  keyNotFound,
  makeKey,
  pendingDeletion,
  stateModifiedFailed,
} from '../keys/key-calls.js';
import { error, invalid, kms, kmsOk, missing, ok } from '../kms-calls.js';

let clock: Date | undefined;
const server = useTestServer({ now: () => clock ?? new Date() });

const exists = error('AliasAlreadyExists', 'AliasName Already Exists.', 400);
const arn = (name: string) => `acs:kms:cn-hangzhou:${server.accountId}:alias/${name}`;
const row = (name: string, KeyId: string) => ({ AliasName: `alias/${name}`, AliasArn: arn(name), KeyId });

const create = (AliasName: string, KeyId: string, client = server.root) =>
  kms(client, 'CreateAlias', { AliasName, KeyId });

/** A key that waits for its deletion. */
async function leavingKey(): Promise<string> {
  const { KeyId } = await makeKey(server.root);
  await kmsOk(server.root, 'ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 });
  return KeyId;
}

describe('CreateAlias', () => {
  test('names a key, by whose id, ARN and alias calls find the same', async () => {
    const { KeyId, Arn = '' } = await makeKey(server.root);
    expect(await create('alias/by/id_1-A', KeyId)).toEqual(ok({}));
    expect(await create('alias/by-arn', Arn)).toEqual(ok({}));
    for (const alias of ['alias/by/id_1-A', 'alias/by-arn']) {
      expect((await describeKey(server.root, alias)).KeyId).toBe(KeyId);
    }
  });

  test('an alias is unique in the account, and free in another', async () => {
    const { KeyId } = await makeKey(server.root);
    expect(await create('alias/unique', KeyId)).toEqual(ok({}));
    expect(await create('alias/unique', KeyId)).toEqual(exists);
    const theirs = await makeKey(server.otherAccount);
    expect(await create('alias/unique', theirs.KeyId, server.otherAccount)).toEqual(ok({}));
  });

  test('of two calls at once one makes it', async () => {
    const { KeyId } = await makeKey(server.root);
    const answers = await Promise.all([create('alias/race', KeyId), create('alias/race', KeyId)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
  });

  test.each([
    ['no prefix', 'orders'],
    ['nothing after it', 'alias/'],
    ['the prefix of the vendor', 'alias/acs/kms'],
    ['a blank', 'alias/a b'],
    ['a letter beyond ASCII', 'alias/ä'],
  ])('%s is refused', async (_what, name) => {
    const { KeyId } = await makeKey(server.root);
    expect(await create(name, KeyId)).toMatchObject({ status: 400, body: { Code: 'InvalidParameter' } });
  });

  test('255 characters after the prefix are taken, and one more is refused', async () => {
    const { KeyId } = await makeKey(server.root);
    expect(await create(`alias/${'n'.repeat(255)}`, KeyId)).toEqual(ok({}));
    expect(await create(`alias/${'n'.repeat(256)}`, KeyId)).toEqual(
      invalid('AliasName', 'must be at most 261 characters long'),
    );
  });

  test('a key that is not there, that is leaving, or that is named by an alias is refused', async () => {
    const { KeyId } = await makeKey(server.root);
    expect(await create('alias/refused', 'key-hzz000000000000000000')).toEqual(keyNotFound);
    expect(await create('alias/refused', KeyId, server.otherAccount)).toEqual(keyNotFound);
    expect(await create('alias/refused', await leavingKey())).toEqual(stateModifiedFailed);
    await create('alias/first', KeyId);
    expect(await create('alias/refused', 'alias/first')).toEqual(
      error('Unsupported.Alias', 'Alias is not valid for this api.', 400),
    );
    expect(await kms(server.root, 'CreateAlias', { KeyId })).toEqual(missing('AliasName'));
    expect(await kms(server.root, 'DescribeKey', { KeyId: 'alias/refused' })).toEqual(aliasNotFound);
  });

  test('an account has 300 aliases at most', async () => {
    const other = await server.stranger();
    const { KeyId, Creator = '' } = await makeKey(other);
    const { store } = server.running;
    await store.commit(
      Array.from({ length: 300 }, (_, i) =>
        insertStep(store, 'kms_aliases', {
          account_id: Creator,
          name: `a${i}`,
          key_id: KeyId,
          created_at: i,
          updated_at: i,
        }),
      ),
    );
    expect(await create('alias/one-more', KeyId, other)).toEqual(
      error('Rejected.LimitExceeded', 'The request was rejected because user create resource limit was exceeded.', 400),
    );
    expect(await kms(other, 'DeleteAlias', { AliasName: 'alias/a7' })).toEqual(ok({}));
    expect(await create('alias/one-more', KeyId, other)).toEqual(ok({}));
  });
});

describe('UpdateAlias', () => {
  test('leads an alias to another key, from the next call on', async () => {
    const [first, second] = [await makeKey(server.root), await makeKey(server.root)];
    await create('alias/moves', first.KeyId);
    expect(await kms(server.root, 'UpdateAlias', { AliasName: 'alias/moves', KeyId: second.KeyId })).toEqual(ok({}));
    expect((await describeKey(server.root, 'alias/moves')).KeyId).toBe(second.KeyId);
  });

  test('the former key may be leaving; the new one may not', async () => {
    const { KeyId } = await makeKey(server.root);
    const old = await makeKey(server.root);
    await create('alias/leaves', old.KeyId);
    await kmsOk(server.root, 'ScheduleKeyDeletion', { KeyId: old.KeyId, PendingWindowInDays: 7 });
    const lead = (to: string, AliasName = 'alias/leaves') => kms(server.root, 'UpdateAlias', { AliasName, KeyId: to });
    expect(await lead(old.KeyId)).toEqual(pendingDeletion);
    expect(await lead(KeyId)).toEqual(ok({}));
    expect(await lead(KeyId, 'alias/nobodys')).toEqual(aliasNotFound);
    expect(await lead('key-hzz000000000000000000')).toEqual(keyNotFound);
  });
});

test('DeleteAlias takes it away in every state of its key', async () => {
  const { KeyId } = await makeKey(server.root);
  await create('alias/goes', KeyId);
  await kmsOk(server.root, 'ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 });
  const remove = (client = server.root) => kms(client, 'DeleteAlias', { AliasName: 'alias/goes' });
  expect(await remove(server.otherAccount)).toEqual(aliasNotFound);
  expect(await remove()).toEqual(ok({}));
  expect(await remove()).toEqual(aliasNotFound);
  expect((await describeKey(server.root, KeyId)).KeyState).toBe('PendingDeletion');
});

test('lists are newest first, of the account and of one key', async () => {
  const client = await server.stranger();
  const [one, other] = [await makeKey(client), await makeKey(client)];
  const accountId = one.Creator ?? '';
  for (const [name, key] of [
    ['a', one],
    ['b', other],
    ['c', one],
  ] as const) {
    clock = new Date((clock ?? new Date()).getTime() + 1000);
    await kmsOk(client, 'CreateAlias', { AliasName: `alias/${name}`, KeyId: key.KeyId }, { date: clock });
  }
  clock = undefined;
  const names = (aliases: unknown) =>
    (aliases as { Alias: { AliasName: string }[] }).Alias.map(({ AliasName }) => AliasName);
  const all = await kmsOk(client, 'ListAliases');
  expect(names(all.Aliases)).toEqual(['alias/c', 'alias/b', 'alias/a']);
  expect(all).toMatchObject({ TotalCount: 3, PageNumber: 1, PageSize: 10 });
  const second = await kmsOk(client, 'ListAliases', { PageNumber: 2, PageSize: 2 });
  expect(second.Aliases).toEqual({
    Alias: [{ ...row('a', one.KeyId), AliasArn: arn('a').replace(server.accountId, accountId) }],
  });
  const ofOne = await kmsOk(client, 'ListAliasesByKeyId', { KeyId: one.KeyId });
  expect(names(ofOne.Aliases)).toEqual(['alias/c', 'alias/a']);
  expect(ofOne).toMatchObject({ TotalCount: 2 });
  expect(await kms(client, 'ListAliasesByKeyId', { KeyId: 'key-hzz000000000000000000' })).toEqual(keyNotFound);
});

test('a caller needs permission for the alias and for the key', async () => {
  const [key, other] = [await makeKey(server.root), await makeKey(server.root)];
  const user = await server.user('names-keys', {
    Version: '1',
    Statement: [
      { Effect: 'Allow', Action: 'kms:*Alias', Resource: ['acs:kms:*:*:alias/team-*', `acs:kms:*:*:key/${key.KeyId}`] },
    ],
  });
  const denied = { status: 403, body: { Code: 'Forbidden.NoPermission' } };
  expect(await create('alias/team-a', key.KeyId, user)).toEqual(ok({}));
  expect(await create('alias/other', key.KeyId, user)).toMatchObject(denied);
  expect(await create('alias/team-b', other.KeyId, user)).toMatchObject(denied);
  expect(await kms(user, 'UpdateAlias', { AliasName: 'alias/team-a', KeyId: other.KeyId })).toMatchObject(denied);
  await create('alias/team-c', other.KeyId);
  expect(await kms(user, 'DeleteAlias', { AliasName: 'alias/team-c' })).toMatchObject(denied);
  expect(await kms(user, 'DeleteAlias', { AliasName: 'alias/team-a' })).toEqual(ok({}));
});

test('an alias of a key whose time is over leads to nothing', async () => {
  const KeyId = await leavingKey();
  await kmsOk(server.root, 'CancelKeyDeletion', { KeyId });
  await create('alias/over', KeyId);
  await kmsOk(server.root, 'ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 });
  clock = new Date(Date.now() + 7 * DAY_MS + 1000);
  expect(await kms(server.root, 'DescribeKey', { KeyId: 'alias/over' }, { date: clock })).toEqual(keyNotFound);
  clock = undefined;
});
