/**
 * Deletes secrets for good when their time is over. Runs in every server: what is due stands in the database, so a server that starts later goes on with
 * it, and of several that find the same secret one deletes it, since the change finds it as it was or is undone.
 */
import { isRefusal } from '../../domain/change.js';
import { type Job, repeatedly } from '../../domain/repeatedly.js';
import type { SecretReason } from './refusals.js';
import type { SecretStore } from './secret-store.js';

const LOOK_EVERY_MS = 60_000;
/** Each is a commit of its own, so that calls hardly wait. */
const AT_ONCE = 100;
/** For what calls have deleted themselves: a secret at once, or the oldest version for a new one. */
const ERASE_EVERY_MS = 3_600_000;

export interface SecretDeletionOptions {
  /** Takes what was deleted out of the files too. Resolves with false when it has to be tried again. */
  readonly erase: () => Promise<boolean>;
  /** The time that it is for certain, undefined while that is not known: a clock that is wrong for a while must not destroy secrets. */
  readonly passed: () => Date | undefined;
  readonly onFault: (fault: unknown) => void;
}

export class SecretDeletion {
  /** At the start too: the server may have ended between a deletion and what follows it. */
  #eraseAt = 0;

  constructor(
    private readonly store: Pick<SecretStore, 'findDue' | 'delete' | 'commit'>,
    private readonly options: SecretDeletionOptions,
  ) {}

  /** Looks for secrets from time to time. */
  job(): Job {
    const { passed, onFault } = this.options;
    return repeatedly({ everyMs: LOOK_EVERY_MS, onFault }, async signal => {
      const now = passed();
      if (now) await this.deleteDue(now, signal);
    });
  }

  /** Deletes all whose time is over. @param signal ends it after the one under way */
  async deleteDue(now: Date, signal?: AbortSignal): Promise<void> {
    let due: number;
    do {
      const secrets = await this.store.findDue(now, AT_ONCE);
      for (const secret of secrets) {
        if (signal?.aborted) return;
        try {
          await this.store.commit(this.store.delete(secret));
          this.#eraseAt = 0;
        } catch (fault) {
          // Restored, or deleted by another server, since it was found.
          if (!isRefusal<SecretReason>(fault, 'secret-changed')) throw fault;
        }
      }
      due = secrets.length;
    } while (due === AT_ONCE);
    if (now.getTime() < this.#eraseAt) return;
    if (await this.options.erase()) this.#eraseAt = now.getTime() + ERASE_EVERY_MS;
  }
}
