/**
 * One set of places of the shared table of buckets (throttle-shared.ts), which a thread takes for itself for the moment of a call.
 *
 * A thread can die or be put aside by the scheduler between `lock` and `unlock`, but has no place to wait or fail there. Whoever waits for longer than
 * anything takes there goes on without it; what had the lock then has lost at most its own last write.
 */

/** Enough that a set is seldom full while the table is not. */
export const PLACES = 16;

const FREE = 0;
const TAKEN = 1;
const WAITED_FOR = 2;
/** Far above what the scheduler puts a thread aside for. */
const DEAD_AFTER_MS = 250;

export class BucketSet {
  readonly #first: number;

  /** The arrays are those of the whole table; a hash takes two numbers, and 0 stands for a place that is free. */
  constructor(
    private readonly number: number,
    private readonly times: Float64Array,
    private readonly hashes: Int32Array,
    private readonly locks: Int32Array,
  ) {
    this.#first = number * PLACES;
  }

  lock(): void {
    if (Atomics.compareExchange(this.locks, this.number, FREE, TAKEN) === FREE) return;
    // From here on each unlock wakes one that waits, since this thread cannot know whether others do.
    while (Atomics.exchange(this.locks, this.number, WAITED_FOR) !== FREE) {
      if (Atomics.wait(this.locks, this.number, WAITED_FOR, DEAD_AFTER_MS) === 'timed-out') return;
    }
  }

  unlock(): void {
    if (Atomics.exchange(this.locks, this.number, FREE) === WAITED_FOR) Atomics.notify(this.locks, this.number, 1);
  }

  /** The place of a bucket; undefined where it is not in the table. */
  find(low: number, high: number): number | undefined {
    for (let place = this.#first; place < this.#first + PLACES; place++) {
      if (this.hashes[2 * place] === low && this.hashes[2 * place + 1] === high) return place;
    }
    return undefined;
  }

  /** When the bucket is full again, in milliseconds since 1970. */
  fullAt(place: number): number {
    return this.times[place] ?? 0;
  }

  write(place: number, fullAt: number): void {
    this.times[place] = fullAt;
  }

  /**
   * A place for a new bucket: a free one, or that of the bucket that is full soonest. With one that is full already nothing is lost, and keys are
   * made of callers that have proved who they are and of operations that exist, so nobody pushes others out by making up keys.
   */
  make(low: number, high: number): number {
    let soonest = this.#first;
    for (let place = this.#first; place < this.#first + PLACES; place++) {
      if (this.#isFree(place)) {
        soonest = place;
        break;
      }
      if (this.fullAt(place) < this.fullAt(soonest)) soonest = place;
    }
    this.hashes[2 * soonest] = low;
    this.hashes[2 * soonest + 1] = high;
    return soonest;
  }

  #isFree(place: number): boolean {
    return this.hashes[2 * place + 1] === 0;
  }
}
