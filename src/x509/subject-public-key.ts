/**
 * Recognises the public key that somebody else made: which algorithm of our table it is of, and whether it is one that nobody can break
 * or confuse (RFC 8017 and RFC 3279 section 2.3.1 for RSA, RFC 5480 for points). Whether a point lies on its curve OpenSSL checks.
 */
import type { Algorithm } from '../crypto/algorithm.js';
import { findAlgorithmOfKey } from '../crypto/algorithms.js';
import { oidContent } from '../crypto/der.js';
import { InvalidInput } from '../crypto/invalid-input.js';
import { InvalidPublicKey, openPublicKey, type PublicKey } from '../crypto/public-key.js';
import { childrenOf, contentOf, octetsOfBitString, oidOf, oidText, readInside } from './der-values.js';
import { checkRsaKey } from './rsa-key-strength.js';
import { type DerElement, tags } from './strict-der.js';
import { algorithmText } from './unsupported-algorithms.js';

export class UnsupportedPublicKey extends InvalidInput {}

/** `spki` is a SubjectPublicKeyInfo. Throws `UnsupportedPublicKey`, `WeakPublicKey` or `InvalidDer`. */
export function algorithmOfPublicKey(spki: DerElement | undefined): Algorithm {
  const [identifier, key] = childrenOf(spki, tags.sequence, 'public key', 2, 2);
  const [type, parameters] = childrenOf(identifier, tags.sequence, 'public key', 1, 2);
  const octets = octetsOfBitString(key, 'public key');
  const family = findAlgorithmOfKey((identifier as DerElement).bytes)?.family;
  if (family === undefined) throw unsupported(type, parameters);
  const size = family === 'RSA' ? checkRsa(octets) : checkPoint(octets);
  const algorithm = findAlgorithmOfKey((identifier as DerElement).bytes, size);
  if (algorithm) return algorithm;
  throw new UnsupportedPublicKey(
    `The RSA key has a size that is not supported, ${size} bits: 1024, 2048, 3072 and 4096 bits are.`,
  );
}

/** Reads a key of a known algorithm for use. Throws `UnsupportedPublicKey` when OpenSSL finds that it is none. */
export function openKeyOf({ family }: Algorithm, spkiDer: Buffer): PublicKey {
  try {
    return openPublicKey(spkiDer);
  } catch (cause) {
    if (!(cause instanceof InvalidPublicKey)) throw cause;
    const what = family === 'RSA' ? 'The RSA key is not valid.' : 'The public key is not a point of its curve.';
    throw new UnsupportedPublicKey(what, { cause });
  }
}

const EC_PUBLIC_KEY = oidContent('1.2.840.10045.2.1');

const RSA_ENCRYPTION = oidContent('1.2.840.113549.1.1.1');

function unsupported(type: DerElement | undefined, parameters: DerElement | undefined): UnsupportedPublicKey {
  if (type?.content.equals(RSA_ENCRYPTION)) {
    const how = parameters ? 'other parameters than NULL' : 'no parameters';
    return new UnsupportedPublicKey(`The RSA key has ${how}; they have to be NULL (RFC 3279 section 2.3.1).`);
  }
  if (!type?.content.equals(EC_PUBLIC_KEY)) {
    return new UnsupportedPublicKey(
      `The public key is of a kind that is not supported, ${algorithmText(oidOf(type, 'public key'))}: RSA, P-256, P-384, P-521 and SM2 are.`,
    );
  }
  // RFC 5480 section 2.1.1 forbids them: an attacker who chooses the base point can make a key fit any signature (CVE-2020-0601).
  if (parameters?.tag === tags.sequence) {
    return new UnsupportedPublicKey('The public key writes out the parameters of its curve; it has to name the curve.');
  }
  if (parameters?.tag !== tags.oid) {
    return new UnsupportedPublicKey(
      'The public key does not name its curve: P-256, P-384, P-521 and SM2 are supported.',
    );
  }
  return new UnsupportedPublicKey(
    `The public key is on a curve that is not supported, ${algorithmText(oidText(parameters.content))}: P-256, P-384, P-521 and SM2 are.`,
  );
}

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
  if ((modulus[0] as number) >= 0x80 || (exponent[0] as number) >= 0x80) {
    throw new UnsupportedPublicKey('The RSA key has a negative modulus or exponent.');
  }
  return checkRsaKey(unsigned(modulus), unsigned(exponent));
}

const UNCOMPRESSED = 0x04;

/** A curve has one size, so there is nothing to choose by. */
function checkPoint(octets: Buffer): undefined {
  if (octets[0] === UNCOMPRESSED) return;
  throw new UnsupportedPublicKey(
    octets.equals(Buffer.of(0))
      ? 'The public key is the point at infinity.'
      : 'The public key has to be an uncompressed point.',
  );
}

const unsigned = (octets: Buffer): bigint => BigInt(`0x${octets.toString('hex')}`);
