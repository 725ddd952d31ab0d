/**
 * JSON Web Tokens (RFC 7519) in compact form (RFC 7515 section 7.1), and whether a public key signed one. The algorithm is one of a short list and
 * has to fit the kind of the key, so that neither `none` nor an HMAC with the public key as its secret can pass (RFC 8725 section 3.1).
 */
import { createPublicKey, type JsonWebKey, type KeyObject, verify } from 'node:crypto';

export interface SignedToken {
  readonly algorithm: Algorithm;
  readonly keyId: string | undefined;
  readonly claims: Readonly<Record<string, unknown>>;
  /** What the signature is over, and the signature. */
  readonly signed: Buffer;
  readonly signature: Buffer;
}

interface Algorithm {
  readonly name: string;
  readonly keyType: 'rsa' | 'ec';
  readonly hash: string;
  /** OpenSSL's name. */
  readonly curve?: string;
}

/** RFC 7518 sections 3.3 and 3.4. */
const ALGORITHMS: readonly Algorithm[] = [
  { name: 'RS256', keyType: 'rsa', hash: 'sha256' },
  { name: 'RS384', keyType: 'rsa', hash: 'sha384' },
  { name: 'RS512', keyType: 'rsa', hash: 'sha512' },
  { name: 'ES256', keyType: 'ec', hash: 'sha256', curve: 'prime256v1' },
  { name: 'ES384', keyType: 'ec', hash: 'sha384', curve: 'secp384r1' },
];

/** A key of a set, ready for use. */
export interface VerifyingKey {
  readonly id: string | undefined;
  /** The only algorithm that it is for, if it says one. */
  readonly algorithm: string | undefined;
  readonly key: KeyObject;
}

/** The token's parts, of which nothing is believed yet; undefined for what is no token that could be believed. */
export function parseSignedToken(text: string): SignedToken | undefined {
  const parts = text.split('.');
  const [headerText = '', payload = '', signatureText = ''] = parts;
  if (parts.length !== 3) return undefined;
  const [header, claims, signature] = [objectIn(headerText), objectIn(payload), bytesIn(signatureText)];
  if (!header || !claims || !signature) return undefined;
  const { alg, kid, typ, crit } = header;
  const algorithm = ALGORITHMS.find(({ name }) => name === alg);
  // What has to be understood and is not, makes the token invalid (RFC 7515 section 4.1.11).
  if (!algorithm || crit !== undefined) return undefined;
  if (kid !== undefined && typeof kid !== 'string') return undefined;
  // Tokens of other kinds, such as access tokens (`at+jwt`), are made for others (RFC 8725 section 3.11).
  if (typ !== undefined && !(typeof typ === 'string' && typ.toUpperCase() === 'JWT')) return undefined;
  return { algorithm, keyId: kid, claims, signed: Buffer.from(`${headerText}.${payload}`), signature };
}

export function isSignedWith({ algorithm, signed, signature }: SignedToken, it: VerifyingKey): boolean {
  const { name, keyType, hash, curve } = algorithm;
  if (it.algorithm !== undefined && it.algorithm !== name) return false;
  if (it.key.asymmetricKeyType !== keyType) return false;
  if (curve !== undefined && it.key.asymmetricKeyDetails?.namedCurve !== curve) return false;
  return verify(hash, signed, { key: it.key, dsaEncoding: 'ieee-p1363' }, signature);
}

/** Weaker keys of RSA are refused (RFC 7518 section 3.3). */
const LEAST_RSA_BITS = 2048;

/** The keys of a set (RFC 7517 section 5) that tokens can be signed with; others are passed over. @throws SyntaxError, TypeError for what is no set */
export function keysOfSet(text: string): readonly VerifyingKey[] {
  const set = JSON.parse(text) as { readonly keys?: unknown } | null;
  if (!Array.isArray(set?.keys)) throw new TypeError('a JSON Web Key Set has a list of keys');
  if (set.keys.length > MOST_KEYS) throw new TypeError(`a JSON Web Key Set may have ${MOST_KEYS} keys`);
  return set.keys.flatMap(jwk => verifyingKey(jwk as (JsonWebKey & Record<string, unknown>) | null) ?? []);
}

const MOST_KEYS = 50;

function verifyingKey(jwk: (JsonWebKey & Record<string, unknown>) | null): VerifyingKey | undefined {
  if (jwk === null || typeof jwk !== 'object' || (jwk.use !== undefined && jwk.use !== 'sig')) return undefined;
  const { kty, n, e, crv, x, y } = jwk;
  // Public members only: a secret of an HMAC (`oct`) is no public key, and a private member changes nothing.
  if (kty !== 'RSA' && kty !== 'EC') return undefined;
  let key: KeyObject;
  try {
    key = createPublicKey({ key: kty === 'RSA' ? { kty, n, e } : { kty, crv, x, y }, format: 'jwk' } as never);
  } catch {
    return undefined;
  }
  if (kty === 'RSA' && (key.asymmetricKeyDetails?.modulusLength ?? 0) < LEAST_RSA_BITS) return undefined;
  return {
    id: typeof jwk.kid === 'string' ? jwk.kid : undefined,
    algorithm: typeof jwk.alg === 'string' ? jwk.alg : undefined,
    key,
  };
}

function objectIn(text: string): Record<string, unknown> | undefined {
  const bytes = bytesIn(text);
  if (!bytes) return undefined;
  try {
    const value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/** Base64url without padding, in its one spelling. */
function bytesIn(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.length > 0 && bytes.toString('base64url') === text ? bytes : undefined;
}
