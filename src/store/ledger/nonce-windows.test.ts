import { randomInt } from 'node:crypto';
import { expect, test } from 'vitest';
import { type Fingerprint, fingerprintOf } from './nonce-fingerprint.js';
import { NonceMemory, newNonceMemory, windowOf } from './nonce-memory.js';
import { NonceWindows } from './nonce-windows.js';

const now = windowOf(Date.parse('2026-03-01T00:00:00Z'));
const draw = (): Fingerprint => ({ high: randomInt(2 ** 32), low: randomInt(2 ** 32) });
const many = (count: number) => Array.from({ length: count }, draw);

test('what was used is spent in every window, and nothing else is', () => {
  const memory = newNonceMemory();
  const windows = new NonceWindows(memory);
  const used = many(50_000);
  for (const [n, nonce] of used.entries()) windows.add(nonce, now + (n % 4));
  const seen = new NonceMemory(memory);
  expect(used.filter(it => !windows.isSpent(it, now) || !seen.has(it.high, it.low))).toEqual([]);
  expect(many(50_000).filter(it => windows.isSpent(it, now))).toEqual([]);
});

test('fingerprints whose halves are 0 or as large as can be are told apart', () => {
  const windows = new NonceWindows(newNonceMemory(4));
  const ends = [0, 1, 2 ** 31, 2 ** 32 - 1];
  const all = ends.flatMap(high => ends.map(low => ({ high, low })));
  for (const it of all.filter((_, n) => n % 2 === 0)) windows.add(it, now);
  // The upper halves 0 and 1 count as one: one bit of sixty-four.
  expect(all.filter(it => it.high > 1).map(it => windows.isSpent(it, now))).toEqual(
    all.flatMap((it, n) => (it.high > 1 ? [n % 2 === 0] : [])),
  );
});

test('windows before a time are dropped, and their memory serves later ones', () => {
  const windows = new NonceWindows(newNonceMemory(8));
  for (let n = 0; n < 30; n++) {
    const [nonce] = many(1) as [Fingerprint];
    windows.add(nonce, now + n);
    windows.forgetBefore(now + n);
    expect(windows.isSpent(nonce, now + n)).toBe(true);
    windows.forgetBefore(now + n + 1);
    expect(windows.isSpent(nonce, now + n)).toBe(false);
  }
});

test('when the memory is used up the oldest requests are refused, and none that was used passes', () => {
  const memory = newNonceMemory(5);
  const windows = new NonceWindows(memory);
  // A block takes 6,144 before the next level of four is needed, and there are five.
  const old = many(6000);
  for (const nonce of old) windows.add(nonce, now);
  const young = many(25_000);
  for (const nonce of young) windows.add(nonce, now + 1);
  expect(new NonceMemory(memory).floor).toBe(now + 1);
  expect(windows.isSpent(draw(), now)).toBe(true);
  expect(old.filter(it => !windows.isSpent(it, now))).toEqual([]);
  expect(windows.isSpent(draw(), now + 1)).toBe(false);
  expect(young.filter(it => !windows.isSpent(it, now + 1))).toEqual([]);
  // One window alone that is larger than the memory refuses itself.
  for (const nonce of many(40_000)) windows.add(nonce, now + 1);
  expect(windows.isSpent(draw(), now + 1)).toBe(true);
  expect(windows.isSpent(draw(), now + 2)).toBe(false);
});

test('more windows than the directory has drop the oldest', () => {
  const windows = new NonceWindows(newNonceMemory());
  for (let n = 0; n < 100; n++) windows.add(draw(), now + n);
  expect(windows.isSpent(draw(), now)).toBe(true);
  expect(windows.isSpent(draw(), now + 99)).toBe(false);
});

test('a fingerprint is of the key, the AccessKeyId and the nonce', () => {
  const one = fingerprintOf('00', 'LTAI1', 'n');
  expect(fingerprintOf('00', 'LTAI1', 'n')).toEqual(one);
  for (const [key, id, nonce] of [
    ['01', 'LTAI1', 'n'],
    ['00', 'LTAI2', 'n'],
    ['00', 'LTAI1', 'N'],
    ['00', 'LTAI', '1n'],
  ] as const) {
    expect(fingerprintOf(key, id, nonce)).not.toEqual(one);
  }
});
