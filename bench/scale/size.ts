/** How much `bench:fill` and `bench:scale` are asked for on their command lines. */
import type { Size } from './population.js';

export const SIZE_OPTIONS = {
  certificates: { type: 'string' },
  keys: { type: 'string' },
  'secret-versions': { type: 'string' },
} as const;

/** As many as the small store of a comparison has of each. */
export const SMALL = 1000;
const LARGEST = 100_000_000;

/** Undefined where a number is none, or out of range. */
export function sizeFrom(values: Readonly<Partial<Record<keyof typeof SIZE_OPTIONS, string>>>): Size | undefined {
  const isNothingSaid = Object.keys(SIZE_OPTIONS).every(it => values[it as keyof typeof SIZE_OPTIONS] === undefined);
  const size = {
    certificates: Number(values.certificates ?? (isNothingSaid ? 1_000_000 : 0)),
    keys: Number(values.keys ?? 0),
    secretVersions: Number(values['secret-versions'] ?? 0),
  };
  const isFine = (number: number) => number === 0 || (Number.isInteger(number) && number >= SMALL && number <= LARGEST);
  return Object.values(size).every(isFine) ? size : undefined;
}

/** A thousand of each that a size has: a thousand secrets have ten thousand versions. */
export function smallPictureOf({ certificates, keys, secretVersions }: Size): Size {
  return {
    certificates: certificates && SMALL,
    keys: keys && SMALL,
    secretVersions: secretVersions && 10 * SMALL,
  };
}
