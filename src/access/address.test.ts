import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalAddress } from './address.js';

test.each([
  ['127.0.0.1', '127.0.0.1'],
  ['::ffff:127.0.0.1', '127.0.0.1'],
  ['::FFFF:127.0.0.1', '127.0.0.1'],
  ['::ffff:7f00:1', '127.0.0.1'],
  ['::ffff:7f00:0001', '127.0.0.1'],
  ['0:0:0:0:0:ffff:7f00:1', '127.0.0.1'],
  ['0000:0000:0000:0000:0000:FFFF:127.0.0.1', '127.0.0.1'],
  ['::ffff:127.0.0.1%eth0', '127.0.0.1'],
  ['fe80::1%eth0', 'fe80::1'],
  ['fe80::1%25', 'fe80::1'],
  ['fe80::1%a%b', 'fe80::1'],
  ['2001:0DB8:0:0:0:0:0:0001', '2001:db8::1'],
  ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
  ['::', '::'],
  ['::1', '::1'],
  ['::127.0.0.1', '::7f00:1'],
  ['', undefined],
  ['localhost', undefined],
  ['127.0.0.1%eth0', undefined],
  ['127.0.0.1/32', undefined],
  ['127.0.0.01', undefined],
  ['127.1', undefined],
  ['[::1]', undefined],
  [' ::1', undefined],
  ['unix:', undefined],
])('%j is %j', (text, canonical) => {
  expect(canonicalAddress(text)).toBe(canonical);
});

test('one spelling is left of every address, and it is its own', () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), text => {
      const canonical = canonicalAddress(text)!;
      expect(canonicalAddress(canonical)).toBe(canonical);
      expect(canonicalAddress(text.toUpperCase())).toBe(canonical);
    }),
  );
});

test('nothing throws', () => {
  fc.assert(
    fc.property(fc.string(), text => {
      canonicalAddress(text);
      canonicalAddress(`fe80::1%${text}`);
    }),
  );
});
