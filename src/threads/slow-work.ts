/**
 * Slow work of all threads waits in the lines of the thread that started the others: OpenSSL's threads are those of the process, so turns are
 * taken by all together. Only the place is asked for over the port. The work runs where it was asked for, and no key or password leaves its thread.
 */
import { Abandoned, type Lane, type LaneLimits, type Lines } from '../crypto/round-robin.js';
import { Busy } from '../crypto/semaphore.js';
import type { Requester } from '../domain/requester.js';
import type { Calls } from './calls.js';

export interface PlaceAsked {
  /** The asking thread's number for it. */
  readonly ticket: number;
  readonly what: string;
  readonly atOnce: number;
  readonly requesterId: string;
  readonly isBackground: boolean;
}

/** `busy` with the milliseconds after which there may be room. */
export type PlaceAnswer = 'taken' | 'abandoned' | { readonly busy: number };

/** What the thread with the lines offers to each other one. */
export interface PlaceOffers {
  takePlace(asked: PlaceAsked): Promise<PlaceAnswer>;
  /** Gives a place back, or leaves the line. */
  leavePlace(ticket: number): void;
}

/** The lines as the other threads see them. */
export class AskedLines implements Lines {
  #next = 0;

  constructor(private readonly calls: Pick<Calls<PlaceOffers>, 'call' | 'tell'>) {}

  lane(what: string, { atOnce }: LaneLimits): Lane {
    return {
      run: (task, requester) => this.#run(what, atOnce, task, requester),
      // Who asks wants to make something ahead, which the thread with the lines does for all.
      isIdle: false,
    };
  }

  async #run<T>(what: string, atOnce: number, task: () => Promise<T>, requester: Requester): Promise<T> {
    const gone = requester.gone();
    if (gone.aborted) throw new Abandoned(what);
    const ticket = this.#next++;
    const leave = () => this.calls.tell('leavePlace', ticket);
    gone.addEventListener('abort', leave);
    const isBackground = requester.isBackground ?? false;
    const answer = await this.calls.call('takePlace', {
      ticket,
      what,
      atOnce,
      requesterId: requester.id,
      isBackground,
    });
    gone.removeEventListener('abort', leave);
    if (answer === 'abandoned') throw new Abandoned(what);
    if (answer !== 'taken') throw new Busy(what, answer.busy);
    try {
      return await task();
    } finally {
      leave();
    }
  }
}

/** The places of one other thread, in the lines of this one. */
export class PlacesOfThread implements PlaceOffers {
  /** What ends a wait, or gives a place back. */
  readonly #held = new Map<number, () => void>();

  constructor(private readonly lines: Lines) {}

  takePlace({ ticket, what, atOnce, requesterId, isBackground }: PlaceAsked): Promise<PlaceAnswer> {
    const left = new AbortController();
    this.#held.set(ticket, () => left.abort());
    return new Promise(resolve => {
      const hold = () =>
        new Promise<void>(free => {
          this.#held.set(ticket, free);
          resolve('taken');
        });
      this.lines
        .lane(what, { atOnce })
        .run(hold, { id: requesterId, gone: () => left.signal, isBackground })
        .catch((fault: unknown) => resolve(fault instanceof Busy ? { busy: fault.retryAfterMs } : 'abandoned'))
        .finally(() => this.#held.delete(ticket));
    });
  }

  leavePlace(ticket: number): void {
    this.#held.get(ticket)?.();
  }

  /** For a thread that has died. */
  leaveAll(): void {
    for (const leave of [...this.#held.values()]) leave();
  }
}
