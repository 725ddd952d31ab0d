/**
 * The layout of what the Advance operations of an instance encrypt (wire/kms-instance.md section 4.4): three octets, and then that of blob.ts.
 *
 *     byte 0        24
 *     byte 1        format 0, padding 0
 *     byte 2        02, AES_GCM
 */
import { type Blob, decodeBlob, encodeBlob } from './blob.js';

const HEAD = Buffer.from([0x24, 0x00, 0x02]);

export const encodeAdvancedBlob = (blob: Blob): Buffer => Buffer.concat([HEAD, encodeBlob(blob)]);

/** Undefined where it has not the form of one. */
export function decodeAdvancedBlob(blob: Buffer): Blob | undefined {
  if (!blob.subarray(0, HEAD.length).equals(HEAD)) return undefined;
  return decodeBlob(blob.subarray(HEAD.length));
}
