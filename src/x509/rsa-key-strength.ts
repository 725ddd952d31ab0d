/**
 * Whether an RSA public key is one that nobody can factor by a known short cut, as the CAs of the web have to check too (CA/Browser Forum
 * baseline requirements, section 6.1.1.3; NIST SP 800-56B section 6.4.2.2). Lists of keys that a Debian of 2008 made are not consulted: they fill
 * hundreds of megabytes.
 */
import { InvalidInput } from '../crypto/invalid-input.js';

export class WeakPublicKey extends InvalidInput {}

const MIN_BITS = 1024;
/** The largest of our table; what is larger is refused by its size and not looked at. */
const MAX_BITS = 4096;
const MAX_EXPONENT_BITS = 256;

/** Throws `WeakPublicKey` with what is wrong; gives the size of the modulus in bits. Takes 0.2 ms for 2048 bits. */
export function checkRsaKey(modulus: bigint, exponent: bigint): number {
  checkExponent(exponent);
  const bits = modulus.toString(2).length;
  if (bits < MIN_BITS) throw new WeakPublicKey(`The RSA key has less than ${MIN_BITS} bits.`);
  if (bits > MAX_BITS) return bits;
  if (modulus % 2n === 0n) throw new WeakPublicKey('The RSA key has an even modulus.');
  if (greatestCommonDivisor(modulus, smallPrimes) !== 1n) {
    throw new WeakPublicKey('The RSA key has a modulus with a small factor.');
  }
  if (hasRocaFingerprint(modulus)) {
    throw new WeakPublicKey('The RSA key comes from a chip whose keys can be factored (ROCA, CVE-2017-15361).');
  }
  if (hasCloseFactors(modulus)) {
    throw new WeakPublicKey('The RSA key has two prime factors that are too close to each other.');
  }
  return bits;
}

/** A huge exponent makes every verification slow; a small or even one makes signatures forgeable or impossible. */
function checkExponent(exponent: bigint): void {
  if (exponent % 2n === 0n) throw new WeakPublicKey('The RSA key has an even exponent.');
  if (exponent < 65537n) throw new WeakPublicKey('The RSA key has an exponent below 65537.');
  if (exponent.toString(2).length > MAX_EXPONENT_BITS) {
    throw new WeakPublicKey(`The RSA key has an exponent of more than ${MAX_EXPONENT_BITS} bits.`);
  }
}

/** The product of the odd primes below 752: a modulus that shares a factor was not made of two large primes. */
const smallPrimes = oddPrimesBelow(752).reduce((product, prime) => product * BigInt(prime), 1n);

/**
 * Remainders that a modulus of such a chip can have: its primes are k·M + (65537^a mod M) where M is the product of the first primes, so modulo
 * each of these the modulus is a power of 65537 (Nemec et al., The Return of Coppersmith's Attack, 2017). Primes of which
 * every remainder is one tell nothing and are left out; the rest together are wrong about one sound key in more than ten million.
 */
const rocaRemainders: readonly { readonly prime: bigint; readonly powers: ReadonlySet<number> }[] = oddPrimesBelow(168)
  .map(prime => ({ prime: BigInt(prime), powers: powersOf(65537, prime) }))
  .filter(({ prime, powers }) => powers.size < Number(prime) - 1);

function hasRocaFingerprint(modulus: bigint): boolean {
  return rocaRemainders.every(({ prime, powers }) => powers.has(Number(modulus % prime)));
}

/** More than any sound pair of primes could ever need, and not felt. */
const FERMAT_ROUNDS = 100;

/** Fermat's method: with factors close to each other, a square less the modulus soon is a square again (CVE-2022-26320). */
function hasCloseFactors(modulus: bigint): boolean {
  let middle = squareRoot(modulus);
  if (middle * middle === modulus) return true;
  for (let round = 0; round < FERMAT_ROUNDS; round++) {
    middle += 1n;
    const rest = middle * middle - modulus;
    // Of sixteen remainders only four are those of squares: most roots need not be taken.
    if (!SQUARES_MODULO_16.has(Number(rest & 15n))) continue;
    const root = squareRoot(rest);
    if (root * root === rest) return true;
  }
  return false;
}

const SQUARES_MODULO_16: ReadonlySet<number> = new Set([0, 1, 4, 9]);

/** Rounded down, by Newton's method from a first guess that is not below the root. */
function squareRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let guess = 1n << BigInt((value.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (guess + value / guess) >> 1n;
    if (next >= guess) return guess;
    guess = next;
  }
}

function powersOf(base: number, modulus: number): ReadonlySet<number> {
  const powers = new Set<number>();
  for (let power = 1; !powers.has(power); power = (power * base) % modulus) powers.add(power);
  return powers;
}

function oddPrimesBelow(limit: number): number[] {
  const primes: number[] = [];
  for (let candidate = 3; candidate < limit; candidate += 2) {
    if (primes.every(prime => candidate % prime !== 0)) primes.push(candidate);
  }
  return primes;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}
