/**
 * The chain of pages: the hash of a page is SHA-256 (FIPS 180-4) over the hash of the page before it, its number in eight bytes, the highest first,
 * and its body. Before the first page stand 32 zero bytes. A page that is changed, taken away or put in breaks it.
 */
import { hash } from 'node:crypto';

export const firstHash: Buffer = Buffer.alloc(32);

export function chainedHash(previous: Buffer, number: number, body: Buffer): Buffer {
  const digits = Buffer.allocUnsafe(8);
  digits.writeUInt32BE(Math.floor(number / 0x100000000), 0);
  digits.writeUInt32BE(number % 0x100000000, 4);
  return hash('sha256', Buffer.concat([previous, digits, body]), 'buffer');
}
