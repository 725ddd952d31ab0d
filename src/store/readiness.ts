/**
 * Whether the store can make a change durable, found out by making one: a row is written and taken away again in a change that is
 * committed as any other is. A transaction that is empty or rolled back would not do, for it never gets to the disk.
 *
 * Anybody may ask (`/readyz` needs no signature), so there is one trial at a time, and a good answer holds for a quarter of a second
 * unless a change has failed meanwhile.
 */
import { randomUUID } from 'node:crypto';
import type { Change } from '../domain/change.js';
import { inTime } from './in-time.js';
import { insertStep, step } from './step.js';
import type { Store } from './store.js';
import { StoreError } from './store-error.js';

const holdsMs = 250;

export class Readiness {
  #trial: Promise<void> | undefined;
  #goodUntil = 0;

  /** @param tryToWrite rejects when a change cannot be committed */
  constructor(private readonly tryToWrite: () => Promise<void>) {}

  /** As Store.ready. */
  async ask(): Promise<void> {
    if (this.#trial === undefined && performance.now() < this.#goodUntil) return;
    // A trial that hangs is waited for by all who ask, each for so long, and no other is begun.
    this.#trial ??= this.#try();
    await inTime(this.#trial);
  }

  /** To be told why a change failed: the store may be no longer what the last trial found. */
  heed(fault: unknown): void {
    if (fault instanceof StoreError) this.#goodUntil = 0;
  }

  async #try(): Promise<void> {
    try {
      await this.tryToWrite();
      this.#goodUntil = performance.now() + holdsMs;
    } finally {
      this.#trial = undefined;
    }
  }
}

/** Writes a setting of this size, under a name that nobody has, and removes it. */
export function trialChange(store: Pick<Store, 'db' | 'dialect'>, bytes: number): Change {
  const name = `trial-${randomUUID()}`;
  return [
    insertStep(store, 'settings', { name, value: '.'.repeat(bytes) }),
    step(store.db.deleteFrom('settings').where('name', '=', name)),
  ];
}
