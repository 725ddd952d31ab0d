/**
 * RSA signatures (RFC 8017) over a SHA-256 digest that the caller made: RSASSA-PSS with MGF1 of SHA-256 and a salt of 32 octets, and
 * RSASSA-PKCS1-v1_5. Node signs messages only, which it hashes itself; so the encoding is made here, and OpenSSL does the arithmetic.
 */
import { constants, hash, type KeyObject, privateEncrypt, publicDecrypt, timingSafeEqual } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { algorithmIdentifier, nullValue, octetString, seq } from './der.js';
import { randomBytes } from './random.js';

export type RsaScheme = 'pss' | 'pkcs1';

const DIGEST_BYTES = 32;
const SALT_BYTES = DIGEST_BYTES;
const sha256 = (data: Uint8Array): Buffer => hash('sha256', data, 'buffer');
const SHA_256 = algorithmIdentifier('2.16.840.1.101.3.4.2.1', nullValue());

/** With a shorter key the work takes less of this thread (0.4 ms for 2,048 bits) than handing it over and back makes callers wait. */
const LONG_KEY_BYTES = 3072 / 8;

type PrivateOperation = (key: KeyObject, encoded: Buffer) => Promise<Buffer>;

let signLong: PrivateOperation = signHere;

/** Has signatures of this thread with RSA keys of 3,072 bits and more computed in another way from now on. */
export function signLongKeysBy(other: PrivateOperation): void {
  signLong = other;
}

/** As long as the modulus. */
export async function signRsaDigest(key: KeyObject, scheme: RsaScheme, digest: Buffer): Promise<Buffer> {
  const length = modulusBytes(key);
  const encoded = scheme === 'pkcs1' ? encodePkcs1(digest, length) : encodePss(digest, length);
  return length < LONG_KEY_BYTES ? signHere(key, encoded) : signLong(key, encoded);
}

/** Other calls come in between. */
async function signHere(key: KeyObject, encoded: Buffer): Promise<Buffer> {
  await setImmediate();
  return rsaPrivateOperation(key, encoded);
}

/** RSASP1, RFC 8017 section 5.2.1, in milliseconds of this thread. @param encoded as long as the modulus, and as a number below it */
export function rsaPrivateOperation(key: KeyObject, encoded: Uint8Array): Buffer {
  return privateEncrypt({ key, padding: constants.RSA_NO_PADDING }, encoded);
}

/** False for a wrong signature, whatever its form. */
export function verifyRsaDigest(key: KeyObject, scheme: RsaScheme, digest: Buffer, signature: Buffer): boolean {
  const length = modulusBytes(key);
  if (signature.length !== length) return false;
  let encoded: Buffer;
  try {
    encoded = publicDecrypt({ key, padding: constants.RSA_NO_PADDING }, signature);
  } catch {
    return false; // not below the modulus
  }
  return scheme === 'pkcs1' ? timingSafeEqual(encoded, encodePkcs1(digest, length)) : isPssOf(digest, encoded);
}

const modulusBytes = (key: KeyObject): number => (key.asymmetricKeyDetails?.modulusLength ?? 0) / 8;

/** EMSA-PKCS1-v1_5, RFC 8017 section 9.2. */
function encodePkcs1(digest: Buffer, length: number): Buffer {
  const info = seq(SHA_256, octetString(digest));
  const encoded = Buffer.alloc(length, 0xff);
  encoded[0] = 0;
  encoded[1] = 1;
  encoded[length - info.length - 1] = 0;
  encoded.set(info, length - info.length);
  return encoded;
}

/** EMSA-PSS, RFC 8017 section 9.1.1. The modulus has 8 × length bits, so the first bit stays 0. */
function encodePss(digest: Buffer, length: number): Buffer {
  const salt = randomBytes(SALT_BYTES);
  const h = pssHash(digest, salt);
  const db = Buffer.alloc(length - DIGEST_BYTES - 1);
  db[db.length - SALT_BYTES - 1] = 1;
  db.set(salt, db.length - SALT_BYTES);
  return Buffer.concat([masked(db, h), h, Buffer.of(0xbc)]);
}

/** Section 9.1.2. */
function isPssOf(digest: Buffer, encoded: Buffer): boolean {
  const at = encoded.length - DIGEST_BYTES - 1;
  const h = encoded.subarray(at, -1);
  if (encoded[encoded.length - 1] !== 0xbc || (encoded[0] as number) >= 0x80) return false;
  const db = masked(encoded.subarray(0, at), h);
  const start = db.length - SALT_BYTES;
  if (db[start - 1] !== 1 || db.subarray(0, start - 1).some(octet => octet !== 0)) return false;
  return timingSafeEqual(h, pssHash(digest, db.subarray(start)));
}

const pssHash = (digest: Buffer, salt: Buffer): Buffer => sha256(Buffer.concat([Buffer.alloc(8), digest, salt]));

/** With the mask on, or off again. */
function masked(db: Buffer, seed: Buffer): Buffer {
  const out = Buffer.from(db);
  const counter = Buffer.alloc(4);
  for (let at = 0; at < out.length; at += DIGEST_BYTES) {
    counter.writeUInt32BE(at / DIGEST_BYTES);
    const mask = sha256(Buffer.concat([seed, counter]));
    for (let i = 0; i < DIGEST_BYTES && at + i < out.length; i++) {
      out[at + i] = (out[at + i] as number) ^ (mask[i] as number);
    }
  }
  out[0] = (out[0] as number) & 0x7f;
  return out;
}
