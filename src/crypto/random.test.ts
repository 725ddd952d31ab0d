import { describe, expect, it } from 'vitest';
import { md5Hex, sha256Hex } from './digest.js';
import { randomBytes, randomIdentifier, randomToken } from './random.js';

describe('random bytes', () => {
  it('are of the length asked for, never handed out twice, and never zeros left over from wiping', () => {
    const drawn = Array.from({ length: 2000 }, () => randomBytes(16).toString('hex'));
    expect(new Set(drawn).size).toBe(2000);
    expect(drawn.every(text => text.length === 32)).toBe(true);
    expect(drawn).not.toContain('0'.repeat(32));
    expect([0, 1, 1024, 1025, 5000].map(length => randomBytes(length).length)).toEqual([0, 1, 1024, 1025, 5000]);
  });

  it('belong to the caller: changing them changes nothing else', () => {
    const first = randomBytes(8);
    const copy = Buffer.from(first);
    randomBytes(8).fill(0);
    expect(first).toEqual(copy);
  });

  it('have all their values about equally often', () => {
    const counts = new Array<number>(256).fill(0);
    for (let draw = 0; draw < 512; draw++)
      for (const byte of randomBytes(100)) counts[byte] = (counts[byte] as number) + 1;
    // 200 expected each, standard deviation 14: seven of them are not met by chance.
    expect(Math.min(...counts)).toBeGreaterThan(100);
    expect(Math.max(...counts)).toBeLessThan(300);
  });
});

describe('identifiers', () => {
  it('are lower-case UUIDs of version 6 that carry the time', () => {
    const identifier = randomIdentifier();
    expect(identifier).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-6[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const ticks = BigInt(`0x${identifier.slice(0, 8)}${identifier.slice(9, 13)}${identifier.slice(15, 18)}`);
    const ms = Number(ticks / 10_000n) - 12_219_292_800_000;
    expect(Math.abs(ms - Date.now())).toBeLessThan(2000);
  });

  it('count 100 ns from the start of the Gregorian calendar, most significant digits first', () => {
    const future = Date.UTC(2122, 1, 22, 19, 22, 22);
    const digits = ((BigInt(future) + 12_219_292_800_000n) * 10_000n).toString(16).padStart(15, '0');
    expect(randomIdentifier(future).slice(0, 18)).toBe(
      `${digits.slice(0, 8)}-${digits.slice(8, 12)}-6${digits.slice(12)}`,
    );
  });

  it('sort in the order in which they were made, also within a millisecond and when the clock steps back', () => {
    const now = Date.UTC(2200, 0, 1);
    const made = [
      ...Array.from({ length: 12_000 }, () => randomIdentifier(now)),
      randomIdentifier(now - 5000),
      randomIdentifier(now + 5),
    ];
    expect([...made].sort()).toEqual(made);
    expect(new Set(made).size).toBe(made.length);
  });
});

describe('tokens', () => {
  it('draw every character of the alphabet about equally often, where 256 is no multiple of its length', () => {
    const counts = new Map<string, number>();
    for (const character of randomToken(62_000, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789')) {
      counts.set(character, (counts.get(character) ?? 0) + 1);
    }
    expect(counts.size).toBe(62);
    expect(Math.min(...counts.values())).toBeGreaterThan(780);
    expect(Math.max(...counts.values())).toBeLessThan(1220);
  });

  it('have the length asked for and need an alphabet', () => {
    expect(randomToken(0, 'ab')).toBe('');
    expect(randomToken(7, 'ab')).toMatch(/^[ab]{7}$/);
    expect(() => randomToken(1, 'a')).toThrow(RangeError);
  });
});

describe('digests', () => {
  it('are those of RFC 1321 and FIPS 180-4 for "abc"', () => {
    expect(md5Hex(Buffer.from('abc'))).toBe('900150983cd24fb0d6963f7d28e17f72');
    expect(sha256Hex(Buffer.from('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
