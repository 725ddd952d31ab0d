/**
 * Authenticated encryption by AES and SM4 in Galois/Counter Mode (NIST SP 800-38D; RFC 8998 for SM4): nonces of 12 octets, tags of 16, which
 * follow the ciphertext.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';

export type GcmCipher = 'aes-128-gcm' | 'aes-192-gcm' | 'aes-256-gcm' | 'sm4-gcm';

export const NONCE_BYTES = 12;
export const TAG_BYTES = 16;

/** SM4 has the same interface, which the types of Node do not know. */
const named = (cipher: GcmCipher) => cipher as 'aes-256-gcm';

/** @param nonce never used twice with a key */
export function encryptGcm(cipher: GcmCipher, key: Buffer, nonce: Buffer, plaintext: Buffer, aad: Buffer): Buffer {
  const encryption = createCipheriv(named(cipher), key, nonce, { authTagLength: TAG_BYTES }).setAAD(aad);
  const ciphertext = encryption.update(plaintext);
  encryption.final();
  return Buffer.concat([ciphertext, encryption.getAuthTag()]);
}

/** Undefined when anything about it is not as it was encrypted. @param sealed ciphertext and tag */
export function decryptGcm(
  cipher: GcmCipher,
  key: Buffer,
  nonce: Buffer,
  sealed: Buffer,
  aad: Buffer,
): Buffer | undefined {
  if (sealed.length < TAG_BYTES) return undefined;
  const decryption = createDecipheriv(named(cipher), key, nonce, { authTagLength: TAG_BYTES });
  decryption.setAAD(aad).setAuthTag(sealed.subarray(-TAG_BYTES));
  const plaintext = decryption.update(sealed.subarray(0, -TAG_BYTES));
  try {
    decryption.final();
    return plaintext;
  } catch {
    plaintext.fill(0);
    return undefined;
  }
}
