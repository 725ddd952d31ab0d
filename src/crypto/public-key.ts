/** Public keys as SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7), opened with OpenSSL, which also checks that a point is on its curve. */
import { createPublicKey, type KeyObject } from 'node:crypto';
import { InvalidInput } from './invalid-input.js';

export class InvalidPublicKey extends InvalidInput {}

export interface PublicKey {
  readonly spkiDer: Buffer;
  readonly keyObject: KeyObject;
}

/** Throws `InvalidPublicKey` when OpenSSL cannot read it. */
export function openPublicKey(spkiDer: Buffer): PublicKey {
  try {
    return { spkiDer, keyObject: createPublicKey({ key: spkiDer, format: 'der', type: 'spki' }) };
  } catch (cause) {
    throw new InvalidPublicKey('The public key is not valid.', { cause });
  }
}
