import { createSecretKey } from 'node:crypto';
import { expect, test } from 'vitest';
import { Xaes256Gcm } from './xaes-256-gcm.js';

/** The vectors of https://c2sp.org/XAES-256-GCM: the top bit of the block that is doubled is clear in the first, set in the second. */
test.each([
  [0x01, '', 'ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271'],
  [0x03, 'c2sp.org/XAES-256-GCM', '986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d'],
])('agrees with the published vector of key %i', (keyByte, associatedData, expected) => {
  const cipher = new Xaes256Gcm(createSecretKey(Buffer.alloc(32, keyByte)));
  const nonce = Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWX');
  const plaintext = Buffer.from('XAES-256-GCM');
  const sealed = cipher.encrypt(nonce, plaintext, Buffer.from(associatedData));
  expect(sealed.toString('hex')).toBe(expected);
  expect(cipher.decrypt(nonce, sealed, Buffer.from(associatedData))).toEqual(plaintext);
  expect(cipher.decrypt(nonce, sealed, Buffer.from('other'))).toBeUndefined();
  expect(cipher.decrypt(nonce, sealed.subarray(0, 15), Buffer.from(associatedData))).toBeUndefined();
});

test('refuses keys and nonces of another length', () => {
  expect(() => new Xaes256Gcm(createSecretKey(Buffer.alloc(31)))).toThrow(RangeError);
  expect(() =>
    new Xaes256Gcm(createSecretKey(Buffer.alloc(32))).encrypt(Buffer.alloc(12), Buffer.alloc(1), Buffer.alloc(0)),
  ).toThrow(RangeError);
});
