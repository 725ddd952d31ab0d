/**
 * SM2 signatures (GB/T 32918.2, also ISO/IEC 14888-3) over SM3, with the standard identity of GB/T 35276, as certificates need them.
 *
 * What is hashed is not the message but ZA ‖ message, where ZA binds the signer's identity, the curve and the public key. Node has no
 * option for the identity, so ZA is put in front here. Its one-shot `crypto.sign('sm3', …)` would put the ZA of an *empty* identity there,
 * which standard verifiers refuse; `createSign` puts nothing.
 */
import { createHash, createSign, createVerify, type KeyObject } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { PublicKey } from './public-key.js';

/** The identity that GB/T 35276 section 10 prescribes where the parties agreed on none; every certificate uses it. */
export const STANDARD_SM2_IDENTITY = '1234567812345678';
const STANDARD_IDENTITY = Buffer.from(STANDARD_SM2_IDENTITY, 'latin1');

/** Curve parameters a, b, and the generator, of GB/T 32918.5. */
const CURVE = Buffer.from(
  'fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc' +
    '28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93' +
    '32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7' +
    'bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0',
  'hex',
);

/** ZA of GB/T 32918.2 section 5.5. `xy` is the public point without its leading 04; the identity is at most 8,191 bytes. */
export function sm2SignerDigest(xy: Uint8Array, identity: Uint8Array = STANDARD_IDENTITY): Buffer {
  const identityBits = Buffer.allocUnsafe(2);
  identityBits.writeUInt16BE(identity.length * 8);
  return createHash('sm3').update(identityBits).update(identity).update(CURVE).update(xy).digest();
}

/** DER SEQUENCE of r and s. The key must have been read from PKCS #8: one fresh from generation is taken for plain EC. */
export function signSm2(key: KeyObject, signerDigest: Uint8Array, data: Uint8Array): Buffer {
  return createSign('sm3').update(signerDigest).update(data).sign(key);
}

/** 1 ms of hashing. */
const SLICE_BYTES = 128 * 1024;

/** The same, a slice in each turn of the event loop: the thread pool knows no SM2, since ZA has to go first. */
export async function signLongSm2(key: KeyObject, signerDigest: Uint8Array, data: Uint8Array): Promise<Buffer> {
  const signature = createSign('sm3').update(signerDigest);
  for (let at = 0; at < data.length; at += SLICE_BYTES) {
    signature.update(data.subarray(at, at + SLICE_BYTES));
    await setImmediate();
  }
  return signature.sign(key);
}

/** Checks a signature made with the standard identity. */
export const verifySm2 = (key: PublicKey, data: Uint8Array, signature: Uint8Array): boolean =>
  verifyAs(key, data, signature, sm2SignerDigest(pointOf(key)));

/**
 * What a signature that does not fit the standard identity was made with instead, as far as makers are known to: openssl without an
 * identity, Node's `createSign`, the identity of the examples in GB/T 32918.5. Undefined where none of these fits. For messages only.
 */
export function otherSm2Identity(key: PublicKey, data: Uint8Array, signature: Uint8Array): string | undefined {
  const others: readonly [what: string, signerDigest: Uint8Array][] = [
    ['an empty identity', sm2SignerDigest(pointOf(key), Buffer.alloc(0))],
    ['no identity at all', Buffer.alloc(0)],
    [`the identity ${EXAMPLE_IDENTITY}`, sm2SignerDigest(pointOf(key), Buffer.from(EXAMPLE_IDENTITY, 'latin1'))],
  ];
  return others.find(([, signerDigest]) => {
    try {
      return verifyAs(key, data, signature, signerDigest);
    } catch {
      return false; // OpenSSL throws over a signature that it cannot even decode
    }
  })?.[0];
}

const EXAMPLE_IDENTITY = 'ALICE123@YAHOO.COM';

/** An uncompressed point ends the SubjectPublicKeyInfo. */
const pointOf = ({ spkiDer }: PublicKey): Uint8Array => spkiDer.subarray(-64);

const verifyAs = (
  { keyObject }: PublicKey,
  data: Uint8Array,
  signature: Uint8Array,
  signerDigest: Uint8Array,
): boolean => createVerify('sm3').update(signerDigest).update(data).verify(keyObject, signature);
