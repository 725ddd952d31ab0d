/**
 * Recognises the public key that somebody else made: which algorithm of our table it is of, and whether it is one that nobody can break
 * or confuse (RFC 8017 and RFC 3279 section 2.3.1 for RSA, RFC 5480 for points). Whether a point lies on its curve OpenSSL checks.
 */
import type { Algorithm } from '../crypto/algorithm.js';
import { findAlgorithmOfKey } from '../crypto/algorithms.js';
import { InvalidInput } from '../crypto/invalid-input.js';
import { childrenOf, contentOf, octetsOfBitString, readInside } from './der-values.js';
import { type DerElement, tags } from './strict-der.js';

export class UnsupportedPublicKey extends InvalidInput {}

/** `spki` is a SubjectPublicKeyInfo. Throws `UnsupportedPublicKey` or `InvalidDer`. */
export function algorithmOfPublicKey(spki: DerElement | undefined): Algorithm {
  const [identifier, key] = childrenOf(spki, tags.sequence, 'public key', 2, 2);
  childrenOf(identifier, tags.sequence, 'public key', 1, 2);
  const octets = octetsOfBitString(key, 'public key');
  const family = findAlgorithmOfKey((identifier as DerElement).bytes)?.family;
  if (family === undefined) {
    throw new UnsupportedPublicKey(
      'The public key is of a kind that is not supported: RSA, P-256, P-384, P-521 and SM2 are.',
    );
  }
  const algorithm = findAlgorithmOfKey(
    (identifier as DerElement).bytes,
    family === 'RSA' ? checkRsa(octets) : checkPoint(octets),
  );
  if (algorithm) return algorithm;
  throw new UnsupportedPublicKey('The RSA key has a size that is not supported: 1024, 2048, 3072 and 4096 bits are.');
}

/** Products of the primes below 752, as the public CAs check them: a modulus that shares a factor was not made of two large primes. */
const smallPrimes = ((): bigint => {
  let product = 1n;
  for (let candidate = 3n; candidate < 752n; candidate += 2n)
    if (greatestCommonDivisor(product, candidate) === 1n) product *= candidate;
  return product;
})();

/** Throws unless the modulus and the exponent are sound; gives the size of the modulus in bits. */
function checkRsa(octets: Buffer): number {
  const [modulusElement, exponentElement] = childrenOf(
    readInside(octets, 'RSA public key'),
    tags.sequence,
    'RSA public key',
    2,
    2,
  );
  const modulus = contentOf(modulusElement, tags.integer, 'RSA public key');
  const exponent = contentOf(exponentElement, tags.integer, 'RSA public key');
  const positive = (modulus[0] as number) < 0x80 && (exponent[0] as number) < 0x80;
  // A huge exponent makes every verification slow; a small or even one makes signatures forgeable or impossible.
  const sound = exponent.length <= 32 && unsigned(exponent) >= 65537n && unsigned(exponent) % 2n === 1n;
  if (!positive || !sound)
    throw new UnsupportedPublicKey('The RSA key has an exponent that is even, below 65537, or too large.');

  const bits = modulus.length > 513 ? modulus.length * 8 : unsigned(modulus).toString(2).length;
  if (bits < 1024) throw new UnsupportedPublicKey('The RSA key has less than 1024 bits.');
  if (
    bits <= 4096 &&
    ((modulus.at(-1) as number) % 2 === 0 || greatestCommonDivisor(unsigned(modulus), smallPrimes) !== 1n)
  ) {
    throw new UnsupportedPublicKey('The RSA key has a modulus with a small factor.');
  }
  return bits;
}

/** A curve has one size, so there is nothing to choose by. The point at infinity is the single octet 00. */
function checkPoint(octets: Buffer): undefined {
  if (octets[0] !== 0x04) throw new UnsupportedPublicKey('The public key has to be an uncompressed point.');
}

const unsigned = (octets: Buffer): bigint => BigInt(`0x${octets.toString('hex')}`);

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}
