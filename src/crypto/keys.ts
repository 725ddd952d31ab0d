/** Making, opening and using key pairs, whatever their algorithm. */
import { type Requester, serverItself } from '../domain/requester.js';
import type { Algorithm, SigningKey } from './algorithm.js';
import { openPublicKey } from './public-key.js';

export interface GeneratedKey {
  readonly algorithm: Algorithm;
  /** PKCS #8 PrivateKeyInfo, unencrypted: seal it, then `fill(0)`. */
  readonly pkcs8Der: Buffer;
  /** SubjectPublicKeyInfo. */
  readonly spkiDer: Buffer;
}

/** A fresh key pair from OpenSSL's generator. Throws `Busy` and `Abandoned`, as `Algorithm.generate` does. */
export async function generateKeyPair(
  algorithm: Algorithm,
  requester: Requester = serverItself,
): Promise<GeneratedKey> {
  const { pkcs8Der, spkiDer } = await algorithm.generate(requester);
  return { algorithm, pkcs8Der, spkiDer };
}

/** Makes a key that `generateKeyPair` once made usable again. Cost: some 30 µs for P-256. */
export const openPrivateKey = (algorithm: Algorithm, pkcs8Der: Buffer): SigningKey => algorithm.open(pkcs8Der);

/** Signs with the scheme of the key's algorithm: PKCS #1 v1.5 octets for RSA, a DER SEQUENCE of r and s for the others. */
export const sign = (key: SigningKey, data: Uint8Array): Buffer | Promise<Buffer> =>
  data.length > LONG_BYTES && key.signLong ? key.signLong(data) : key.sign(data);

/** Hashing so much takes a millisecond. */
const LONG_BYTES = 256 * 1024;

/** Whether the signature is the key's own over the data. Throws `InvalidPublicKey` when the key itself cannot be read. */
export const verify = (spkiDer: Buffer, algorithm: Algorithm, data: Uint8Array, signature: Uint8Array): boolean =>
  algorithm.signature.verify(openPublicKey(spkiDer), data, signature);
