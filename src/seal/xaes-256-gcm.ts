/**
 * XAES-256-GCM: AES-256-GCM with a 192-bit nonce, https://c2sp.org/XAES-256-GCM.
 *
 * The wrapping key of a seal lives for years and gets a random nonce for every secret that is made. Plain AES-GCM allows
 * 2^32 random nonces under one key (NIST SP 800-38D, 8.3), seven weeks of a thousand secrets a second; this construction
 * allows 2^80. It derives a key from the first half of the nonce (NIST SP 800-108 in counter mode with CMAC, here written as
 * the two AES blocks it comes down to) and uses the second half as the nonce of AES-256-GCM.
 */
import { type Cipheriv, createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';

export const keyBytes = 32;
export const nonceBytes = 24;
export const tagBytes = 16;

/** One key, ready for use. */
export class Xaes256Gcm {
  /** AES-256 of single blocks. ECB without padding keeps no state between calls, so one context serves for ever. */
  readonly #aes: Cipheriv;
  /** The CMAC subkey K1 (NIST SP 800-38B, 6.1). */
  readonly #k1: Buffer;

  constructor(key: KeyObject) {
    if (key.symmetricKeySize !== keyBytes) throw new RangeError(`an XAES-256-GCM key has ${keyBytes} bytes`);
    this.#aes = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
    this.#k1 = double(this.#aes.update(Buffer.alloc(16)));
  }

  /** Encrypts; the result is the ciphertext, as long as `plaintext`, and the tag of 16 bytes. */
  encrypt(nonce: Buffer, plaintext: Buffer, associatedData: Buffer): Buffer {
    const derived = this.#deriveKey(nonce);
    const cipher = createCipheriv('aes-256-gcm', derived, nonce.subarray(12)).setAAD(associatedData);
    derived.fill(0);
    const head = cipher.update(plaintext);
    cipher.final();
    return Buffer.concat([head, cipher.getAuthTag()]);
  }

  /** Decrypts; undefined when anything was changed. */
  decrypt(nonce: Buffer, ciphertext: Buffer, associatedData: Buffer): Buffer | undefined {
    if (ciphertext.length < tagBytes) return undefined;
    const derived = this.#deriveKey(nonce);
    const decipher = createDecipheriv('aes-256-gcm', derived, nonce.subarray(12), { authTagLength: tagBytes });
    derived.fill(0);
    decipher.setAAD(associatedData).setAuthTag(ciphertext.subarray(-tagBytes));
    const plaintext = decipher.update(ciphertext.subarray(0, -tagBytes));
    try {
      decipher.final();
      return plaintext;
    } catch {
      // What was decrypted before the tag was found wrong belongs to nobody.
      plaintext.fill(0);
      return undefined;
    }
  }

  #deriveKey(nonce: Buffer): Buffer {
    if (nonce.length !== nonceBytes) throw new RangeError(`an XAES-256-GCM nonce has ${nonceBytes} bytes`);
    const blocks = Buffer.alloc(32);
    for (let half = 0; half < 2; half++) {
      const block = blocks.subarray(half * 16, half * 16 + 16);
      block[1] = half + 1; // the counter, 16 bits
      block[2] = 0x58; // the label 'X', then a zero byte
      nonce.copy(block, 4, 0, 12);
      for (let i = 0; i < 16; i++) block[i]! ^= this.#k1[i]!;
    }
    return this.#aes.update(blocks);
  }
}

/** Multiplies by x in GF(2^128), as CMAC does to get its first subkey. */
function double(block: Buffer): Buffer {
  const carry = block[0]! >> 7;
  const doubled = Buffer.alloc(16);
  for (let i = 0; i < 16; i++) doubled[i] = (block[i]! << 1) | ((block[i + 1] ?? 0) >> 7);
  doubled[15]! ^= carry * 0x87;
  return doubled;
}
