/**
 * Token buckets: a bucket holds up to `capacity` calls, a call takes one out, and it fills again at `refillPerSecond`.
 *
 * What is kept of a bucket is one number, the time at which it will be full again (the theoretical arrival time of the generic
 * cell rate algorithm, ITU-T I.371 annex A.1). It says all there is to say: a bucket whose time has passed is full and may be forgotten.
 */
import type { AtOnce } from '../domain/at-once.js';

export interface BucketSize {
  /** How many calls may come at once, at least 1. */
  readonly capacity: number;
  /** How many more are allowed each second, above 0. */
  readonly refillPerSecond: number;
}

export interface Taken {
  readonly allowed: boolean;
  /** How long to wait until one call is allowed again; 0 when this one was. */
  readonly retryAfterMs: number;
}

export interface ThrottleStore {
  /**
   * Takes one call out of a bucket, which is full when it is seen for the first time.
   * @param nowMs milliseconds since 1970. Servers that share a store have to agree about it within a small part of a second
   */
  take(key: string, size: BucketSize, nowMs: number): AtOnce<Taken>;
}

/** What one call adds to the time at which the bucket is full. */
export function msPerCall(size: BucketSize): number {
  return 1000 / size.refillPerSecond;
}

/**
 * Times since 1970 in doubles are exact to a quarter of a microsecond; sums of thirds of a second are off by a few of those. Without this much
 * grace, the last call of a bucket would be refused now and then.
 */
const roundingMs = 0.01;

/** A call is allowed while the bucket is full no later than this many milliseconds from now: then at least one call is left in it. */
export function toleranceMs(size: BucketSize): number {
  return (size.capacity - 1) * msPerCall(size) + roundingMs;
}

/** How long after `nowMs` a bucket that is full at `fullAt` will have a call to give. */
export function waitMs(fullAt: number, size: BucketSize, nowMs: number): number {
  return Math.max(0, Math.ceil(fullAt - toleranceMs(size) - nowMs));
}

/** Servers that share a store may disagree about the time by a part of a second. */
const disagreementMs = 1000;

/** No bucket can be full later than this many milliseconds from now: if one seems to be, the clock has been set back since. */
export function latestMs(size: BucketSize): number {
  return size.capacity * msPerCall(size) + disagreementMs;
}
