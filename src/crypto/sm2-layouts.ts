/**
 * The other layout of SM2 ciphertexts (GB/T 32918.4): the point with its leading 04, SM3, and the ciphertext, one after the other, which is what
 * Bouncy Castle calls C1C3C2. openssl writes the structure of GB/T 35276. They differ in their first octet.
 */
import { COORDINATE_BYTES } from './curves.js';
import { integer, octetString, seq } from './der.js';

const SEQUENCE = 0x30;
const UNCOMPRESSED = 0x04;
const DIGEST_BYTES = 32;
const DIGEST_AT = 1 + 2 * COORDINATE_BYTES;
const CIPHERTEXT_AT = DIGEST_AT + DIGEST_BYTES;

/** The structure of GB/T 35276 for either layout; what is in neither comes back as it is. */
export function sm2Structure(encrypted: Buffer): Buffer {
  if (encrypted[0] !== UNCOMPRESSED || encrypted.length <= CIPHERTEXT_AT) return encrypted;
  const x = encrypted.subarray(1, 1 + COORDINATE_BYTES);
  const y = encrypted.subarray(1 + COORDINATE_BYTES, DIGEST_AT);
  const digest = encrypted.subarray(DIGEST_AT, CIPHERTEXT_AT);
  return seq(integer(x), integer(y), octetString(digest), octetString(encrypted.subarray(CIPHERTEXT_AT)));
}

/** How many octets the ciphertext of so short a message has that something else begins with. @param length of the message: below 20 octets */
export function sm2PrefixLength(from: Buffer, length: number): number {
  if (from[0] !== SEQUENCE) return CIPHERTEXT_AT + length;
  // The content has less than 128 octets, so that its length is one.
  return 2 + (from[1] ?? 0);
}
