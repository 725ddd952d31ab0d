/**
 * HMAC (RFC 2104) as what it is made of, two digests in one shot. Node's own makes a stream for it, copies the key and has OpenSSL look the
 * digest up anew, which takes longer than both digests; and every call has one (docs/performance.md).
 */
import { type BinaryToTextEncoding, hash as digest } from 'node:crypto';

export type HashName = 'sha1' | 'sha256' | 'sm3';

/** Of all three, in bytes. */
const BLOCK = 64;
const INNER = 0x36;
const OUTER = 0x5c;

/** Most texts have room here: what V3 signs has some 80 bytes. Holds nothing between two calls. */
const usualRoom = Buffer.alloc(1024);

/** Of a text in UTF-8, as bytes or as text. */
export function hmac(hash: HashName, key: Buffer, text: string, encoding: 'buffer'): Buffer;
export function hmac(hash: HashName, key: Buffer, text: string, encoding: BinaryToTextEncoding): string;
export function hmac(
  hash: HashName,
  key: Buffer,
  text: string,
  encoding: BinaryToTextEncoding | 'buffer',
): string | Buffer {
  const end = BLOCK + Buffer.byteLength(text);
  const room = end <= usualRoom.length ? usualRoom : Buffer.allocUnsafe(end);
  const shortKey = key.length <= BLOCK ? key : digest(hash, key, 'buffer');
  try {
    pad(room, shortKey, INNER);
    room.write(text, BLOCK);
    const inner = digest(hash, room.subarray(0, end), 'hex');
    pad(room, shortKey, OUTER);
    const innerBytes = room.write(inner, BLOCK, 'hex');
    return digest(hash, room.subarray(0, BLOCK + innerBytes), encoding);
  } finally {
    room.fill(0);
    if (shortKey !== key) shortKey.fill(0);
  }
}

/** The block that a digest begins with. */
function pad(room: Buffer, key: Buffer, byte: number): void {
  for (let i = 0; i < BLOCK; i++) room[i] = (i < key.length ? key[i]! : 0) ^ byte;
}
