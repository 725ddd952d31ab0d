import { expect, test } from 'vitest';
import { sm2Curve } from './curves.js';
import { integer, octetString, seq } from './der.js';
import { decryptSm2, encryptSm2 } from './sm2-encryption.js';

const hex = (text: string) => Buffer.from(text, 'hex');
const d = hex('3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8');
const spki = sm2Curve.layout.spki(
  hex(
    '09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020' +
      'ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
  ),
);

test('GB/T 32918.5 C.2: "encryption standard"', () => {
  const encrypted = seq(
    integer(hex('04ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73')),
    integer(hex('e858f9d81e5430a57b36daab8f950a3c64e6ee6a63094d99283aff767e124df0')),
    octetString(hex('59983c18f809e262923c53aec295d30383b54e39d609d160afcb1908d0bd8766')),
    octetString(hex('21886ca989ca9c7d58087307ca93092d651efa')),
  );
  expect(decryptSm2(d, encrypted)?.toString()).toBe('encryption standard');
});

test('what is encrypted is decrypted, of every length', () => {
  for (const length of [1, 31, 32, 33, 64, 6047]) {
    const plaintext = Buffer.alloc(length, 'x');
    expect(decryptSm2(d, encryptSm2(spki, plaintext))).toEqual(plaintext);
  }
  expect(() => encryptSm2(spki, Buffer.alloc(0))).toThrow(RangeError);
});

test('what is changed anywhere, cut, or no ciphertext is not decrypted', () => {
  const encrypted = encryptSm2(spki, Buffer.from('text'));
  for (let at = 0; at < encrypted.length; at++) {
    const changed = Buffer.from(encrypted);
    changed[at] = (changed[at] as number) ^ 1;
    expect([at, decryptSm2(d, changed)]).toEqual([at, undefined]);
  }
  const zero = integer(0);
  const digest = octetString(Buffer.alloc(32));
  const wrong = [
    Buffer.alloc(0),
    encrypted.subarray(0, -1),
    Buffer.concat([encrypted, Buffer.of(0)]),
    seq(zero, zero, digest, octetString(Buffer.from('text'))),
    seq(integer(Buffer.alloc(33, 1)), zero, digest, octetString(Buffer.from('text'))),
    seq(zero, zero, octetString(Buffer.alloc(31)), octetString(Buffer.from('text'))),
  ];
  for (const it of wrong) expect(decryptSm2(d, it)).toBeUndefined();
});
