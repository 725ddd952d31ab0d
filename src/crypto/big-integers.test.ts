import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inverse, inverses, mod } from './big-integers.js';
import { p256, secp256k1, sm2Curve } from './curves.js';

const primes = [
  ...[p256, secp256k1, sm2Curve].flatMap(({ n, Point }) => [n, Point.Fp.ORDER]),
  // Small, and where double precision ends (https://oeis.org/A013603).
  ...[2n, 3n, 65537n, 2n ** 31n - 1n, 2n ** 50n - 27n, 2n ** 53n - 111n, 2n ** 61n - 1n, 2n ** 127n - 1n],
];

test('a number times its inverse is one', () => {
  const sizes = [3, 32, 49, 53, 64, 128, 256, 512].map(bits => fc.bigInt({ min: 0n, max: 2n ** BigInt(bits) }));
  fc.assert(
    fc.property(fc.constantFrom(...primes), fc.oneof(...sizes), fc.boolean(), (n, value, isNegative) => {
      const signed = isNegative ? -value : value;
      fc.pre(mod(signed, n) !== 0n);
      const found = inverse(signed, n);
      expect(found > 0n && found < n).toBe(true);
      expect(mod(found * signed, n)).toBe(1n);
    }),
    { numRuns: 20_000 },
  );
});

test('numbers at the ends, and those near powers of two and quotients that are large', () => {
  for (const n of primes) {
    const near = Array.from({ length: n.toString(2).length }, (_, bit) => 2n ** BigInt(bit));
    const values = [
      ...near,
      ...near.map(it => it - 1n),
      ...near.map(it => n / it),
      ...near.map(it => n / it + 1n),
      n - 1n,
    ];
    for (const value of values) if (mod(value, n) !== 0n) expect(mod(inverse(value, n) * value, n)).toBe(1n);
  }
});

test('inverses of several numbers are those of each', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...primes),
      fc.array(fc.bigInt({ min: 1n, max: 2n ** 256n }), { maxLength: 20 }),
      (n, values) => {
        const invertible = values.filter(value => mod(value, n) !== 0n);
        expect(inverses(invertible, n)).toEqual(invertible.map(value => inverse(value, n)));
      },
    ),
  );
});
