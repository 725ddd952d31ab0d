/** RSAES-OAEP (RFC 8017 section 7.1) with an empty label; the hash of MGF1 is that of OAEP. */
import { constants, type KeyObject, publicEncrypt, webcrypto } from 'node:crypto';

export type OaepHash = 'SHA-1' | 'SHA-256';

const HASHES = { 'SHA-1': { name: 'sha1', bytes: 20 }, 'SHA-256': { name: 'sha256', bytes: 32 } } as const;

/** In octets. */
export const longestOaepPlaintext = (modulusBits: number, hash: OaepHash): number =>
  modulusBits / 8 - 2 * HASHES[hash].bytes - 2;

/** @param plaintext at most as long as the key takes */
export function encryptOaep(key: KeyObject, hash: OaepHash, plaintext: Buffer): Buffer {
  return publicEncrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: HASHES[hash].name }, plaintext);
}

/** In libuv's thread pool. Undefined when anything about it is not as it was encrypted. The caller wipes the result. */
export async function decryptOaep(key: KeyObject, hash: OaepHash, ciphertext: Buffer): Promise<Buffer | undefined> {
  const cryptoKey = key.toCryptoKey({ name: 'RSA-OAEP', hash }, false, ['decrypt']);
  try {
    return Buffer.from(await webcrypto.subtle.decrypt({ name: 'RSA-OAEP' }, cryptoKey, ciphertext));
  } catch {
    return undefined;
  }
}
