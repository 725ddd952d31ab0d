import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { decryptGcm, encryptGcm, type GcmCipher } from './gcm.js';

type Vector = readonly [
  cipher: string,
  id: number,
  key: string,
  nonce: string,
  aad: string,
  message: string,
  ciphertext: string,
  tag: string,
  result: 'valid' | 'invalid',
];

/** Project Wycheproof, testvectors_v1/aes_gcm_test.json and sm4_gcm_test.json: all with nonces of 96 bits and tags of 128. */
const file = new URL('../../test/vectors/gcm.jsonl', import.meta.url);
const vectors = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map(line => JSON.parse(line) as Vector);
const hex = (text: string) => Buffer.from(text, 'hex');

test('there are vectors of every cipher, good ones and bad ones', () => {
  const kinds = new Set(vectors.map(([cipher, , , , , , , , result]) => `${cipher} ${result}`));
  expect([...kinds].sort()).toEqual(
    ['aes-128', 'aes-192', 'aes-256', 'sm4'].flatMap(it => [`${it} invalid`, `${it} valid`]),
  );
});

test.each(vectors)('Wycheproof, %s, test %d', (name, _id, key, nonce, aad, message, ciphertext, tag, result) => {
  const cipher = `${name}-gcm` as GcmCipher;
  const sealed = Buffer.concat([hex(ciphertext), hex(tag)]);
  const opened = decryptGcm(cipher, hex(key), hex(nonce), sealed, hex(aad));
  if (result === 'invalid') {
    expect(opened).toBeUndefined();
    return;
  }
  expect(opened).toEqual(hex(message));
  expect(encryptGcm(cipher, hex(key), hex(nonce), hex(message), hex(aad))).toEqual(sealed);
});

test('the example of RFC 8998 appendix A.1', () => {
  const key = hex('0123456789abcdeffedcba9876543210');
  const nonce = hex('00001234567800000000abcd');
  const aad = hex('feedfacedeadbeeffeedfacedeadbeefabaddad2');
  const message = hex('aabbccddeeffeeaa'.replace(/../g, pair => pair.repeat(8)));
  const sealed = hex(
    '17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d' +
      '83de3541e4c2b58177e065a9bf7b62ec',
  );
  expect(encryptGcm('sm4-gcm', key, nonce, message, aad)).toEqual(sealed);
  expect(decryptGcm('sm4-gcm', key, nonce, sealed, aad)).toEqual(message);
});

test('what is shorter than a tag opens nothing', () => {
  for (const length of [0, 15]) {
    expect(decryptGcm('aes-128-gcm', Buffer.alloc(16), Buffer.alloc(12), Buffer.alloc(length), Buffer.alloc(0))).toBe(
      undefined,
    );
  }
});
