/**
 * What is remembered of a nonce: 64 bits of SHA-256 over a key of this database, the AccessKeyId and the nonce. The same nonce always has the same
 * fingerprint, so no replay passes. Two nonces with one fingerprint would have the second request refused: with six million remembered
 * that happens to one request in three million million, and nobody can make it happen to others, because the AccessKeyId is part of it and
 * nobody outside knows the key.
 */
import { hash } from 'node:crypto';

export interface Fingerprint {
  /** The upper and the lower half, whole numbers below 2^32. */
  readonly high: number;
  readonly low: number;
}

/** @param key 64 hexadecimal digits, the same for ever for one database */
export function fingerprintOf(key: string, accessKeyId: string, nonce: string): Fingerprint {
  // Neither an AccessKeyId nor a nonce has a line break. A text of bytes, because a Buffer of them takes twice as long to make.
  const bytes = hash('sha256', `${key}\n${accessKeyId}\n${nonce}`, 'binary');
  return { high: wholeNumber(bytes, 0), low: wholeNumber(bytes, 4) };
}

/** Four bytes, the highest first. */
function wholeNumber(bytes: string, at: number): number {
  return (
    bytes.charCodeAt(at) * 0x1000000 +
    ((bytes.charCodeAt(at + 1) << 16) | (bytes.charCodeAt(at + 2) << 8) | bytes.charCodeAt(at + 3))
  );
}
