/** When an AccessKey or a client key was last used, as it is on record. Every use moves it, so it is read again when what was read is a minute old, and not before. */
import type { AtOnce } from '../domain/at-once.js';

/** The last use of a key is written down at most this often, or every request would be a write to one row. */
const LAST_USED_PRECISION_MS = 60_000;

export class LastUse {
  #read: Date | undefined;

  /** @param find gives the time on record */
  constructor(private readonly find: () => Promise<Date | undefined>) {}

  /** The last use before `now`, to the minute; undefined where none is on record. At once where it was read within the minute. */
  at(now: Date): AtOnce<Date | undefined> {
    return isFresh(this.#read, now) ? this.#read : this.#readAgain();
  }

  async #readAgain(): Promise<Date | undefined> {
    this.#read = await this.find();
    return this.#read;
  }
}

/** Whether a use at this time need not be written down. */
export function isFresh(lastUsedAt: Date | undefined, usedAt: Date): boolean {
  return lastUsedAt !== undefined && usedAt.getTime() - lastUsedAt.getTime() < LAST_USED_PRECISION_MS;
}
