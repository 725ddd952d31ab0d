/**
 * Bounds how much of one kind of work is under way and how much more may wait for it. First come, first served; when the queue is full
 * the caller is told at once, because an answer that comes after the client has gone helps nobody.
 */

/** There is no room for it now. Not a fault: the caller should hear that it is being throttled and may try again. */
export class Busy extends Error {
  constructor(
    readonly what: string,
    /** When there may be room again, in milliseconds from now. */
    readonly retryAfterMs = 1000,
  ) {
    super(`Too much ${what} is waiting already; try again later.`);
    this.name = 'Busy';
  }
}

export interface SemaphoreLimits {
  /** How many tasks may run at once. */
  readonly atOnce: number;
  /** How many more may wait for a place. */
  readonly waiting: number;
}

export class Semaphore {
  readonly #limits: SemaphoreLimits;
  readonly #what: string;
  readonly #queue: (() => void)[] = [];
  #running = 0;

  /** `what` names the work in the message of `Busy`, as in "key generation". */
  constructor(what: string, limits: SemaphoreLimits) {
    this.#what = what;
    this.#limits = limits;
  }

  /** Runs the task when its turn comes and gives its result. Throws `Busy` without running it when the queue is full. */
  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.#running < this.#limits.atOnce) this.#running++;
    else if (this.#queue.length >= this.#limits.waiting) throw new Busy(this.#what);
    else await new Promise<void>(resume => this.#queue.push(resume));
    try {
      return await task();
    } finally {
      // The place goes straight to the next in line; were it freed first, a newcomer could take it before the waiter wakes.
      const next = this.#queue.shift();
      if (next) next();
      else this.#running--;
    }
  }
}
