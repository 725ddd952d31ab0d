/**
 * Deletes keys for good when the date of their end has come (wire/kms.md section 6.8). Runs in every server: which of them deletes a key is
 * decided by the change, which finds it due or is undone.
 */
import { type Change, isRefusal } from '../../domain/change.js';
import { type Job, repeatedly } from '../../domain/repeatedly.js';
import type { Key } from './key.js';
import type { KeyChangedReason, KeyStore } from './key-store.js';

type NamedKey = Pick<Key, 'accountId' | 'id'>;

export interface KeyDeletionOptions {
  readonly commit: (change: Change) => Promise<void>;
  /** Takes what was deleted out of the files too. Resolves with false when it has to be tried again. */
  readonly erase: () => Promise<boolean>;
  /**
   * The time that it is for certain, undefined while that is not known: a clock that is wrong for a while must not destroy keys. Asked every
   * minute.
   */
  readonly passed: () => Date | undefined;
  readonly onDeleted: (key: NamedKey) => void;
  readonly onFault: (fault: unknown) => void;
}

const EVERY_MS = 60_000;
const AT_ONCE = 20;

export class KeyDeletion {
  /** Also at the start: the server may have ended between a deletion and what follows it. */
  #mustErase = true;

  constructor(
    private readonly store: KeyStore,
    private readonly options: KeyDeletionOptions,
  ) {}

  /** Looks for keys from time to time. */
  job(): Job {
    const { passed, onFault } = this.options;
    return repeatedly({ everyMs: EVERY_MS, onFault }, async signal => {
      const now = passed();
      if (now) await this.deleteDue(now, signal);
    });
  }

  /** Deletes all keys whose end has come by then. @param signal ends it after the key under way */
  async deleteDue(now: Date, signal?: AbortSignal): Promise<void> {
    for (;;) {
      const due = await this.store.findDueForDeletion(now, AT_ONCE);
      for (const key of due) if (!signal?.aborted) await this.#delete(key, now);
      if (due.length < AT_ONCE || signal?.aborted) break;
    }
    if (this.#mustErase) this.#mustErase = !(await this.options.erase());
  }

  async #delete(key: NamedKey, now: Date): Promise<void> {
    try {
      await this.options.commit(this.store.delete(key, now));
    } catch (fault) {
      // Another server was faster, or the key is kept after all.
      if (isRefusal<KeyChangedReason>(fault, 'key-changed')) return;
      throw fault;
    }
    this.#mustErase = true;
    this.options.onDeleted({ accountId: key.accountId, id: key.id });
  }
}
