/** Whole numbers as big-endian octets, and what signatures compute with them. */
import { randomBytes } from './random.js';

export const toBigInt = (octets: Uint8Array): bigint =>
  octets.length === 0
    ? 0n
    : BigInt(`0x${Buffer.from(octets.buffer, octets.byteOffset, octets.length).toString('hex')}`);

/** @param length in octets; the number has to fit */
export const toOctets = (value: bigint, length: number): Buffer =>
  Buffer.from(value.toString(16).padStart(2 * length, '0'), 'hex');

/** From 0 to n - 1, also of negative numbers. */
export function mod(value: bigint, n: bigint): bigint {
  const rest = value % n;
  return rest < 0n ? rest + n : rest;
}

/**
 * For a prime n, and a value that it does not divide. The time it takes depends on the value: of a secret one, blind it first.
 *
 * Euclid's algorithm as Lehmer shortened it (Knuth, The Art of Computer Programming 2, algorithm 4.5.2L): the leading bits of both numbers say
 * what the next dozens of divisions give, so that those are made with small numbers and applied to the large ones together.
 */
export function inverse(value: bigint, n: bigint): bigint {
  let [u, v] = [n, mod(value, n)];
  // u = before · value and v = factor · value, modulo n.
  let [before, factor] = [0n, 1n];
  while (v !== 0n) {
    const steps = leadingSteps(u, v);
    if (steps === undefined) {
      const quotient = u / v;
      [u, v] = [v, u - quotient * v];
      [before, factor] = [factor, before - quotient * factor];
    } else {
      const [a, b, c, d] = steps;
      [u, v] = [a * u + b * v, c * u + d * v];
      [before, factor] = [a * before + b * factor, c * before + d * factor];
    }
  }
  return mod(before, n);
}

/** The same of several values by one inversion (P. L. Montgomery, Speeding the Pollard and elliptic curve methods of factorization). */
export function inverses(values: readonly bigint[], n: bigint): bigint[] {
  /** Of all values before each. */
  const products: bigint[] = [];
  let product = 1n;
  for (const value of values) {
    products.push(product);
    product = mod(product * value, n);
  }
  let ofRest = inverse(product, n);
  const found: bigint[] = [];
  for (let i = values.length - 1; i >= 0; i--) {
    found[i] = mod(ofRest * products[i]!, n);
    ofRest = mod(ofRest * values[i]!, n);
  }
  return found;
}

/** Leading bits that are looked at: whole numbers of so many are exact in a double, also with what is added to them. */
const LEADING_BITS = 50;

/** What becomes of u and v in the next steps, as far as their leading bits tell: a·u + b·v and c·u + d·v. Undefined where they do not even tell one. */
function leadingSteps(u: bigint, v: bigint): readonly [a: bigint, b: bigint, c: bigint, d: bigint] | undefined {
  const below = BigInt(Math.max(0, Math.floor(Math.log2(Number(u))) - LEADING_BITS));
  let [high, low] = [Number(u >> below), Number(v >> below)];
  let [a, b, c, d] = [1, 0, 0, 1];
  while (low + c !== 0 && low + d !== 0) {
    const quotient = Math.floor((high + a) / (low + c));
    if (quotient !== Math.floor((high + b) / (low + d))) break;
    [a, b, c, d] = [c, d, a - quotient * c, b - quotient * d];
    [high, low] = [low, high - quotient * low];
  }
  return b === 0 ? undefined : [BigInt(a), BigInt(b), BigInt(c), BigInt(d)];
}

/** Even from 1 to n - 1. */
export function randomBelow(n: bigint, length: number): bigint {
  for (;;) {
    const value = toBigInt(randomBytes(length));
    if (value > 0n && value < n) return value;
  }
}
