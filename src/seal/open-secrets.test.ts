import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { KeyFileSeal } from './key-file.js';
import { OpenSecrets } from './open-secrets.js';
import { SealError } from './seal.js';
import { sealBytes } from './sealed.js';

const seal = new KeyFileSeal({ current: 1, keys: new Map([[1, randomBytes(32)]]) });
const unwrap = vi.spyOn(seal, 'unwrap');
const closed = async (recordId: string, secret: string) => ({
  recordId,
  sealed: await sealBytes(seal, Buffer.from(secret), recordId),
});
let secrets: OpenSecrets;

beforeEach(() => {
  vi.useFakeTimers();
  secrets = new OpenSecrets(seal);
  unwrap.mockClear();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a secret is unsealed once in a minute, and who gets it gets a copy to wipe', async () => {
  const key = await closed('a', 'secret');
  const first = await secrets.open(key);
  first.fill(0);
  vi.advanceTimersByTime(59_999);
  expect((await secrets.open({ ...key, sealed: Buffer.from(key.sealed) })).toString()).toBe('secret');
  expect(unwrap).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1);
  expect(secrets.count).toBe(0);
  expect((await secrets.open(key)).toString()).toBe('secret');
  expect(unwrap).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(59_999);
  expect(secrets.count).toBe(1);
  vi.advanceTimersByTime(1);
  expect(secrets.count).toBe(0);
});

test('what is kept is wiped', async () => {
  const from = vi.spyOn(Buffer, 'from');
  await secrets.open(await closed('a', 'secret'));
  // The copy that was handed out is made of the one that is kept.
  const kept = from.mock.calls.map(([source]) => source as unknown).find(it => Buffer.isBuffer(it) && it.length === 6);
  from.mockRestore();
  expect(String(kept)).toBe('secret');
  vi.advanceTimersByTime(60_000);
  expect(kept).toEqual(Buffer.alloc(6));
});

test('a secret that was sealed anew is opened anew, and one of another record is refused', async () => {
  const key = await closed('a', 'old');
  await secrets.open(key);
  expect((await secrets.open(await closed('a', 'new'))).toString()).toBe('new');
  expect(secrets.count).toBe(1);
  await expect(secrets.open({ recordId: 'b', sealed: key.sealed })).rejects.toBeInstanceOf(SealError);
  const changed = Buffer.from(key.sealed);
  changed[changed.length - 1]! ^= 1;
  await expect(secrets.open({ recordId: 'a', sealed: changed })).rejects.toBeInstanceOf(SealError);
});

test('there are never more than a thousand', async () => {
  for (let i = 0; i < 1001; i++) await secrets.open(await closed(`key ${i}`, 'secret'));
  expect(secrets.count).toBe(1);
});
