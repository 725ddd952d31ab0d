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

/** For a prime n, and a value that it does not divide. The time it takes depends on the value: of a secret one, blind it first. */
export function inverse(value: bigint, n: bigint): bigint {
  let [previous, rest] = [n, mod(value, n)];
  let [before, factor] = [0n, 1n];
  while (rest !== 0n) {
    const quotient = previous / rest;
    [previous, rest] = [rest, previous - quotient * rest];
    [before, factor] = [factor, before - quotient * factor];
  }
  return mod(before, n);
}

/** Even from 1 to n - 1. */
export function randomBelow(n: bigint, length: number): bigint {
  for (;;) {
    const value = toBigInt(randomBytes(length));
    if (value > 0n && value < n) return value;
  }
}
