import { expect, test } from 'vitest';
import { base32, codeOf, isCodeOf, stepAt } from './one-time-codes.js';

const seed = Buffer.from('12345678901234567890');

test('HOTP: RFC 4226 appendix D', () => {
  const codes = ['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489'];
  expect(codes.map((_, counter) => codeOf(seed, counter))).toEqual(codes);
});

test.each([
  [59, '94287082'],
  [1111111109, '07081804'],
  [1111111111, '14050471'],
  [1234567890, '89005924'],
  [2000000000, '69279037'],
  [20000000000, '65353130'],
])('TOTP: RFC 6238 appendix B at %d s', (seconds, code) => {
  const step = stepAt(new Date(seconds * 1000));
  expect(codeOf(seed, step, 8)).toBe(code);
  expect(isCodeOf(seed, step, code.slice(2))).toBe(true);
  expect([isCodeOf(seed, step + 1, code.slice(2)), isCodeOf(seed, step, code)]).toEqual([false, false]);
});

test.each([
  ['', ''],
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foob', 'MZXW6YQ'],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI'],
])('Base32: RFC 4648 section 10, %j', (text, encoded) => {
  expect(base32(Buffer.from(text))).toBe(encoded);
});
