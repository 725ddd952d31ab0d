/**
 * Shares a few places out among requesters who may want all of them. Each requester has a line for each kind of work, and lines take
 * turns: the thousandth task of one requester waits behind the other 999, and no task of anybody else does. The last free place is kept
 * for a requester who has none, because work cannot be interrupted: a short task would have to wait for the end of somebody's long one.
 *
 * Waiting ends in one of three ways: with a place; after a time, since an answer that comes after the client has given up helps nobody;
 * or at once when the requester is gone, and then the work is not done.
 */
import type { Requester } from '../domain/requester.js';
import { Busy } from './semaphore.js';

/** The requester left before the turn came. Nothing was done. */
export class Abandoned extends Error {
  constructor(readonly what: string) {
    super(`Nobody waits for the ${what} any more.`);
    this.name = 'Abandoned';
  }
}

/** One kind of work that waits its turn. */
export interface Lane {
  /** Runs the task when its turn comes. Throws `Busy` when that takes too long, and `Abandoned`; the task has not begun then. */
  run<T>(task: () => Promise<T>, requester: Requester): Promise<T>;
  /** Whether no work of any kind is under way. */
  readonly isIdle: boolean;
}

/** Where work waits, by its kind. */
export interface Lines {
  /** `what` names the kind of work, as in "key generation". */
  lane(what: string, limits: LaneLimits): Lane;
}

export interface RoundRobinLimits {
  /** How many tasks run at once, of all kinds together. */
  readonly places: number;
  /** How many of these one requester has at most. */
  readonly placesEach: number;
  /** How long a task may wait for its place. */
  readonly maxWaitMs: number;
  /** How many tasks may wait in one line, and in all lines together. */
  readonly waitingEach: number;
  readonly waiting: number;
}

export interface LaneLimits {
  /** How many tasks of this kind one requester runs at once; background work runs one. */
  readonly atOnce: number;
}

interface Line {
  readonly name: string;
  readonly what: string;
  readonly requesterId: string;
  readonly isBackground: boolean;
  readonly atOnce: number;
  readonly waiting: Set<() => void>;
  running: number;
  /** How long its tasks took lately; undefined until one has ended. */
  meanMs: number | undefined;
}

const SHORTEST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 60_000;

export class RoundRobin implements Lines {
  /** Those that have something running or waiting, in the order of their turns. */
  readonly #lines = new Map<string, Line>();
  readonly #runningOf = new Map<string, number>();
  #running = 0;
  #waiting = 0;

  constructor(private readonly limits: RoundRobinLimits) {}

  lane(what: string, { atOnce }: LaneLimits): Lane {
    const isIdle = () => this.#running === 0;
    return {
      run: (task, requester) => this.#run(what, atOnce, task, requester),
      get isIdle() {
        return isIdle();
      },
    };
  }

  async #run<T>(what: string, atOnce: number, task: () => Promise<T>, requester: Requester): Promise<T> {
    const gone = requester.gone();
    if (gone.aborted) throw new Abandoned(what);
    const line = this.#lines.get(`${what} ${requester.id}`) ?? this.#open(what, atOnce, requester);
    // Whatever waits may not begin yet, or it would have: nobody is overtaken here.
    if (line.waiting.size === 0 && this.#mayBegin(line)) this.#take(line);
    else await this.#wait(line, gone);
    const start = performance.now();
    try {
      return await task();
    } finally {
      const tookMs = performance.now() - start;
      line.meanMs = line.meanMs === undefined ? tookMs : 0.8 * line.meanMs + 0.2 * tookMs;
      this.#release(line);
    }
  }

  #open(what: string, atOnce: number, { id, isBackground = false }: Requester): Line {
    const line: Line = {
      name: `${what} ${id}`,
      what,
      requesterId: id,
      isBackground,
      atOnce: isBackground ? 1 : atOnce,
      waiting: new Set(),
      running: 0,
      meanMs: undefined,
    };
    this.#lines.set(line.name, line);
    return line;
  }

  #closeIfEmpty({ name, running, waiting }: Line): void {
    if (running === 0 && waiting.size === 0) this.#lines.delete(name);
  }

  /** Resolves with a place taken. */
  #wait(line: Line, gone: AbortSignal): Promise<void> {
    const { maxWaitMs, waiting, waitingEach } = this.limits;
    return new Promise((resolve, reject) => {
      const leave = (reason: (line: Line) => Error) => {
        unlist();
        this.#closeIfEmpty(line);
        reject(reason(line));
      };
      const unlist = () => {
        clearTimeout(timer);
        gone.removeEventListener('abort', abandon);
        if (line.waiting.delete(begin)) this.#waiting--;
      };
      const begin = () => {
        unlist();
        this.#take(line);
        resolve();
      };
      const abandon = () => leave(({ what }) => new Abandoned(what));
      const isFull = line.waiting.size >= waitingEach || this.#waiting >= waiting;
      if (isFull) {
        this.#closeIfEmpty(line);
        reject(busy(line));
        return;
      }
      const timer = line.isBackground ? undefined : setTimeout(() => leave(busy), maxWaitMs);
      gone.addEventListener('abort', abandon);
      line.waiting.add(begin);
      this.#waiting++;
    });
  }

  #mayBegin({ requesterId, isBackground, atOnce, running }: Line): boolean {
    const { places, placesEach } = this.limits;
    const own = this.#runningOf.get(requesterId) ?? 0;
    if (this.#running >= places || running >= atOnce || own >= placesEach) return false;
    const isLast = this.#running === places - 1;
    return !isLast || places === 1 || (own === 0 && !isBackground);
  }

  #take(line: Line): void {
    this.#running++;
    line.running++;
    this.#runningOf.set(line.requesterId, (this.#runningOf.get(line.requesterId) ?? 0) + 1);
  }

  #release(line: Line): void {
    this.#running--;
    line.running--;
    const own = (this.#runningOf.get(line.requesterId) ?? 0) - 1;
    if (own > 0) this.#runningOf.set(line.requesterId, own);
    else this.#runningOf.delete(line.requesterId);
    this.#closeIfEmpty(line);
    while (this.#beginNext());
  }

  /** Gives a place to the first in the first line that may have one, and puts that line behind the others. */
  #beginNext(): boolean {
    for (const [name, line] of this.#lines) {
      const [begin] = line.waiting;
      if (!begin || !this.#mayBegin(line)) continue;
      this.#lines.delete(name);
      this.#lines.set(name, line);
      begin();
      return true;
    }
    return false;
  }
}

/** Says when the line will be empty, as far as can be told from how long its tasks took. */
function busy({ what, meanMs = 0, running, waiting, atOnce }: Line): Busy {
  const expectedMs = (meanMs * (running + waiting.size)) / atOnce;
  return new Busy(what, Math.ceil(Math.min(Math.max(expectedMs, SHORTEST_RETRY_MS), LONGEST_RETRY_MS)));
}
