import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { mod, toBigInt } from './big-integers.js';
import { type Curve, p256, secp256k1 } from './curves.js';
import { OneTimeScalars } from './one-time-scalars.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Counts how many points are made at once. */
function counting(curve: Curve): { readonly curve: Curve; readonly counts: number[] } {
  const counts: number[] = [];
  const ephemerals = (count: number) => {
    counts.push(count);
    return curve.ephemerals(count);
  };
  return { curve: { ...curve, ephemerals }, counts };
}

test.each([p256, secp256k1])(
  'a scalar is the inverse of one whose point has that coordinate, and comes once',
  curve => {
    const { n, Point } = curve;
    const scalars = new OneTimeScalars(curve);
    const taken = Array.from({ length: 40 }, () => scalars.take());
    for (const { r, blind, inverse } of taken) {
      // The inverse of the inverse is the scalar times the blind.
      const k = mod(inversePower(inverse, n) * inversePower(blind, n), n);
      expect(mod(Point.BASE.multiply(k).toAffine().x, n)).toBe(r);
    }
    expect(new Set(taken.map(({ r }) => r)).size).toBe(40);
  },
);

test('they are made together the more of them are taken, and one by one again after a second', () => {
  const { curve, counts } = counting(p256);
  const scalars = new OneTimeScalars(curve);
  for (let i = 0; i < 63; i++) scalars.take();
  expect(counts).toEqual([1, 2, 4, 8, 16, 16, 16]);
  vi.advanceTimersByTime(999);
  scalars.take();
  expect(counts).toHaveLength(8);
  vi.advanceTimersByTime(1);
  scalars.take();
  scalars.take();
  expect(counts.slice(8)).toEqual([1, 2]);
});

test('what has waited for a second is not given out', () => {
  const made: bigint[] = [];
  const { ephemerals } = p256;
  const scalars = new OneTimeScalars({
    ...p256,
    ephemerals: count => {
      const some = ephemerals(count);
      made.push(...some.map(({ xy }) => mod(toBigInt(xy.subarray(0, 32)), p256.n)));
      return some;
    },
  });
  scalars.take();
  const first = scalars.take();
  vi.advanceTimersByTime(1000);
  const [kept] = made.slice(1).filter(r => r !== first.r);
  expect(Array.from({ length: 10 }, () => scalars.take().r)).not.toContain(kept);
});

/** By Fermat's little theorem, for it shares nothing with what is tested. */
function inversePower(value: bigint, n: bigint): bigint {
  let result = 1n;
  for (let [base, exponent] = [value, n - 2n]; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = mod(result * base, n);
    base = mod(base * base, n);
  }
  return result;
}
