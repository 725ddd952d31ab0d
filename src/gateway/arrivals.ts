/**
 * Begins requests that arrive close together side by side, once all of them have been read.
 *
 * Work on a request pauses at each `await` and the next request goes on, so that requests which begin together take each step one after the
 * other: its code, and what it looks up, is in the processor's caches for all of them but the first. A request worked on by itself
 * evicts between two steps what the next one needs again. What calls of one turn share (`SharedInTurn`) is also made less often.
 *
 * Callers that were answered together, as those of one commit are, send their next requests together too, but none of them before the other.
 * So a turn of the event loop that brought requests is followed by one more look at the sockets, until a look finds none: it costs a few
 * microseconds, and nobody waits for requests that are not there yet. docs/performance.md has the figures.
 */
import { beginTurn } from '../domain/shared-in-turn.js';

/** More than that at once gain nothing and only wait for each other. It also ends the looking where requests never cease to come. */
const MOST_AT_ONCE = 32;

export class Arrivals<Request> {
  #waiting: Request[] = [];
  /** How many waited at the last look. */
  #seen = 0;

  /** @param begin begins the work on a request and does not wait for its end */
  constructor(private readonly begin: (request: Request) => void) {}

  /** Begins the request at the end of a turn that brings no other, or of a later one where very many came before it. */
  add(request: Request): void {
    if (this.#waiting.push(request) === 1) setImmediate(() => this.#look());
  }

  #look(): void {
    const waiting = this.#waiting.length;
    if (waiting > this.#seen && waiting < MOST_AT_ONCE) {
      this.#seen = waiting;
      setImmediate(() => this.#look());
      return;
    }
    this.#seen = 0;
    this.#beginNext();
  }

  #beginNext(): void {
    const next = this.#waiting.splice(0, MOST_AT_ONCE);
    if (this.#waiting.length > 0) setImmediate(() => this.#look());
    beginTurn();
    for (const request of next) this.begin(request);
  }
}
