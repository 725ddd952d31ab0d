/**
 * SM2 encryption (GB/T 32918.4) as the ASN.1 structure of GB/T 35276: SEQUENCE of the point's two coordinates, SM3, and the ciphertext. Written here
 * because Node has no call for it. The random point is OpenSSL's; products with secrets are those of the curve's `multiply`.
 */
import { hash, timingSafeEqual } from 'node:crypto';
import { toBigInt, toOctets } from './big-integers.js';
import { COORDINATE_BYTES, type Point, sm2Curve } from './curves.js';
import { integer, octetString, seq } from './der.js';
import { readMagnitude, readSequence } from './strict-der.js';

const sm3 = (...parts: Uint8Array[]): Buffer => hash('sm3', Buffer.concat(parts), 'buffer');
const DIGEST_BYTES = 32;

/** @param spkiDer a public key on the curve SM2 that OpenSSL has read @param plaintext of one octet or more */
export function encryptSm2(spkiDer: Uint8Array, plaintext: Uint8Array): Buffer {
  if (plaintext.length === 0) throw new RangeError('SM2 encrypts one octet or more');
  const publicPoint = sm2Curve.pointOf(spkiDer);
  for (;;) {
    const { k, xy } = sm2Curve.ephemeral();
    const shared = sharedBy(publicPoint, k);
    const pad = keyStream(shared, plaintext.length);
    // GB/T 32918.4 section 6.1, step A5.
    if (pad.every(octet => octet === 0)) continue;
    const ciphertext = xor(plaintext, pad);
    const check = sm3(shared.x, plaintext, shared.y);
    wipe(pad, shared.x, shared.y);
    const point = [xy.subarray(0, COORDINATE_BYTES), xy.subarray(COORDINATE_BYTES)].map(integer);
    return seq(...point, octetString(check), octetString(ciphertext));
  }
}

/** Undefined when anything about it is not as it was encrypted. @param d the private scalar. The caller wipes the result. */
export function decryptSm2(d: Uint8Array, encrypted: Uint8Array): Buffer | undefined {
  const [xOctets, yOctets, check, ciphertext] = readSequence(encrypted, [0x02, 0x02, 0x04, 0x04]) ?? [];
  if (!xOctets || !yOctets || !check || !ciphertext || check.length !== DIGEST_BYTES) return undefined;
  const point = pointOf(readMagnitude(xOctets), readMagnitude(yOctets));
  if (!point) return undefined;
  const shared = sharedBy(point, toBigInt(d));
  const pad = keyStream(shared, ciphertext.length);
  const plaintext = xor(ciphertext, pad);
  const isRight = timingSafeEqual(sm3(shared.x, plaintext, shared.y), check) && ciphertext.length > 0;
  wipe(pad, shared.x, shared.y);
  if (isRight) return plaintext;
  plaintext.fill(0);
  return undefined;
}

interface Shared {
  readonly x: Buffer;
  readonly y: Buffer;
}

function sharedBy(point: Point, scalar: bigint): Shared {
  const { x, y } = point.multiply(scalar).toAffine();
  return { x: toOctets(x, COORDINATE_BYTES), y: toOctets(y, COORDINATE_BYTES) };
}

/** Undefined where there is none with these coordinates. */
function pointOf(x: Uint8Array | undefined, y: Uint8Array | undefined): Point | undefined {
  if (!x || !y || x.length > COORDINATE_BYTES || y.length > COORDINATE_BYTES) return undefined;
  const xy = Buffer.concat([toOctets(toBigInt(x), COORDINATE_BYTES), toOctets(toBigInt(y), COORDINATE_BYTES)]);
  try {
    return sm2Curve.pointAt(xy);
  } catch {
    return undefined;
  }
}

/** The derivation of GB/T 32918.4 section 5.4.3. */
function keyStream({ x, y }: Shared, length: number): Buffer {
  const blocks: Buffer[] = [];
  for (let number = 1; (number - 1) * DIGEST_BYTES < length; number++) {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(number);
    blocks.push(sm3(x, y, counter));
  }
  return Buffer.concat(blocks, length);
}

const xor = (one: Uint8Array, other: Uint8Array): Buffer =>
  Buffer.from(one.map((octet, index) => octet ^ (other[index] as number)));

function wipe(...secrets: Buffer[]): void {
  for (const it of secrets) it.fill(0);
}
