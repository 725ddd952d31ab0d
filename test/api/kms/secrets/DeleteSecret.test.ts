import { expect, test } from 'vitest';
import { SecretDeletion } from '../../../../src/kms/secrets/secret-deletion.js';
import { kmsStore } from '../../../../src/store/kms.js';
import { startTestServer, type TestServer } from '../../../server.js';
import { useTestServer } from '../../../use-test-server.js';
import { filesOf, isInFiles } from '../bytes-on-disk.js';
import { error, invalid, kms, kmsOk, notFound, ok } from '../kms-calls.js';
import { DAY_MS, inDeleteWindow, makeSecret } from './secret-calls.js';

const start = new Date('2030-01-01T00:00:00.700Z');
let clock = start;
const server = useTestServer({ now: () => clock });
const call = (action: string, query: object, client = server.root) =>
  kms(client, action, query as Record<string, unknown>, { date: clock });
const remove = (query: object, client = server.root) => call('DeleteSecret', query, client);
const inUse = error('Rejected.ResourceInUse', 'restore normal secret', 409);

test('is planned, shown, and taken back', async () => {
  clock = start;
  const SecretName = await makeSecret(server.root, {}, clock);
  const PlannedDeleteTime = '2030-01-11T00:00:00Z';
  expect(await remove({ SecretName, RecoveryWindowInDays: '10' })).toEqual(ok({ SecretName, PlannedDeleteTime }));
  expect(await remove({ SecretName })).toEqual(
    error('Rejected.ResourceInDeleteWindow', 'secret in delete peroid', 409),
  );
  expect(await call('DescribeSecret', { SecretName })).toMatchObject({ body: { PlannedDeleteTime } });
  expect(await call('GetSecretValue', { SecretName })).toEqual(inDeleteWindow);
  expect(await call('RestoreSecret', { SecretName }, server.otherAccount)).toEqual(notFound);
  expect(await call('RestoreSecret', { SecretName })).toEqual(ok({ SecretName }));
  expect(await call('RestoreSecret', { SecretName })).toEqual(inUse);
  expect(await call('GetSecretValue', { SecretName })).toMatchObject({ status: 200 });
  expect((await call('DescribeSecret', { SecretName })).body).not.toHaveProperty('PlannedDeleteTime');
  expect(await remove({ SecretName })).toMatchObject({ body: { PlannedDeleteTime: '2030-01-31T00:00:00Z' } });
});

test('at once, also while it is planned', async () => {
  const [one, two] = [await makeSecret(server.root, {}, clock), await makeSecret(server.root, {}, clock)];
  await remove({ SecretName: two });
  for (const SecretName of [one, two]) {
    const PlannedDeleteTime = `${clock.toISOString().slice(0, 19)}Z`;
    expect(await remove({ SecretName, ForceDeleteWithoutRecovery: 'true' })).toEqual(
      ok({ SecretName, PlannedDeleteTime }),
    );
    expect(await call('DescribeSecret', { SecretName })).toEqual(notFound);
    expect(await call('RestoreSecret', { SecretName })).toEqual(notFound);
  }
});

test('the end comes with the hour, whenever the record goes, and frees the name', async () => {
  clock = start;
  const SecretName = await makeSecret(server.root, { Tags: '[{"TagKey":"old"}]', SecretData: 'old' }, clock);
  await remove({ SecretName, RecoveryWindowInDays: 7 });
  clock = new Date(start.getTime() + 7 * DAY_MS - 1);
  expect(await call('DescribeSecret', { SecretName })).toMatchObject({ status: 200 });
  clock = new Date(start.getTime() + 7 * DAY_MS);
  for (const action of ['DescribeSecret', 'GetSecretValue', 'RestoreSecret', 'DeleteSecret']) {
    expect([action, await call(action, { SecretName })]).toEqual([action, notFound]);
  }
  await makeSecret(server.root, { SecretName, SecretData: 'new' }, clock);
  expect(await call('GetSecretValue', { SecretName })).toMatchObject({ body: { SecretData: 'new' } });
  expect(await call('DescribeSecret', { SecretName, FetchTags: true })).toMatchObject({ body: { Tags: { Tag: [] } } });
});

test('refused', async () => {
  const SecretName = await makeSecret(server.root, {}, clock);
  expect(await remove({ SecretName: 'none' })).toEqual(notFound);
  expect(await remove({ SecretName }, server.otherAccount)).toEqual(notFound);
  const days = (RecoveryWindowInDays: string) => remove({ SecretName, RecoveryWindowInDays });
  expect(await days('6')).toEqual(invalid('RecoveryWindowInDays', 'must be at least 7'));
  expect(await days('31')).toEqual(invalid('RecoveryWindowInDays', 'must be at most 30'));
  expect(await days('soon')).toEqual(invalid('RecoveryWindowInDays', 'must be a whole number'));
});

/** As the job of a server does once its clock is certain. */
const deleteDue = ({ running: { store } }: TestServer, now: Date) =>
  new SecretDeletion(kmsStore(store).secrets, {
    erase: () => store.eraseDeleted(),
    passed: () => now,
    onFault: fault => {
      throw fault;
    },
  }).deleteDue(now);

test('a server that starts after the date deletes the secret for good, with versions and tags, from every byte of its files', async () => {
  let time = new Date('2030-01-01T00:00:00Z');
  const first = await startTestServer({ now: () => time });
  const [gone, kept, forced] = [
    await makeSecret(first.root, { Tags: '[{"TagKey":"a"}]' }, time),
    await makeSecret(first.root, {}, time),
    await makeSecret(first.root, {}, time),
  ];
  const sealedOf = async ({ running }: TestServer) => {
    const rows = await running.store.db.selectFrom('kms_secret_versions').select('sealed_value').execute();
    return rows.map(row => Buffer.from(row.sealed_value));
  };
  const before = await sealedOf(first);
  await kmsOk(first.root, 'DeleteSecret', { SecretName: gone, RecoveryWindowInDays: 7 }, { date: time });
  await kmsOk(first.root, 'DeleteSecret', { SecretName: kept, RecoveryWindowInDays: 8 }, { date: time });
  await first.close({ keepData: true });
  time = new Date(time.getTime() + 7 * DAY_MS);
  const second = await startTestServer({ now: () => time, data: first.data });
  try {
    const { store } = second.running;
    const { db } = store;
    const atOnce = { SecretName: forced, ForceDeleteWithoutRecovery: 'true' };
    await kmsOk(second.root, 'DeleteSecret', atOnce, { date: time });
    expect(before.filter(it => isInFiles(filesOf(second), it))).toHaveLength(3);
    await deleteDue(second, time);
    const files = filesOf(second);
    expect(before.filter(it => isInFiles(files, it))).toEqual(await sealedOf(second));
    expect(await db.selectFrom('kms_secrets').select('name').execute()).toEqual([{ name: kept }]);
    expect(await db.selectFrom('kms_secret_versions').select('id').execute()).toHaveLength(1);
    expect(await db.selectFrom('kms_tags').select('key').execute()).toEqual([]);
  } finally {
    await second.close();
  }
});
