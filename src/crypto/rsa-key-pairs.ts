/** RSA key pairs with the exponent 65537, and who makes them. */
import { generateKeyPair, type RSAKeyPairOptions } from 'node:crypto';
import { promisify } from 'node:util';

/** PKCS #8 and SubjectPublicKeyInfo, in buffers of nobody else. */
export interface RsaKeyPair {
  readonly privateKey: Buffer;
  readonly publicKey: Buffer;
}

/** How a pair of so many bits is asked for from node. */
export const rsaKeyPairOptions = (modulusLength: number): RSAKeyPairOptions<'der', 'der'> => ({
  modulusLength,
  publicExponent: 65537,
  privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  publicKeyEncoding: { type: 'spki', format: 'der' },
});

const inThreadPool = promisify(generateKeyPair);
let make = (modulusLength: number): Promise<RsaKeyPair> => inThreadPool('rsa', rsaKeyPairOptions(modulusLength));

/** A pair of so many bits: made in libuv's thread pool, or as `makeRsaKeyPairsBy` says. */
export const makeRsaKeyPair = (modulusLength: number): Promise<RsaKeyPair> => make(modulusLength);

/** Has all pairs of this thread made in another way from now on. */
export function makeRsaKeyPairsBy(other: typeof make): void {
  make = other;
}
