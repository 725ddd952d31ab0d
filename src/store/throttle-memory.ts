/** Token buckets of a server that has its store to itself. A restart fills them all, which lets nobody do more than wait a second would. */
import {
  type BucketSize,
  latestMs,
  msPerCall,
  type Taken,
  type ThrottleStore,
  toleranceMs,
  waitMs,
} from './throttle.js';

/** What is forgotten at once when there are too many buckets: an eighth, so that the work is spread over as many calls. */
const shareToForget = 8;

export class MemoryThrottle implements ThrottleStore {
  /** Key to the time at which the bucket is full again; in the order of the last call that was allowed. */
  readonly #fullAt = new Map<string, number>();

  /** @param maxBuckets how many callers and operations are remembered: 100,000 take 20 MB */
  constructor(private readonly maxBuckets = 100_000) {}

  /** How many buckets are remembered. */
  get size(): number {
    return this.#fullAt.size;
  }

  async take(key: string, size: BucketSize, nowMs: number): Promise<Taken> {
    const known = this.#fullAt.get(key) ?? nowMs;
    const fullAt = known - nowMs > latestMs(size) ? nowMs : known;
    if (fullAt - nowMs > toleranceMs(size)) return { allowed: false, retryAfterMs: waitMs(fullAt, size, nowMs) };
    this.#fullAt.delete(key);
    if (this.#fullAt.size >= this.maxBuckets) this.#forget(nowMs);
    this.#fullAt.set(key, Math.max(fullAt, nowMs) + msPerCall(size));
    return { allowed: true, retryAfterMs: 0 };
  }

  /**
   * Full buckets go first, as nothing is lost with them. If none is full, those go that were used longest ago: keys are made of callers
   * that have proved who they are and of operations that exist, so nobody can push others out by making up keys.
   */
  #forget(nowMs: number): void {
    const before = this.#fullAt.size;
    for (const [key, fullAt] of this.#fullAt) if (fullAt <= nowMs) this.#fullAt.delete(key);
    let excess = Math.ceil(before / shareToForget) - (before - this.#fullAt.size);
    for (const key of this.#fullAt.keys()) {
      if (excess-- <= 0) break;
      this.#fullAt.delete(key);
    }
  }
}
