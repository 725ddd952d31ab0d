/** Fingerprints of nonces as they are stored: eight bytes each, the highest first. */
import type { Fingerprint } from './nonce-fingerprint.js';

export function encodeNonces(nonces: readonly Fingerprint[]): Buffer {
  const bytes = Buffer.allocUnsafe(8 * nonces.length);
  let end = 0;
  for (const { high, low } of nonces) {
    end = bytes.writeUInt32BE(high, end);
    end = bytes.writeUInt32BE(low, end);
  }
  return bytes;
}

export function* decodeNonces(bytes: Buffer): Generator<Fingerprint> {
  for (let at = 0; at < bytes.length; at += 8) {
    yield { high: bytes.readUInt32BE(at), low: bytes.readUInt32BE(at + 4) };
  }
}
