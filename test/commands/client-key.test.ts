/** `chancery client-key` beside a running server. */
import { createPrivateKey } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type ListFlags, list, type RotateFlags, rotate } from '../../src/commands/client-keys.js';
import { SettingError } from '../../src/settings/setting.js';
import { kmsStore } from '../../src/store/kms.js';
import { openKeyFile } from '../api/kms/access-points/key-file.js';
import { kmsOk } from '../api/kms/kms-calls.js';
import { makeClientKey } from '../api/kms-instance/use-instance.js';
import { type ClientKey, InstanceClient } from '../instance-client.js';
import { Scratch } from '../strangers/commands.js';
import { useTestServer } from '../use-test-server.js';

const MINUTE = 60_000;
const DAY = 86_400_000;
const PASSWORD = 'next-Passw0rd';

let clock = new Date();
const server = useTestServer({ now: () => clock });
const scratch = new Scratch();
beforeEach(() => {
  clock = new Date();
});
const pass = (milliseconds: number) => {
  clock = new Date(clock.getTime() + milliseconds);
};

async function printed(work: () => Promise<void>): Promise<string> {
  const print = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    await work();
    return print.mock.calls.map(([text]) => String(text)).join('');
  } finally {
    print.mockRestore();
  }
}

const listed = (changes: Partial<ListFlags> = {}, now = clock) => {
  const flags = { data: server.data, account: 'main', expiresWithin: '30', unusedFor: '30', ...changes };
  return printed(() => list(flags as unknown as ListFlags, now));
};
/** What is said of a key. */
const lineOf = async (id: string, changes: Partial<ListFlags> = {}, now = clock) =>
  (await listed(changes, now)).split('\n').find(line => line.includes(id));

let files = 0;
const rotated = async (id: string, changes: Partial<RotateFlags> = {}) => {
  const out = scratch.path(`key-${++files}.json`);
  const passwordFile = scratch.write('password', `${PASSWORD}\nmore\n`);
  const flags = { data: server.data, account: 'main', out, passwordFile, overlapHours: '1', ...changes };
  return { out, told: await printed(() => rotate(id, flags as unknown as RotateFlags, clock)) };
};

const random = async (key: ClientKey): Promise<string> => {
  const client = new InstanceClient(server.url, key);
  const { status, body } = await client.call('GenerateRandom', { Length: 1 }, { date: clock });
  return status === 200 ? 'OK' : String(body.ErrorCode);
};

