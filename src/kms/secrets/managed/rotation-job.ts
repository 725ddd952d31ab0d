/**
 * Rotates secrets by their policies, goes on with what was begun and has not succeeded, and ends what was replaced. Runs in every server: what is due stands in
 * the database, and of several servers one takes the work, by a change that finds the secret as it was or is undone.
 */
import { randomIdentifier } from '../../../crypto/random.js';
import { type Change, isRefusal, Refusal, type Step } from '../../../domain/change.js';
import { type Job, repeatedly } from '../../../domain/repeatedly.js';
import type { SecretReason } from '../refusals.js';
import type { Secret } from '../secret.js';
import type { SecretStore } from '../secret-store.js';
import type { ManagedSecretStore } from './managed-store.js';
import type { Rotation } from './rotation.js';

/** How an attempt of the job ended. */
export interface RotationOutcome {
  readonly secret: Pick<Secret, 'accountId' | 'name'>;
  readonly kind: 'rotation' | 'retirement';
  readonly versionId: string | undefined;
  readonly at: Date;
  /** Why it failed, in a sentence without secrets; undefined: it is done. */
  readonly failure: string | undefined;
}

export interface RotationJobOptions {
  readonly now: () => Date;
  /** The audit record: goes with the change that it tells of. */
  readonly record: (outcome: RotationOutcome) => Step;
  readonly onFailure: (outcome: RotationOutcome) => void;
  readonly onFault: (fault: unknown) => void;
}

const EVERY_MS = 5000;
const AFTER_FAULT_MS = 60_000;
const AT_ONCE = 20;

export class RotationJob {
  constructor(
    private readonly secrets: Pick<SecretStore, 'find' | 'commit'>,
    private readonly managed: Pick<ManagedSecretStore, 'findDue'>,
    private readonly rotation: Pick<Rotation, 'due' | 'failed'>,
    private readonly options: RotationJobOptions,
  ) {}

  /** Looks for secrets from time to time. */
  job(): Job {
    const { onFault } = this.options;
    return repeatedly({ everyMs: EVERY_MS, pauseAfterFaultMs: AFTER_FAULT_MS, onFault }, signal =>
      this.workOnDue(signal),
    );
  }

  /** Does all that is due, one after the other. @param signal ends it after the one under way */
  async workOnDue(signal?: AbortSignal): Promise<void> {
    for (;;) {
      const due = await this.managed.findDue(this.options.now(), AT_ONCE);
      let moved = 0;
      for (const secret of due) if (!signal?.aborted && (await this.#workOn(secret))) moved += 1;
      if (due.length < AT_ONCE || moved === 0 || signal?.aborted) return;
    }
  }

  /** Whether it was this server that did it. */
  async #workOn({ accountId, name }: Pick<Secret, 'accountId' | 'name'>): Promise<boolean> {
    const now = this.options.now();
    const secret = await this.secrets.find(accountId, name);
    const due = secret && (await this.rotation.due(secret, randomIdentifier(now.getTime()), now));
    if (!due) return false;
    const outcome = (failure?: string) => ({ secret, kind: due.kind, versionId: due.versionId, at: now, failure });
    try {
      const change = await due.work();
      await this.#commit([...change, this.options.record(outcome())]);
      return true;
    } catch (fault) {
      // Another server, or a call, was faster.
      if (isRefusal<SecretReason>(fault, 'secret-changed', 'secret-rotating')) return false;
      if (await due.isOvertaken()) return false;
      if (!(fault instanceof Refusal)) this.options.onFault(fault);
      const failed = outcome(sentenceOf(fault));
      this.options.onFailure(failed);
      await this.rotation.failed(secret, now);
      await this.#commit([this.options.record(failed)]);
      return true;
    }
  }

  #commit(change: Change): Promise<void> {
    return this.secrets.commit(change);
  }
}

/** Refusals of the domain say it themselves; what else there may be is in the log. */
function sentenceOf(fault: unknown): string {
  if (!(fault instanceof Refusal)) return 'The server failed; its log says how.';
  return fault.details.Why ?? `It was refused: ${fault.reason}.`;
}
