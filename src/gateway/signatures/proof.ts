/** What can prove that a caller signed a text: an HMAC with a shared secret, or an RSA signature. */
import { getHashes, hash as hashOf, type KeyObject, timingSafeEqual, verify } from 'node:crypto';
import { gatewayError } from '../gateway-error.js';
import type { HashName } from './hmac.js';

/** What the server holds of the access key: its secret, or of a client key the public key of its certificate. */
export type Credential =
  | { readonly kind: 'secret'; readonly secret: Buffer }
  | { readonly kind: 'publicKey'; readonly key: KeyObject };

/** SM3 is there when Node's OpenSSL was built with it. Without it, its algorithms are unknown ones. */
export const sm3IsAvailable = getHashes().includes('sm3');

/** The secret, for an HMAC. A key pair has none: `InvalidSignatureMethod`. */
export function secretOf(credential: Credential): Buffer {
  if (credential.kind !== 'secret') throw gatewayError('InvalidSignatureMethod');
  return credential.secret;
}

/** The RSA public key. An ordinary access key has none: `InvalidSignatureMethod`. */
export function rsaKeyOf(credential: Credential): KeyObject {
  if (credential.kind !== 'publicKey' || credential.key.asymmetricKeyType !== 'rsa') {
    throw gatewayError('InvalidSignatureMethod');
  }
  return credential.key;
}

export function digestHex(hash: HashName, content: string | Buffer): string {
  return hashOf(hash, content, 'hex');
}

/** Compares without telling by its duration where two texts differ. Their lengths are no secret. */
export function isSameText(a: string, b: string): boolean {
  const left = Buffer.from(a, 'utf8');
  const right = Buffer.from(b, 'utf8');
  return left.length === right.length && timingSafeEqual(left, right);
}

/** RSASSA-PKCS1-v1_5 with SHA-256. */
export function isRsaSigned(key: KeyObject, text: string, signature: Buffer): boolean {
  return verify('sha256', Buffer.from(text, 'utf8'), key, signature);
}
