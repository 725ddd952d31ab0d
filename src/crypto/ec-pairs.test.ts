import { createECDH, createPrivateKey, createPublicKey, type ECDH } from 'node:crypto';
import { expect, test } from 'vitest';
import { toBigInt } from './big-integers.js';
import { p256, secp256k1, sm2Curve } from './curves.js';
import { newEcPair } from './ec-pairs.js';

test.each([
  ['prime256v1', p256],
  ['secp256k1', secp256k1],
  ['SM2', sm2Curve],
] as const)('on %s the point is the multiple of the generator, and each pair is another', (name, { n, Point }) => {
  const ecdh = createECDH(name);
  const pairs = Array.from({ length: 20 }, () => newEcPair(ecdh));
  for (const { d, xy } of pairs) {
    const k = toBigInt(d);
    expect(k > 0n && k < n).toBe(true);
    const { x, y } = Point.BASE.multiply(k).toAffine();
    expect([toBigInt(xy.subarray(0, 32)), toBigInt(xy.subarray(32))]).toEqual([x, y]);
  }
  expect(new Set(pairs.map(({ d }) => d.toString('hex'))).size).toBe(20);
});

test('OpenSSL takes the two parts for one key', () => {
  const { d, xy } = newEcPair(createECDH('prime256v1'));
  const part = (bytes: Buffer) => bytes.toString('base64url');
  const [x, y] = [part(xy.subarray(0, 32)), part(xy.subarray(32))];
  const key = createPrivateKey({ key: { kty: 'EC', crv: 'P-256', d: part(d), x, y }, format: 'jwk' });
  expect(createPublicKey(key).export({ format: 'jwk' })).toEqual({ kty: 'EC', crv: 'P-256', x, y });
});

/** As an ECDH of P-256, which refuses so many scalars first. */
function refusing(count: number): { readonly ecdh: ECDH; readonly drawn: Buffer[] } {
  const [ecdh, drawn] = [createECDH('prime256v1'), [] as Buffer[]];
  const setPrivateKey = (d: Buffer) => {
    drawn.push(Buffer.from(d));
    ecdh.setPrivateKey(drawn.length <= count ? Buffer.alloc(32, 0xff) : d);
  };
  return { ecdh: { setPrivateKey, getPublicKey: () => ecdh.getPublicKey() } as unknown as ECDH, drawn };
}

test('a scalar that is out of range is replaced by another', () => {
  const { ecdh, drawn } = refusing(3);
  const { d } = newEcPair(ecdh);
  expect(drawn).toHaveLength(4);
  expect(d).toEqual(drawn[3]);
});

test('where none is taken the fault is told', () => {
  const { ecdh, drawn } = refusing(100);
  expect(() => newEcPair(ecdh)).toThrow('not valid');
  expect(drawn).toHaveLength(4);
});
