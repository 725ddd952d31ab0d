import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type HashName, hmac } from './hmac.js';
import { sm3IsAvailable } from './proof.js';

const available: readonly HashName[] = sm3IsAvailable ? ['sha1', 'sha256', 'sm3'] : ['sha1', 'sha256'];
const longKey = 'Test Using Larger Than Block-Size Key - Hash Key First';

/** Those whose data is text. */
const published: readonly (readonly [source: string, hash: HashName, key: Buffer, text: string, mac: string])[] = [
  ['RFC 2202 1', 'sha1', Buffer.alloc(20, 0x0b), 'Hi There', 'b617318655057264e28bc0b6fb378c8ef146be00'],
  [
    'RFC 2202 2',
    'sha1',
    Buffer.from('Jefe'),
    'what do ya want for nothing?',
    'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79',
  ],
  ['RFC 2202 5', 'sha1', Buffer.alloc(20, 0x0c), 'Test With Truncation', '4c1a03424b55e07fe7f27be1d58bb9324a9a5a04'],
  ['RFC 2202 6', 'sha1', Buffer.alloc(80, 0xaa), longKey, 'aa4ae5e15272d00e95705637ce8a3b55ed402112'],
  [
    'RFC 2202 7',
    'sha1',
    Buffer.alloc(80, 0xaa),
    'Test Using Larger Than Block-Size Key and Larger Than One Block-Size Data',
    'e8e99d0f45237d786d6bbaa7965c7808bbff1a91',
  ],
  [
    'RFC 4231 1',
    'sha256',
    Buffer.alloc(20, 0x0b),
    'Hi There',
    'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
  ],
  [
    'RFC 4231 2',
    'sha256',
    Buffer.from('Jefe'),
    'what do ya want for nothing?',
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  ],
  ['RFC 4231 5', 'sha256', Buffer.alloc(20, 0x0c), 'Test With Truncation', 'a3b6167473100ee06e0c796c2955552b'],
  [
    'RFC 4231 6',
    'sha256',
    Buffer.alloc(131, 0xaa),
    longKey,
    '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
  ],
  [
    'RFC 4231 7',
    'sha256',
    Buffer.alloc(131, 0xaa),
    'This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed before being used by the HMAC algorithm.',
    '9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2',
  ],
  [
    'GM/T 0042 HMAC-SM3',
    'sm3',
    Buffer.from(Array.from({ length: 32 }, (_, index) => index + 1)),
    'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq'.repeat(2),
    'ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a',
  ],
];

describe.each(published.filter(([, hash]) => available.includes(hash)))('%s', (_, hash, key, text, mac) => {
  test('is what was published', () => {
    const before = Buffer.from(key);
    // RFC 4231 has the fifth of them truncated.
    expect(hmac(hash, key, text, 'hex').slice(0, mac.length)).toBe(mac);
    expect(hmac(hash, key, text, 'buffer').toString('hex').slice(0, mac.length)).toBe(mac);
    expect(key).toEqual(before);
  });
});

test.each(available)('is what OpenSSL has for any key and any text, with %s', hash => {
  const keys = fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.uint8Array({ minLength: 63, maxLength: 65 }));
  // Also texts that are longer than most.
  const texts = fc.tuple(fc.string({ unit: 'grapheme' }), fc.integer({ min: 0, max: 1500 }));
  fc.assert(
    fc.property(keys, texts, (key, [text, more]) => {
      const signed = text + 'é'.repeat(more);
      const expected = createHmac(hash, key).update(signed).digest('base64');
      expect(hmac(hash, Buffer.from(key), signed, 'base64')).toBe(expected);
    }),
  );
});

test('is the same when the text has room to the last byte, and one byte more', () => {
  for (const length of [0, 1, 959, 960, 961, 5000]) {
    const expected = createHmac('sha256', 'key').update('x'.repeat(length)).digest('hex');
    expect(hmac('sha256', Buffer.from('key'), 'x'.repeat(length), 'hex')).toBe(expected);
  }
});
