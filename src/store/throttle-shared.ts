/**
 * Token buckets of a server that has its store to itself, in memory that its threads share: a call counts wherever it is answered. A restart fills
 * them all, which lets nobody do more than wait a second would.
 *
 * A table of fixed size. A bucket is known by 64 bits of a hash with a seed that nobody sees, and can lie in one set of places only, which a thread
 * takes for itself while it looks and writes. So no two calls see the same last token, and no two threads make the same bucket.
 */
import { randomFillSync } from 'node:crypto';
import { BucketSet, PLACES } from './bucket-set.js';
import {
  type BucketSize,
  latestMs,
  msPerCall,
  type Taken,
  type ThrottleStore,
  toleranceMs,
  waitMs,
} from './throttle.js';

/** For each set: whether it is taken, and whether somebody waits for it. */
const LOCK_BYTES = 4;
const HASH_BYTES = 8;
const TIME_BYTES = 8;
const SEED_BYTES = 8;

/** Rounded up to whole sets. 131,072 callers and operations take 2 MB. */
export function sharedBuckets(mostBuckets = 131_072): SharedArrayBuffer {
  const sets = Math.max(1, Math.ceil(mostBuckets / PLACES));
  const memory = new SharedArrayBuffer(SEED_BYTES + sets * (PLACES * (TIME_BYTES + HASH_BYTES) + LOCK_BYTES));
  randomFillSync(new Uint8Array(memory, 0, SEED_BYTES));
  return memory;
}

export class SharedThrottle implements ThrottleStore {
  readonly #sets: number;
  readonly #seed: readonly [number, number];
  readonly #fullAt: Float64Array;
  readonly #hashes: Int32Array;
  readonly #locks: Int32Array;

  /** @param memory as `sharedBuckets` makes it: the same for all threads */
  constructor(readonly memory: SharedArrayBuffer = sharedBuckets()) {
    this.#sets = (memory.byteLength - SEED_BYTES) / (PLACES * (TIME_BYTES + HASH_BYTES) + LOCK_BYTES);
    const buckets = this.#sets * PLACES;
    const [one = 0, other = 0] = new Int32Array(memory, 0, 2);
    this.#seed = [one, other];
    this.#fullAt = new Float64Array(memory, SEED_BYTES, buckets);
    this.#hashes = new Int32Array(memory, SEED_BYTES + buckets * TIME_BYTES, buckets * 2);
    this.#locks = new Int32Array(memory, SEED_BYTES + buckets * (TIME_BYTES + HASH_BYTES), this.#sets);
  }

  take(key: string, size: BucketSize, nowMs: number): Taken {
    const [low, high] = hash(key, this.#seed);
    const number = (low >>> 0) % this.#sets;
    const set = new BucketSet(number, this.#fullAt, this.#hashes, this.#locks);
    set.lock();
    try {
      const place = set.find(low, high);
      const known = place === undefined ? nowMs : set.fullAt(place);
      const fullAt = known - nowMs > latestMs(size) ? nowMs : known;
      if (fullAt - nowMs > toleranceMs(size)) return { allowed: false, retryAfterMs: waitMs(fullAt, size, nowMs) };
      set.write(place ?? set.make(low, high), Math.max(fullAt, nowMs) + msPerCall(size));
      return { allowed: true, retryAfterMs: 0 };
    } finally {
      set.unlock();
    }
  }
}

const LOW_FACTOR = 0x85ebca6b;
const HIGH_FACTOR = 0xc2b2ae35;

/** Two halves of 32 bits, mixed as MurmurHash3 finishes (https://github.com/aappleby/smhasher). Keys name callers that exist, so nobody chooses many of them. */
function hash(key: string, [lowSeed, highSeed]: readonly [number, number]): [number, number] {
  let low = lowSeed;
  let high = highSeed;
  for (let i = 0; i < key.length; i++) {
    const unit = key.charCodeAt(i);
    low = Math.imul(low ^ unit, LOW_FACTOR);
    high = Math.imul(high ^ unit, HIGH_FACTOR);
    low ^= low >>> 13;
    high ^= high >>> 16;
  }
  low = Math.imul(low ^ (high >>> 15), HIGH_FACTOR);
  high = Math.imul(high ^ (low >>> 13), LOW_FACTOR);
  return [(low ^ (low >>> 16)) | 0, (high ^ (high >>> 13)) | 1];
}
