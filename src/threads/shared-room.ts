/**
 * Room that the threads of a server share: half of it is anybody's, and of the other half each thread has its part for itself. A stranger who fills
 * what is anybody's over the connections of one thread leaves the part of every other, and what all take together is never more than the whole.
 */
import type { Room } from '../gateway/room.js';

/** What a thread takes of the common half at a time is so much of it, to touch shared memory seldom. */
const STEPS = 4096;

export class SharedRoom {
  readonly #part: number;
  readonly #step: number;
  /** How many steps of the common half nobody has, and behind it how many each thread has. */
  readonly #counts: Int32Array;
  readonly memory: SharedArrayBuffer;

  /** @param memory that of another thread's; absent: new memory, to be handed to other threads */
  constructor(limit: number, threads: number, memory?: SharedArrayBuffer) {
    this.#part = Math.floor(limit / 2 / threads);
    this.#step = Math.max(1, Math.ceil(limit / 2 / STEPS));
    this.memory = memory ?? new SharedArrayBuffer((threads + 1) * Int32Array.BYTES_PER_ELEMENT);
    this.#counts = new Int32Array(this.memory);
    if (!memory) this.#counts[0] = Math.floor((limit - this.#part * threads) / this.#step);
  }

  /** The room as one thread has it. @param thread from 0 */
  of(thread: number): Room {
    const own = thread + 1;
    const step = this.#step;
    let taken = 0;
    let borrowed = 0;
    const has = () => this.#part + borrowed * step;
    return {
      take: amount => {
        const lacking = Math.ceil((taken + amount - has()) / step);
        if (lacking > 0) {
          if (!this.#borrow(lacking)) return false;
          borrowed += lacking;
          Atomics.store(this.#counts, own, borrowed);
        }
        taken += amount;
        return true;
      },
      give: amount => {
        taken -= amount;
        const spare = Math.min(borrowed, Math.floor((has() - taken) / step));
        if (spare <= 0) return;
        borrowed -= spare;
        Atomics.store(this.#counts, own, borrowed);
        Atomics.add(this.#counts, 0, spare);
      },
    };
  }

  /** Gives back what a thread had that has died. */
  reclaim(thread: number): void {
    Atomics.add(this.#counts, 0, Atomics.exchange(this.#counts, thread + 1, 0));
  }

  #borrow(steps: number): boolean {
    for (let free = Atomics.load(this.#counts, 0); free >= steps; ) {
      const seen = Atomics.compareExchange(this.#counts, 0, free, free - steps);
      if (seen === free) return true;
      free = seen;
    }
    return false;
  }
}
