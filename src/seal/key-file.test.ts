import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createKeyFile, KeyFileSeal, keyFileName, openKeyFile, rotateKeyFile } from './key-file.js';
import { SealError } from './seal.js';
import { checkSeal, openKeyFileSeal, type SealCheckStore } from './seal-check.js';
import { keyVersionOf, openBytes, sealBytes } from './sealed.js';

let directory: string;
let path: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'chancery-seal-'));
  path = join(directory, keyFileName);
});
afterEach(() => rm(directory, { recursive: true }));

const secret = Buffer.from('secret');

/** A database that remembers the check. */
class Memory implements SealCheckStore {
  check: string | undefined;
  async findSealCheck() {
    return this.check;
  }
  async saveSealCheck(text: string) {
    this.check ??= text;
  }
}

describe('the key file', () => {
  test('is made once, for its owner only, and opens what was sealed before', async () => {
    expect(await openKeyFile(directory)).toBeUndefined();
    const sealed = await sealBytes(await createKeyFile(directory), secret, 'r');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await openBytes((await openKeyFile(directory))!, sealed, 'r')).toEqual(secret);
    const before = await readFile(path, 'utf8');
    await expect(createKeyFile(directory)).rejects.toBeInstanceOf(SealError);
    expect(await readFile(path, 'utf8')).toBe(before);
  });

  test.each([0o640, 0o604, 0o660, 0o620, 0o601])(
    'is refused with mode %o, with the command that mends it',
    async mode => {
      await createKeyFile(directory);
      await chmod(path, mode);
      await expect(openKeyFile(directory)).rejects.toThrow(`chmod 600 ${path}`);
    },
  );

  test('that is rotated seals under the new key and opens what the old ones sealed', async () => {
    const old = await sealBytes(await createKeyFile(directory), secret, 'r');
    await rotateKeyFile(directory);
    const seal = await rotateKeyFile(directory);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    for (const it of [seal, (await openKeyFile(directory))!]) {
      expect(it.currentKeyVersion).toBe(3);
      expect(await openBytes(it, old, 'r')).toEqual(secret);
      expect(keyVersionOf(await sealBytes(it, secret, 'r'))).toBe(3);
    }
  });

  test('cannot be rotated where there is none', async () => {
    await expect(rotateKeyFile(directory)).rejects.toBeInstanceOf(SealError);
  });

  const key = Buffer.alloc(32, 7).toString('base64');
  test.each([
    '',
    '{',
    'null',
    '[]',
    '{}',
    JSON.stringify({ format: 2, current: 1, keys: { 1: key } }),
    JSON.stringify({ format: 1, current: 2, keys: { 1: key } }),
    JSON.stringify({ format: 1, current: 1, keys: { 1: key.slice(0, 20) } }),
    JSON.stringify({ format: 1, current: 1, keys: { 1: 7 } }),
    JSON.stringify({ format: 1, current: 1, keys: { 1: key, '-1': key } }),
    JSON.stringify({ format: 1, current: '1', keys: { 1: key } }),
    JSON.stringify({ format: 1, current: 1, keys: { 1: key } }).slice(0, -3),
  ])('is refused when it is not whole, without showing what is in it: %s', async content => {
    await writeFile(path, content, { mode: 0o600 });
    const error: unknown = await openKeyFile(directory).catch(it => it);
    expect(error).toBeInstanceOf(SealError);
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(key.slice(0, 12));
  });
});

describe('the seal check', () => {
  test('accepts the seal of the first start at every later one, also after a rotation', async () => {
    const database = new Memory();
    await openKeyFileSeal(directory, database);
    const first = database.check;
    expect(first).toBeDefined();
    await rotateKeyFile(directory);
    await openKeyFileSeal(directory, database);
    expect(database.check).toBe(first);
  });

  test('refuses another key file and says what to do', async () => {
    const database = new Memory();
    await openKeyFileSeal(directory, database);
    await rm(path);
    await createKeyFile(directory);
    await expect(openKeyFileSeal(directory, database)).rejects.toThrow(
      /not the one that this database was written with.*put back/,
    );
  });

  test('refuses a database whose key file is lost, and makes no new one', async () => {
    const database = new Memory();
    await openKeyFileSeal(directory, database);
    await rm(path);
    await expect(openKeyFileSeal(directory, database)).rejects.toThrow(/put seal-key.json back into/);
    await expect(stat(path)).rejects.toThrow(/ENOENT/);
  });

  test('takes the key file that a start left behind which was cut off before the database knew of it', async () => {
    await createKeyFile(directory);
    await openKeyFileSeal(directory, new Memory());
  });

  test('refuses a seal of another kind', async () => {
    const database = new Memory();
    await openKeyFileSeal(directory, database);
    const seal = new KeyFileSeal({ current: 1, keys: new Map([[1, Buffer.alloc(32)]]) });
    const other = { id: 'passphrase', wrap: seal.wrap.bind(seal), unwrap: seal.unwrap.bind(seal) };
    await expect(checkSeal(database, other)).rejects.toThrow(/sealed with "key-file".*started with "passphrase"/);
  });

  test('refuses the second of two servers that start at once on a new database with seals of their own', async () => {
    const database = new Memory();
    const seal = (fill: number) => new KeyFileSeal({ current: 1, keys: new Map([[1, Buffer.alloc(32, fill)]]) });
    const results = await Promise.allSettled([checkSeal(database, seal(1)), checkSeal(database, seal(2))]);
    expect(results.map(it => it.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test.each(['', 'x', '{}', '{"seal":"key-file","sealed":""}', '{"seal":"key-file","sealed":"AQAA"}'])(
    'refuses a damaged check: %s',
    async text => {
      await createKeyFile(directory);
      const database = new Memory();
      database.check = text;
      await expect(openKeyFileSeal(directory, database)).rejects.toBeInstanceOf(SealError);
      expect(database.check).toBe(text);
    },
  );
});
