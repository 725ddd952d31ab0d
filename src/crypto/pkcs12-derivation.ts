/**
 * The key derivation of PKCS #12 (RFC 7292 appendix B.2) with SHA-1, which OpenSSL does not hand out on its own. It serves the old-style
 * client key file only; a file of modern strength would derive with PBKDF2.
 *
 * 2,048 rounds are 3 ms of hashing, and a file needs seven of them, so the event loop gets its turn every quarter of that.
 */
import { hash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';

const BLOCK_BYTES = 64; // "v": what SHA-1 takes in at once
const DIGEST_BYTES = 20; // "u"
const ROUNDS_AT_A_STRETCH = 512;

/** What the derived octets are for (appendix B.3). */
export const purpose = { key: 1, iv: 2, mac: 3 } as const;

/** `password` is already a BMPString with its two trailing zero octets (appendix B.1). */
export async function derivePkcs12(
  id: number,
  password: Uint8Array,
  salt: Uint8Array,
  iterations: number,
  length: number,
): Promise<Buffer> {
  const diversifier = Buffer.alloc(BLOCK_BYTES, id);
  const input = Buffer.concat([repeatToBlocks(salt), repeatToBlocks(password)]);
  const derived: Buffer[] = [];
  for (let produced = 0; produced < length; produced += DIGEST_BYTES) {
    let digest = hash('sha1', Buffer.concat([diversifier, input]), 'buffer');
    for (let round = 1; round < iterations; round++) {
      if (round % ROUNDS_AT_A_STRETCH === 0) await setImmediate();
      digest = hash('sha1', digest, 'buffer');
    }
    derived.push(digest);
    addToEachBlock(input, digest);
  }
  input.fill(0);
  const octets = Buffer.concat(derived, length);
  for (const part of derived) part.fill(0);
  return octets;
}

function repeatToBlocks(octets: Uint8Array): Buffer {
  return Buffer.alloc(Math.ceil(octets.length / BLOCK_BYTES) * BLOCK_BYTES, octets);
}

/** Step 6: every block I_j becomes (I_j + B + 1) mod 2^(8v), where B is the digest repeated to the length of a block. */
function addToEachBlock(input: Buffer, digest: Buffer): void {
  for (let block = 0; block < input.length; block += BLOCK_BYTES) {
    let carry = 1;
    for (let at = BLOCK_BYTES - 1; at >= 0; at--) {
      carry += (input[block + at] as number) + (digest[at % DIGEST_BYTES] as number);
      input[block + at] = carry & 0xff;
      carry >>= 8;
    }
  }
}
