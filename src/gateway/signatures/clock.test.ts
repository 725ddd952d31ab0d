import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clockSkewMs, nonceLifetimeMs } from '../../domain/replay-window.js';
import { checkFreshness, parseNonce, parseTimestamp } from './clock.js';

const noon = new Date('2026-02-28T12:00:00Z');

test('a time stamp is UTC in whole seconds', () => {
  expect(parseTimestamp('2026-02-28T12:00:00Z')).toEqual(noon);
  expect(parseTimestamp('2024-02-29T23:59:59Z').getTime()).toBe(Date.UTC(2024, 1, 29, 23, 59, 59));
});

test('other notations and days that no calendar has are refused', () => {
  const bad = [
    '',
    '2026-02-28',
    '2026-02-28T12:00:00',
    '2026-02-28T12:00:00.000Z',
    '2026-02-28T12:00:00+00:00',
    '2026-02-28t12:00:00z',
    '2026-02-28 12:00:00Z',
    ' 2026-02-28T12:00:00Z',
    '2026-02-28T12:00:00Z\n',
    '+002026-02-28T12:00:00Z',
    '1772280000',
    '2026-02-29T12:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-00-01T00:00:00Z',
    '2026-04-31T00:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T00:60:00Z',
    '2026-12-31T23:59:60Z',
  ];
  for (const text of bad) {
    expect(() => parseTimestamp(text), text).toThrow('Specified time stamp or date value is not well formatted.');
  }
});

test('every second of ten thousand years can be read back', () => {
  const second = fc.integer({ min: Date.UTC(1000, 0) / 1000, max: Date.UTC(9999, 11, 31) / 1000 });
  fc.assert(
    fc.property(second, seconds => {
      const date = new Date(seconds * 1000);
      expect(parseTimestamp(date.toISOString().replace('.000Z', 'Z'))).toEqual(date);
    }),
  );
});

test('the window is a quarter of an hour to either side, its ends included', () => {
  for (const side of [-1, 1]) {
    const at = (ms: number) => ({ timestamp: new Date(noon.getTime() + side * ms), nonce: 'n' });
    expect(() => checkFreshness(at(clockSkewMs), noon)).not.toThrow();
    expect(() => checkFreshness(at(clockSkewMs + 1), noon)).toThrow('Specified time stamp or date value is expired.');
  }
});

test('a nonce is remembered for longer than its request can be accepted', () => {
  expect(nonceLifetimeMs).toBe(20 * 60 * 1000);
  expect(nonceLifetimeMs).toBeGreaterThan(clockSkewMs);
});

test('a nonce may be absent only where that is allowed', () => {
  expect(() => checkFreshness({ timestamp: noon }, noon)).toThrow('SignatureNonce is mandatory for this action.');
  expect(() => checkFreshness({ timestamp: noon }, noon, { nonceOptional: true })).not.toThrow();
});

test('a nonce is short printable text', () => {
  for (const nonce of ['n', '9b6c1d52f5b04b2ab0a6f7f1c1f8a5d3', 'x'.repeat(128)]) {
    expect(parseNonce(nonce, 'SignatureNonce')).toBe(nonce);
  }
  for (const nonce of ['', 'x'.repeat(129), 'a\0b', 'a\nb', '中']) {
    expect(() => parseNonce(nonce, 'SignatureNonce')).toThrow('The specified parameter "SignatureNonce" is not valid.');
  }
});
