import { createPublicKey } from 'node:crypto';
import { expect, test } from 'vitest';
import { insertStep } from '../../../../src/store/step.js';
import { useTestServer } from '../../../use-test-server.js';
import { error, kms, kmsOk, ok } from '../kms-calls.js';
import { aliasNotFound, DAY_MS, describeKey, keyNotFound, makeKey, versionNotFound } from './key-calls.js';

let clock = new Date();
const server = useTestServer({ now: () => clock });
const create = (KeyId: string, client = server.root) => kms(client, 'CreateKeyVersion', { KeyId }, { date: clock });
const versions = async (KeyId: string, query: object = {}) =>
  kmsOk(server.root, 'ListKeyVersions', { KeyId, ...query }, { date: clock });
const ids = (body: Readonly<Record<string, unknown>>) =>
  (body.KeyVersions as { KeyVersion: { KeyVersionId: string }[] }).KeyVersion.map(it => it.KeyVersionId);

const unsupported = error(
  'Rejected.UnsupportedOperation',
  'Unsupported operation: only a pair that was made here gets versions, and its newest one must be 7 days old.',
);
const wait = (days: number) => {
  clock = new Date(clock.getTime() + days * DAY_MS);
};

test('a pair gets another one every seven days, and keeps the old ones', async () => {
  const { KeyId } = await makeKey(server.root, { KeySpec: 'EC_P256' }, clock);
  const [first = ''] = ids(await versions(KeyId));
  expect(await create(KeyId)).toEqual(unsupported);
  wait(7);
  const { body } = await create(KeyId);
  const { KeyVersion } = body as { KeyVersion: Record<string, string> };
  const CreationDate = `${clock.toISOString().slice(0, 19)}Z`;
  expect(body).toEqual({ KeyVersion: { KeyId, KeyVersionId: expect.any(String), CreationDate } });
  expect(await create(KeyId)).toEqual(unsupported);
  const second = KeyVersion.KeyVersionId ?? '';
  expect(await versions(KeyId)).toMatchObject({ PageNumber: 1, PageSize: 10, TotalCount: 2 });
  expect(ids(await versions(KeyId))).toEqual([second, first]);
  expect(ids(await versions(KeyId, { PageNumber: 2, PageSize: 1 }))).toEqual([first]);
  expect(await kms(server.root, 'DescribeKeyVersion', { KeyId, KeyVersionId: second }, { date: clock })).toEqual(
    ok({ KeyVersion }),
  );
  const shown = await describeKey(server.root, KeyId, clock);
  expect([shown.LastRotationDate, shown.PrimaryKeyVersion]).toEqual([CreationDate, undefined]);

  const rows = await server.running.store.db
    .selectFrom('kms_key_versions')
    .select('public_key')
    .where('key_id', '=', KeyId)
    .execute();
  const points = rows.map(row => createPublicKey({ key: row.public_key as Buffer, format: 'der', type: 'spki' }));
  expect(points.map(it => it.asymmetricKeyDetails?.namedCurve)).toEqual(['prime256v1', 'prime256v1']);
  expect(points[0]?.equals(points[1] as (typeof points)[number])).toBe(false);
});

test('of two calls at once, one makes the version', async () => {
  const { KeyId } = await makeKey(server.root, { KeySpec: 'EC_P256K' }, clock);
  wait(8);
  const answers = await Promise.all([1, 2, 3].map(() => create(KeyId)));
  // One that comes when the first has been answered finds the newest version too young.
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(await versions(KeyId)).toMatchObject({ TotalCount: 2 });
});

test('a key has fifty versions at most', async () => {
  const { KeyId } = await makeKey(server.root, { KeySpec: 'EC_P256' }, clock);
  wait(8);
  const { store } = server.running;
  const set = store.db.updateTable('kms_keys').set({ version_count: 50 }).where('id', '=', KeyId).compile();
  await store.commit([{ sql: set.sql, parameters: set.parameters }]);
  expect(await create(KeyId)).toEqual(
    error('Rejected.LimitExceeded', 'The request was rejected because user create resource limit was exceeded.'),
  );
});

test('refused', async () => {
  const symmetric = await makeKey(server.root, {}, clock);
  const imported = await makeKey(server.root, { KeySpec: 'EC_P256', Origin: 'EXTERNAL' }, clock);
  const pair = await makeKey(server.root, { KeySpec: 'EC_P256' }, clock);
  wait(8);
  expect(await create(symmetric.KeyId)).toEqual(unsupported);
  expect(await create(imported.KeyId)).toMatchObject({ body: { Code: 'Rejected.PendingImport' } });
  expect(await create('alias/none')).toEqual(aliasNotFound);
  expect(await create(pair.KeyId, server.otherAccount)).toEqual(keyNotFound);
});

test('an alias will do', async () => {
  const { KeyId } = await makeKey(server.root, { KeySpec: 'EC_SM2' }, clock);
  wait(8);
  const { store } = server.running;
  const row = { account_id: server.accountId, name: 'pair', key_id: KeyId, created_at: 0, updated_at: 0 };
  await store.commit([insertStep(store, 'kms_aliases', row)]);
  expect(await create('alias/pair')).toMatchObject({ status: 200, body: { KeyVersion: { KeyId } } });
});

test('a version of another key is not found', async () => {
  const one = await makeKey(server.root, {}, clock);
  const other = await makeKey(server.root, {}, clock);
  const find = (KeyId: string, KeyVersionId: string | undefined, client = server.root) =>
    kms(client, 'DescribeKeyVersion', { KeyId, KeyVersionId }, { date: clock });
  expect(await find(one.KeyId, other.PrimaryKeyVersion)).toEqual(versionNotFound);
  expect(await find(one.KeyId, 'none')).toEqual(versionNotFound);
  expect(await find(one.KeyId, one.PrimaryKeyVersion, server.otherAccount)).toEqual(keyNotFound);
  expect(await find(one.KeyId, one.PrimaryKeyVersion)).toMatchObject({ status: 200 });
});
