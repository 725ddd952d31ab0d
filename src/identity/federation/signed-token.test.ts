import { createHmac, generateKeyPairSync, type JsonWebKey, type KeyObject, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { isSignedWith, keysOfSet, parseSignedToken } from './signed-token.js';

const part = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });

function token(header: object, key: KeyObject = rsa.privateKey, hash = 'sha256'): string {
  const signed = `${part(header)}.${part({ sub: 'x' })}`;
  return `${signed}.${sign(hash, Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

const jwk = (key: KeyObject, more: object = {}): JsonWebKey => ({ ...key.export({ format: 'jwk' }), ...more });
const setOf = (...keys: object[]) => keysOfSet(JSON.stringify({ keys }));

/** Whether a key of the set has signed it. */
function isSigned(text: string, ...keys: object[]): boolean {
  const parsed = parseSignedToken(text);
  return parsed !== undefined && setOf(...keys).some(key => isSignedWith(parsed, key));
}

describe('the vectors of RFC 7515', () => {
  const claims = 'eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ';
  test('appendix A.3, ES256', () => {
    const key = {
      kty: 'EC',
      crv: 'P-256',
      x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
      y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
    };
    const signature = 'DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q';
    expect(isSigned(`eyJhbGciOiJFUzI1NiJ9.${claims}.${signature}`, key)).toBe(true);
    expect(isSigned(`eyJhbGciOiJFUzI1NiJ9.${claims}.${signature.replace('D', 'E')}`, key)).toBe(false);
  });

  test('appendix A.1, HS256, and A.5, none, are never taken', () => {
    const oct = 'AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow';
    const mac = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
    expect(isSigned(`eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.${claims}.${mac}`, { kty: 'oct', k: oct })).toBe(false);
    expect(parseSignedToken(`eyJhbGciOiJub25lIn0.${claims}.`)).toBeUndefined();
  });
});

test.each(['RS256', 'RS384', 'RS512'])('%s', alg => {
  const hash = `sha${alg.slice(2)}`;
  expect(isSigned(token({ alg, typ: 'JWT' }, rsa.privateKey, hash), jwk(rsa.publicKey))).toBe(true);
  expect(isSigned(token({ alg }, rsa.privateKey, 'sha1'), jwk(rsa.publicKey))).toBe(false);
});

test('a public key is no secret: a token that is authenticated with it is refused', () => {
  const pem = rsa.publicKey.export({ format: 'pem', type: 'spki' });
  for (const alg of ['HS256', 'hs256', 'none', 'None', 'RS256']) {
    const signed = `${part({ alg })}.${part({ sub: 'x' })}`;
    const forged = `${signed}.${createHmac('sha256', pem).update(signed).digest('base64url')}`;
    expect(isSigned(forged, jwk(rsa.publicKey))).toBe(false);
  }
});

test('a key signs with algorithms of its kind, and with the one that it says', () => {
  expect(isSigned(token({ alg: 'ES256' }, ec.privateKey), jwk(ec.publicKey))).toBe(true);
  expect(isSigned(token({ alg: 'RS256' }, ec.privateKey), jwk(ec.publicKey))).toBe(false);
  expect(isSigned(token({ alg: 'ES256' }, rsa.privateKey), jwk(rsa.publicKey))).toBe(false);
  expect(isSigned(token({ alg: 'ES384' }, ec.privateKey, 'sha384'), jwk(ec.publicKey))).toBe(false);
  expect(isSigned(token({ alg: 'RS256' }), jwk(rsa.publicKey, { alg: 'RS512' }))).toBe(false);
  expect(isSigned(token({ alg: 'RS256' }), jwk(rsa.publicKey, { alg: 'RS256', use: 'sig' }))).toBe(true);
});

test('keys that are weak, for encryption, secret or broken are passed over', () => {
  const weak = generateKeyPairSync('rsa', { modulusLength: 1024 });
  expect(
    setOf(jwk(weak.publicKey), jwk(rsa.publicKey, { use: 'enc' }), { kty: 'oct', k: 'AA' }, { kty: 'RSA', n: 1 }, {}),
  ).toEqual([]);
  for (const text of ['', '[]', 'null', '{"keys":{}}']) expect(() => keysOfSet(text)).toThrow();
  expect(() => setOf(...Array.from({ length: 51 }, () => ({})))).toThrow('50 keys');
});

test.each([
  ['two parts', 'e30.e30'],
  ['four parts', `${token({ alg: 'RS256' })}.e30`],
  ['padding', token({ alg: 'RS256' }).replace('.', '=.')],
  ['a header that is no object', `${part('[]')}.${part({})}.AA`],
  ['a header that is no JSON', `${part('{')}.${part({})}.AA`],
  ['claims that are no UTF-8', `${part({ alg: 'RS256' })}.${Buffer.from([0x22, 0xff, 0x22]).toString('base64url')}.AA`],
  ['what has to be understood', token({ alg: 'RS256', crit: ['b64'], b64: false })],
  ['another kind of token', token({ alg: 'RS256', typ: 'at+jwt' })],
  ['a key id that is no text', token({ alg: 'RS256', kid: 1 })],
  ['no signature', `${token({ alg: 'RS256' }).split('.').slice(0, 2).join('.')}.`],
])('a text with %s is no token', (_what, text) => {
  expect(parseSignedToken(text)).toBeUndefined();
});
