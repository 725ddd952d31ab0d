/**
 * AES in the modes CBC and ECB (NIST SP 800-38A sections 6.1 and 6.2), which authenticate nothing: for those who read what was encrypted so elsewhere.
 * GCM is in gcm.ts.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';

export type BlockMode = 'cbc' | 'ecb';

export const BLOCK_BYTES = 16;

/** @param iv a block of CBC, nothing of ECB @param pads by RFC 5652 section 6.3; without it `plaintext` is whole blocks */
export function encryptBlocks(mode: BlockMode, key: Buffer, iv: Buffer, plaintext: Buffer, pads: boolean): Buffer {
  const cipher = createCipheriv(`aes-${key.length * 8}-${mode}`, key, iv).setAutoPadding(pads);
  return Buffer.concat([cipher.update(plaintext), cipher.final()]);
}

/** Undefined where the length or the padding is wrong. The caller wipes the result. */
export function decryptBlocks(
  mode: BlockMode,
  key: Buffer,
  iv: Buffer,
  ciphertext: Buffer,
  pads: boolean,
): Buffer | undefined {
  const decipher = createDecipheriv(`aes-${key.length * 8}-${mode}`, key, iv).setAutoPadding(pads);
  const begin = decipher.update(ciphertext);
  try {
    return Buffer.concat([begin, decipher.final()]);
  } catch {
    return undefined;
  } finally {
    begin.fill(0);
  }
}
