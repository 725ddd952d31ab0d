/**
 * The layout of what a symmetric key encrypts (wire/kms.md section 17.1), before Base64:
 *
 *     bytes 0-35    id of the key's version, ASCII
 *     bytes 36-47   nonce
 *     ...           ciphertext, as long as the plaintext
 *     last 16       authentication tag
 */
import { NONCE_BYTES, TAG_BYTES } from '../../crypto/gcm.js';

export interface Blob {
  readonly versionId: string;
  readonly nonce: Buffer;
  /** Ciphertext and tag. */
  readonly sealed: Buffer;
}

const ID_BYTES = 36;
const VERSION_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const encodeBlob = ({ versionId, nonce, sealed }: Blob): Buffer =>
  Buffer.concat([Buffer.from(versionId, 'latin1'), nonce, sealed]);

/** Undefined where it has not the form of one. */
export function decodeBlob(blob: Buffer): Blob | undefined {
  if (blob.length < ID_BYTES + NONCE_BYTES + TAG_BYTES) return undefined;
  const versionId = blob.toString('latin1', 0, ID_BYTES);
  if (!VERSION_ID.test(versionId)) return undefined;
  const end = ID_BYTES + NONCE_BYTES;
  return { versionId, nonce: blob.subarray(ID_BYTES, end), sealed: blob.subarray(end) };
}
