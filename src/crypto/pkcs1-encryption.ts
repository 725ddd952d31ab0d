/**
 * RSAES-PKCS1-v1_5 (RFC 8017 section 7.2) for messages whose length is known beforehand. OpenSSL's own decryption answers a wrong ciphertext with
 * random octets of a random length, so that nobody learns that it was wrong; here it has to be known, and nothing else about it may be.
 */
import { constants, type KeyObject, privateDecrypt } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';

/**
 * Undefined where it is no ciphertext of a message of that length: one answer, whatever was wrong. The steps are the same for every padding.
 * @param length of the message, in octets: at most the length of the modulus less 11
 * The caller wipes the result.
 */
export async function decryptPkcs1(key: KeyObject, ciphertext: Buffer, length: number): Promise<Buffer | undefined> {
  // Node has no asynchronous call for it: other calls come in between.
  await setImmediate();
  const encoded = withoutUnpadding(key, ciphertext);
  if (!encoded) return undefined;
  try {
    return isPadded(encoded, length) ? Buffer.from(encoded.subarray(-length)) : undefined;
  } finally {
    encoded.fill(0);
  }
}

/** Undefined where the number is none of the modulus or has another length, which everybody sees from the outside. */
function withoutUnpadding(key: KeyObject, ciphertext: Buffer): Buffer | undefined {
  try {
    return privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, ciphertext);
  } catch {
    return undefined;
  }
}

/** Whether it is 00 02, octets that are not zero, 00, and the message. */
function isPadded(encoded: Buffer, length: number): boolean {
  const separator = encoded.length - length - 1;
  let wrong = octet(encoded, 0) | (octet(encoded, 1) ^ 2) | octet(encoded, separator);
  // The sign of octet - 1 is set for zero alone.
  for (let at = 2; at < separator; at++) wrong |= (octet(encoded, at) - 1) >>> 31;
  return wrong === 0;
}

const octet = (octets: Buffer, at: number): number => octets[at] as number;