/** As an official client opens it. */
function opened(file: string, password = PASSWORD): ClientKey {
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const { KeyId, PrivateKeyData } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  const { privateKey } = openKeyFile(PrivateKeyData!, password)!;
  return { id: KeyId!, privateKey: createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' })) };
}

describe('list', () => {
  test('a key that was never used, its first use, and what comes of both with time', async () => {
    const key = await makeClientKey(server.root);
    const at = (days: number) => new Date(clock.getTime() + days * DAY);
    expect(await lineOf(key.id)).toMatch(/; never used; keep it: it was made less than 30 days ago$/);
    expect(await lineOf(key.id, {}, at(31))).toMatch(/; never used; can be deleted: not used for 30 days$/);
    expect(await random(key)).toBe('OK');
    const used =
      / expires on 20\d\d-[0-9T:-]+Z; last used on [0-9T:-]+Z, for kms-instance:GenerateRandom from 127\.0\.0\.1; /;
    expect(await lineOf(key.id, {}, at(29))).toMatch(used);
    expect(await lineOf(key.id, {}, at(29))).toMatch(/; keep it: it is in use$/);
    expect(await lineOf(key.id, {}, at(31))).toMatch(/; can be deleted: not used for 30 days$/);
    expect(await lineOf(key.id, { unusedFor: '90' }, at(31))).toMatch(/; keep it: it is in use$/);
    expect(await listed()).toMatch(
      new RegExp(`^${key.accessPoint}  last used on .* for kms-instance:GenerateRandom`, 'm'),
    );
  });

  test('a key that ends soon, and one that has ended', async () => {
    const NotBefore = '2024-01-01T00:00:00Z';
    const NotAfter = `${new Date(clock.getTime() + 10 * DAY).toISOString().slice(0, 19)}Z`;
    const key = await makeClientKey(server.root, [{}], { NotBefore, NotAfter });
    expect(await lineOf(key.id)).toContain(`EXPIRES within 10 days, on ${NotAfter.slice(0, 16)}Z`);
    expect(await lineOf(key.id, { expiresWithin: '9' })).toContain(`  expires on ${NotAfter.slice(0, 16)}Z`);
    expect(await lineOf(key.id, {}, new Date(clock.getTime() + 11 * DAY))).toMatch(
      / {2}expired on .*; can be deleted: it opens nothing any more$/,
    );
  });

  test('a key from before uses were recorded is not said to be unused', async () => {
    const key = await makeClientKey(server.root);
    const { store } = server.running;
    await store.commit(kmsStore(store).clientKeys.markUsed(key.id, { at: clock, operation: '', sourceAddress: '' }));
    const later = new Date(clock.getTime() + 5 * DAY);
    expect(await lineOf(key.id, {}, later)).toMatch(
      /; no use on record, which begins on .*; keep it: the record is shorter than 30 days$/,
    );
    expect(await lineOf(key.id, { unusedFor: '5' }, later)).toMatch(/; can be deleted: not used for 5 days$/);
  });

  test('keys of another account are not there', async () => {
    const { id } = await makeClientKey(server.otherAccount);
    expect(await listed()).not.toContain(id);
  });
});

test('a use is written down once a minute, denied calls included', async () => {
  const key = await makeClientKey(server.root);
  const { clientKeys } = kmsStore(server.running.store);
  const used = async () => (await clientKeys.lastUses(server.accountId)).get(key.id);
  const first = clock;
  await random(key);
  for (let i = 0; i < 5; i++) {
    pass(11_000);
    await random(key);
  }
  expect(await used()).toEqual({ at: first, operation: 'kms-instance:GenerateRandom', sourceAddress: '127.0.0.1' });
  pass(MINUTE);
  const denied = await new InstanceClient(server.url, key).call(
    'Encrypt',
    { KeyId: 'none', Plaintext: Buffer.from('p') },
    { date: clock },
  );
  expect(denied.status).not.toBe(200);
  expect(await used()).toMatchObject({ at: clock, operation: 'kms-instance:Encrypt' });
  await kmsOk(server.root, 'DeleteClientKey', { ClientKeyId: key.id }, { date: clock });
  expect(await used()).toBeUndefined();
});

describe('rotate', () => {
  test('with an overlap: both work, then the new one alone', async () => {
    const old = await makeClientKey(server.root);
    expect(await random(old)).toBe('OK');
    const { out, told } = await rotated(old.id);
    const key = opened(out);
    expect(told).toContain(`${key.id} is the new client key of ${old.accessPoint}; it is in ${out}.\n`);
    expect(told).toContain(`${old.id} goes on working until `);
    expect(told).not.toContain(PASSWORD);
    const { ClientKeys } = await kmsOk(server.root, 'ListClientKeys', { AapName: old.accessPoint });
    expect(ClientKeys).toHaveLength(2);
    const end = `${new Date(clock.getTime() + 60 * MINUTE).toISOString().slice(0, 19)}Z`;
    expect((ClientKeys as { NotAfter: string }[]).map(({ NotAfter }) => NotAfter)).toContain(end);
    pass(30 * MINUTE);
    expect([await random(key), await random(old)]).toEqual(['OK', 'OK']);
    pass(31 * MINUTE);
    expect([await random(key), await random(old)]).toEqual(['OK', 'Forbidden.NoPermission']);
    expect((await rotated(old.id)).told).toContain(`${old.id} had ended before.`);
  });

  test('at once, also where there are three keys, with a password that is made', async () => {
    const old = await makeClientKey(server.root);
    const more = { AapName: old.accessPoint, Password: PASSWORD };
    for (let i = 0; i < 2; i++) await kmsOk(server.root, 'CreateClientKey', more);
    const out = scratch.path('refused.json');
    await expect(rotated(old.id, { out })).rejects.toThrow('The access point has 3 client keys');
    expect(existsSync(out)).toBe(false);
    const newPassword = scratch.path('made.password');
    const made = await rotated(old.id, { overlapHours: '0', passwordFile: undefined, newPassword });
    expect(statSync(newPassword).mode & 0o777).toBe(0o600);
    const password = readFileSync(newPassword, 'utf8');
    expect(password).toMatch(/^[A-Za-z0-9]{32}$/);
    expect(made.told).toContain(`its password in ${newPassword}.\n${old.id} is deleted.\n`);
    expect(made.told).not.toContain(password);
    expect([await random(opened(made.out, password)), await random(old)]).toEqual(['OK', 'Unauthorized']);
    expect(server.log).not.toContain(password);
  });

  test.each<[Partial<RotateFlags>, RegExp]>([
    [{ overlapHours: '-1' }, /^--overlap-hours is a whole number/],
    [{ overlapHours: '1.5' }, /^--overlap-hours/],
    [{ passwordFile: undefined }, /^Give either --password-file/],
    [{ newPassword: scratch.path('both') }, /^Give either --password-file/],
    [{ passwordFile: '/nowhere/password' }, /cannot be read/],
    [{ passwordFile: scratch.write('short', 'Sh0rt\n') }, /^The first line of --password-file cannot be/],
    [{ passwordFile: scratch.write('plain', 'onlyletters\n') }, /of at least two of these kinds/],
    [{ passwordFile: scratch.write('space', 'with a blank 1\n') }, /cannot be the password/],
    [{ out: scratch.write('there.json', 'mine') }, /exists already: name another file/],
    [{ out: '/nowhere/key.json' }, /cannot be written/],
    [{ account: 'nobody' }, /There is no account "nobody"/],
    [{ data: '/nowhere' }, /name the server's directory with --data/],
  ])('%j is refused in a sentence, and changes nothing', async (changes, sentence) => {
    const old = await makeClientKey(server.root);
    const refused = await rotated(old.id, changes).catch((fault: unknown) => fault);
    expect(refused).toBeInstanceOf(SettingError);
    expect((refused as Error).message).toMatch(sentence);
    expect(await random(old)).toBe('OK');
    const { ClientKeys } = await kmsOk(server.root, 'ListClientKeys', { AapName: old.accessPoint });
    expect(ClientKeys).toHaveLength(1);
  });

  test('a key that is not there, or another account’s, is not found', async () => {
    const { id } = await makeClientKey(server.otherAccount);
    for (const other of [id, 'KAAP.00000000-0000-0000-0000-000000000000', 'KAAP.x']) {
      await expect(rotated(other)).rejects.toThrow(`There is no client key "${other}" in this account`);
    }
  });
});
