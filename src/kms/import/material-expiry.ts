/**
 * Takes imported material away when it has expired, and sees to it that what was taken away, by whomever, is in no file any more (wire/kms.md section
 * 8.3). Runs in every server: of several that find the same key one takes its material, since the change finds it expired or is undone. A key whose
 * material has expired stops at once (lifecycle.ts, `stateOf`), whenever this comes.
 */
import { type Change, isRefusal } from '../../domain/change.js';
import { type Job, repeatedly } from '../../domain/repeatedly.js';
import type { Key } from '../keys/key.js';
import type { KeyChangedReason, KeyStore } from '../keys/key-store.js';
import { losingMaterial } from './imported-version.js';

export interface MaterialExpiryOptions {
  readonly commit: (change: Change) => Promise<void>;
  /** Takes what was deleted out of the files too. Resolves with false when it has to be tried again. */
  readonly erase: () => Promise<boolean>;
  /** The time that it is for certain, undefined while that is not known: a clock that is wrong for a while must not destroy keys. */
  readonly passed: () => Date | undefined;
  readonly now: () => Date;
  readonly onFault: (fault: unknown) => void;
}

const EVERY_MS = 60_000;
const AT_ONCE = 20;
const BEGINNING = new Date(0);

export class MaterialExpiry {
  /** Until when all that was taken away is erased. */
  #erasedUntil = BEGINNING;

  constructor(
    private readonly store: KeyStore,
    private readonly options: MaterialExpiryOptions,
  ) {}

  /** Looks for keys from time to time. */
  job(): Job {
    const { passed, onFault } = this.options;
    return repeatedly({ everyMs: EVERY_MS, onFault }, async signal => {
      const certain = passed();
      if (certain) await this.expireDue(certain, signal);
      await this.eraseLost();
    });
  }

  /** Takes all material that has expired by then. @param signal ends it after the key under way */
  async expireDue(certain: Date, signal?: AbortSignal): Promise<void> {
    for (;;) {
      const due = await this.store.findDueForExpiry(certain, AT_ONCE);
      for (const key of due) if (!signal?.aborted) await this.#expire(key, certain);
      if (due.length < AT_ONCE || signal?.aborted) return;
    }
  }

  /** Erases what calls have taken away since the last time. */
  async eraseLost(): Promise<void> {
    const now = this.options.now();
    if (!(await this.store.hasLostMaterialSince(this.#erasedUntil)) || (await this.options.erase())) {
      this.#erasedUntil = now;
    }
  }

  async #expire(key: Key, certain: Date): Promise<void> {
    const condition = { states: [key.state], isExpiredAt: certain };
    try {
      await this.options.commit(await losingMaterial(this.store, key, condition, this.options.now()));
    } catch (fault) {
      // Another server was faster, or the material came again.
      if (!isRefusal<KeyChangedReason>(fault, 'key-changed')) throw fault;
    }
  }
}
