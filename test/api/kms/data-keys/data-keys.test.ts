/** GetManagedDataKey and ListManagedDataKeyVersions, and the command that makes what they read. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { invalid, kms, kmsOk, missing, notFound, ok } from '../kms-calls.js';

const server = useTestServer();

/** As an administrator does it, beside the running server. */
async function command(...words: string[]): Promise<string> {
  const all = ['dist/chancery.js', 'data-key', ...words, '--data', server.data];
  return (await promisify(execFile)(process.execPath, all)).stdout;
}

const versionIn = (told: string): string => / version ([0-9A-Za-z]{8})/.exec(told)?.[1] ?? `no version in ${told}`;

const get = (parameters: object, client = server.root) =>
  kms(client, 'GetManagedDataKey', parameters as Record<string, unknown>);
const list = (parameters: object, client = server.root) =>
  kms(client, 'ListManagedDataKeyVersions', parameters as Record<string, unknown>);

test('a data key is the same at every call, keeps its versions, and has the one that is asked for', async () => {
  const DataKeyName = 'orders';
  const first = versionIn(await command('add', DataKeyName));
  const second = versionIn(await command('rotate', DataKeyName));
  const answer = async (parameters: object) => (await get({ DataKeyName, ...parameters })).body;
  const old = await answer({});
  expect(old).toEqual({
    DataKeyName,
    DataKeyVersionId: first,
    DataKeyVersionName: `kms-datakeyversion!orders!${first}`,
    Plaintext: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
  });
  expect(await answer({ UseLatest: false })).toEqual(old);
  const latest = await answer({ UseLatest: true });
  expect(latest).toMatchObject({ DataKeyVersionId: second });
  expect(latest.Plaintext).not.toBe(old.Plaintext);
  expect(await answer({ DataKeyVersionId: first, UseLatest: true })).toEqual(old);
  expect(await answer({ DataKeyVersionId: second })).toEqual(latest);

  const entry = (id: string) => ({ DataKeyVersionId: id, DataKeyVersionName: `kms-datakeyversion!orders!${id}` });
  expect(await list({ DataKeyName })).toEqual(
    ok({
      DataKeyName,
      PageNumber: 1,
      PageSize: 10,
      TotalCount: 2,
      ManagedDataKeyVersions: { ManagedDataKeyVersion: [entry(second), entry(first)] },
    }),
  );
  expect(await list({ DataKeyName, PageNumber: 2, PageSize: 1 })).toMatchObject({
    body: { TotalCount: 2, ManagedDataKeyVersions: { ManagedDataKeyVersion: [entry(first)] } },
  });
  expect(await list({ DataKeyName, PageNumber: 3, PageSize: 1 })).toMatchObject({
    body: { ManagedDataKeyVersions: { ManagedDataKeyVersion: [] } },
  });
  expect(await command('list')).toContain('orders  2 versions\n');
  for (const text of [server.log, await server.auditText()]) {
    expect(text).not.toContain(String(old.Plaintext));
    expect(text).not.toContain(String(latest.Plaintext));
  }
});

test('it is as long as the command says, in every version', async () => {
  await command('add', 'short', '--bytes', '16');
  await command('rotate', 'short');
  for (const UseLatest of [false, true]) {
    const { Plaintext } = await kmsOk(server.root, 'GetManagedDataKey', { DataKeyName: 'short', UseLatest });
    expect(Buffer.from(String(Plaintext), 'base64')).toHaveLength(16);
  }
});

test('it is in no row in the clear', async () => {
  await command('add', 'sealed');
  const { Plaintext } = await kmsOk(server.root, 'GetManagedDataKey', { DataKeyName: 'sealed' });
  const row = await server.running.store.db
    .selectFrom('kms_data_key_versions')
    .select('sealed_octets')
    .where('name', '=', 'sealed')
    .executeTakeFirstOrThrow();
  expect((row.sealed_octets as Buffer).includes(Buffer.from(String(Plaintext), 'base64'))).toBe(false);
});

test('of another account, or not there: nothing is found', async () => {
  await command('add', 'mine');
  const { DataKeyVersionId } = await kmsOk(server.root, 'GetManagedDataKey', { DataKeyName: 'mine' });
  for (const call of [get, list]) {
    expect(await call({ DataKeyName: 'mine' }, server.otherAccount)).toEqual(notFound);
    expect(await call({ DataKeyName: 'none' })).toEqual(notFound);
    expect(await call({})).toEqual(missing('DataKeyName'));
    expect(await call({ DataKeyName: 'a b' })).toEqual(invalid('DataKeyName'));
  }
  expect(await get({ DataKeyName: 'mine', DataKeyVersionId: 'none' })).toEqual(notFound);
  await command('add', 'other');
  expect(await get({ DataKeyName: 'other', DataKeyVersionId })).toEqual(notFound);
});

test.each([
  ['a name with a blank', ['add', 'a b'], /cannot be the name of a data key/],
  ['no octets', ['add', 'x', '--bytes', '0'], /--bytes is a whole number from 1 to 1024/],
  ['too many octets', ['add', 'x', '--bytes', '1025'], /--bytes is a whole number from 1 to 1024/],
  ['an account that is not there', ['add', 'x', '--account', 'nobody'], /There is no account "nobody"/],
  ['a data key that is not there', ['rotate', 'nobodys'], /There is no data key "nobodys"/],
])('%s is refused', async (_what, words, told) => {
  await expect(command(...words)).rejects.toMatchObject({ stderr: expect.stringMatching(told) });
});

test('a name is given once', async () => {
  await command('add', 'twice');
  await expect(command('add', 'twice')).rejects.toMatchObject({ stderr: expect.stringMatching(/already/) });
});
