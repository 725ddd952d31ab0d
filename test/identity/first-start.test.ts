import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Credentials } from '../../src/identity/access-keys/credentials.js';
import { createAccount } from '../../src/identity/accounts/accounts.js';
import { ensureAccount, type FirstStartSettings } from '../../src/identity/accounts/first-start.js';
import { randomIdentifiers } from '../../src/identity/identifiers.js';
import type { IdentityStore } from '../../src/identity/store.js';
import { KeyFileSeal } from '../../src/seal/key-file.js';
import { identityStore } from '../../src/store/identity.js';
import { openStore } from '../../src/store/open-store.js';
import type { Store } from '../../src/store/store.js';

const now = new Date('2026-03-01T12:00:00Z');
const given = { rootAccessKeyId: 'GivenAccessKeyId', rootAccessKeySecret: 'given-secret-of-the-root' };

describe('the first start', () => {
  let directory: string;
  let file: string;
  let store: Store;
  let records: IdentityStore;
  const seal = new KeyFileSeal({ current: 1, keys: new Map([[1, randomBytes(32)]]) });

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'chancery-first-start-'));
    file = join(directory, 'root-access-key.json');
    store = await openStore({ sqliteFile: join(directory, 'chancery.db') });
    await store.migrate();
    records = identityStore(store);
  });
  afterEach(async () => {
    await store.close();
    await rm(directory, { recursive: true });
  });

  const start = (settings: Partial<FirstStartSettings> = {}, to = records) =>
    ensureAccount(to, seal, { dataDir: directory, now, ...settings });
  const content = async () => JSON.parse(await readFile(file, 'utf8')) as Record<string, string>;
  const secretOf = async (accessKeyId = '') => {
    const credential = await new Credentials(records, seal).findCredential(accessKeyId, now);
    return (await credential?.open())?.toString();
  };
  const ownFiles = async () => (await readdir(directory)).filter(name => !name.startsWith('chancery.db'));

  test('writes the credentials for the owner alone, and they are those of the account', async () => {
    const account = await start();
    expect(Object.keys(await content())).toEqual(['AccountId', 'AccessKeyId', 'AccessKeySecret']);
    const { AccountId, AccessKeyId, AccessKeySecret } = await content();
    expect([AccountId, AccessKeyId]).toEqual([account.id, expect.stringMatching(/^LTAI[A-Za-z0-9]{20}$/)]);
    expect(AccountId).toMatch(/^\d{16}$/);
    expect(await secretOf(AccessKeyId)).toBe(AccessKeySecret);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await ownFiles()).toEqual(['root-access-key.json']);
  });

  test('happens once', async () => {
    const account = await start();
    const written = await readFile(file, 'utf8');
    expect(await start()).toEqual(account);
    expect(await start(given)).toEqual(account);
    expect(await readFile(file, 'utf8')).toBe(written);
    await rm(file);
    expect(await start()).toEqual(account);
    expect(await ownFiles()).toEqual([]);
  });

  test('takes a pair that is given, and writes nothing', async () => {
    const account = await start(given);
    expect(await ownFiles()).toEqual([]);
    expect(await secretOf(given.rootAccessKeyId)).toBe(given.rootAccessKeySecret);
    expect((await new Credentials(records, seal).findCredential(given.rootAccessKeyId, now))?.principal).toMatchObject({
      kind: 'account',
      accountId: account.id,
    });
  });

  test('that was interrupted between the file and the database goes on with the file', async () => {
    const crashing: IdentityStore = { ...records, commit: () => Promise.reject(new Error('power cut')) };
    await expect(start({}, crashing)).rejects.toThrow('power cut');
    const left = await content();
    expect(await records.findAccount('main')).toBeUndefined();

    const account = await start();
    expect(account.id).toBe(left.AccountId);
    expect(await content()).toEqual(left);
    expect(await secretOf(left.AccessKeyId)).toBe(left.AccessKeySecret);
  });

  test('on several servers at once makes one account, and leaves no file that is not its', async () => {
    const second = await mkdtemp(join(tmpdir(), 'chancery-first-start-'));
    const [one, two, three] = await Promise.all([start(), start({ dataDir: second }), start()]);
    expect([two.id, three.id]).toEqual([one.id, one.id]);
    const kept = [directory, second].map(async folder =>
      JSON.parse(await readFile(join(folder, 'root-access-key.json'), 'utf8').catch(() => 'null')),
    );
    const files = (await Promise.all(kept)).filter(it => it !== null) as Record<string, string>[];
    expect(files.map(it => it.AccountId)).toEqual([one.id]);
    expect(await secretOf(files[0]?.AccessKeyId)).toBe(files[0]?.AccessKeySecret);
    await rm(second, { recursive: true });
  });

  test.each([
    ['half a file', '{"AccountId":"10000000'],
    ['another file', '[]'],
    ['a file without a secret', '{"AccountId":"1000000000000001","AccessKeyId":"LTAI1234"}'],
    ['a file of another account form', '{"AccountId":"1","AccessKeyId":"LTAI1234","AccessKeySecret":"hidden-secret"}'],
  ])('does not go on with %s, does not quote it and does not touch it', async (_case, text) => {
    await writeFile(file, text);
    await chmod(file, 0o600);
    const refusal = await start().catch((error: Error) => error);
    expect(refusal).toMatchObject({ name: 'FirstStartError', message: expect.stringContaining(file) });
    expect(String((refusal as Error).message)).not.toContain('hidden');
    expect(await readFile(file, 'utf8')).toBe(text);
    expect(await records.findAccount('main')).toBeUndefined();
  });

  test('with a pair given next to a file that holds another is refused, and the file stays', async () => {
    const text = '{"AccountId":"1000000000000001","AccessKeyId":"LTAI1234","AccessKeySecret":"hidden-secret"}';
    await writeFile(file, text, { mode: 0o600 });
    const refusal = (await start(given).catch((error: Error) => error)) as Error;
    expect(refusal).toMatchObject({ name: 'FirstStartError', message: expect.stringContaining(file) });
    expect(refusal.message).not.toMatch(/hidden|given-secret/);
    expect(await readFile(file, 'utf8')).toBe(text);
    const same = { rootAccessKeyId: 'LTAI1234', rootAccessKeySecret: 'hidden-secret' };
    expect((await start(same)).id).toBe('1000000000000001');
  });

  test('is not held up by an account that was made for another purpose', async () => {
    await createAccount(records, seal, randomIdentifiers, 'other', now);
    await start();
    expect((await content()).AccountId).toBe((await records.findAccount('main'))?.id);
  });
});
