/**
 * ECIES (version 2 of SEC 1 section 5.1) with standard ECDH, the key derivation of ANSI X9.63 with SHA-1, XOR encryption and HMAC-SHA-1 with keys of 20
 * octets; no shared information. SHA-1 is part of the scheme that the vendor's clients name, and nothing here needs it to be free of collisions.
 *
 *     65 octets     the ephemeral point, uncompressed
 *     ...           ciphertext, as long as the plaintext
 *     last 20       HMAC-SHA-1 of the ciphertext
 */
import { createECDH, createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { newEcPair } from './ec-pairs.js';

export type EciesCurve = 'prime256v1' | 'secp256k1';

/** What a point begins with that has both coordinates (SEC 1 section 2.3.3). */
const UNCOMPRESSED = Buffer.of(4);
const POINT_BYTES = 65;
const MAC_BYTES = 20;

/** @param spkiDer a public key on the curve: it ends with an uncompressed point */
export function encryptEcies(curve: EciesCurve, spkiDer: Buffer, plaintext: Buffer): Buffer {
  const pair = createECDH(curve);
  const { d, xy } = newEcPair(pair);
  wipe(d);
  const { pad, macKey } = keysOf(pair.computeSecret(spkiDer.subarray(-POINT_BYTES)), plaintext.length);
  const ciphertext = xor(plaintext, pad);
  const mac = createHmac('sha1', macKey).update(ciphertext).digest();
  wipe(pad, macKey);
  return Buffer.concat([UNCOMPRESSED, xy, ciphertext, mac]);
}

/** Undefined when anything about it is not as it was encrypted. @param d the private scalar. The caller wipes the result. */
export function decryptEcies(curve: EciesCurve, d: Buffer, encrypted: Buffer): Buffer | undefined {
  if (encrypted.length <= POINT_BYTES + MAC_BYTES || encrypted[0] !== UNCOMPRESSED[0]) return undefined;
  const pair = createECDH(curve);
  pair.setPrivateKey(d);
  let shared: Buffer;
  try {
    shared = pair.computeSecret(encrypted.subarray(0, POINT_BYTES));
  } catch {
    return undefined; // no point of the curve
  }
  const ciphertext = encrypted.subarray(POINT_BYTES, -MAC_BYTES);
  const { pad, macKey } = keysOf(shared, ciphertext.length);
  const mac = createHmac('sha1', macKey).update(ciphertext).digest();
  const plaintext = timingSafeEqual(mac, encrypted.subarray(-MAC_BYTES)) ? xor(ciphertext, pad) : undefined;
  wipe(pad, macKey);
  return plaintext;
}

/** SEC 1 section 3.6.1, with the encryption key first. Wipes what was shared. */
function keysOf(shared: Buffer, length: number): { readonly pad: Buffer; readonly macKey: Buffer } {
  const blocks: Buffer[] = [];
  for (let number = 1; (number - 1) * MAC_BYTES < length + MAC_BYTES; number++) {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(number);
    blocks.push(createHash('sha1').update(shared).update(counter).digest());
  }
  const derived = Buffer.concat(blocks, length + MAC_BYTES);
  wipe(shared, ...blocks);
  return { pad: derived.subarray(0, length), macKey: derived.subarray(length) };
}

const xor = (one: Buffer, other: Buffer): Buffer =>
  Buffer.from(one.map((octet, index) => octet ^ (other[index] as number)));

function wipe(...secrets: Buffer[]): void {
  for (const it of secrets) it.fill(0);
}
