/**
 * Issues in the background what was accepted with `AsynchronousFlag` (wire/cas.md sections 5.3 and 9.19). Everything about a
 * certificate is settled when it is accepted, its serial number too; what is left is to make its key pair and to sign it.
 *
 * Runs in every server. One that is killed leaves its claims, which others take over when they expire; a certificate is issued once
 * whatever happens, since the change that issues it finds it pending or is undone.
 */
import { randomIdentifier } from '../crypto/random.js';
import { Busy } from '../crypto/semaphore.js';
import { type Change, isRefusal, Refusal } from '../domain/change.js';
import { type Job, repeatedly } from '../domain/repeatedly.js';
import { signPending } from './accept-certificate.js';
import type { IssuingParts } from './issue-certificate.js';
import type { PendingCertificate } from './pending-store.js';
import type { BackgroundReason, CaReason } from './refusals.js';

/** RSA keys among them are made one at a time, as all background work. */
const AT_ONCE = 4;
/** Longer than so many of the slowest keys take one after the other; what a dead server was at waits that long. */
const CLAIM_MS = 20_000;
const LONGEST_PAUSE_MS = 600_000;
/** A database that is away is asked this often, and is in the log as often. */
const FAULT_PAUSE_MS = 10_000;

export interface PendingIssuanceOptions {
  readonly commit: (change: Change) => Promise<void>;
  readonly now: () => Date;
  /** Is told what went wrong with a certificate that stays pending, or with looking for work. */
  readonly onFault: (fault: unknown) => void;
  readonly intervalMs?: number | undefined;
}

export class PendingIssuance {
  readonly #worker = randomIdentifier();

  constructor(
    private readonly parts: IssuingParts,
    private readonly options: PendingIssuanceOptions,
  ) {}

  /** Looks for work from time to time. */
  job(): Job {
    const { intervalMs: everyMs = 500, onFault } = this.options;
    return repeatedly({ everyMs, pauseAfterFaultMs: FAULT_PAUSE_MS, onFault }, signal => this.issueAll(signal));
  }

  /** Issues all that waits and that no other server works on. @param signal ends it after those that it has begun */
  async issueAll(signal?: AbortSignal): Promise<void> {
    const { parts, options } = this;
    while (!signal?.aborted && (await parts.store.pending.hasClaimable(options.now()))) {
      const now = options.now();
      const until = new Date(now.getTime() + CLAIM_MS);
      await options.commit(parts.store.pending.claim(this.#worker, now, until, AT_ONCE));
      const claimed = await parts.store.pending.findClaimed(this.#worker, until);
      await Promise.all(claimed.map(it => this.#issue(it)));
    }
  }

  async #issue(pending: PendingCertificate): Promise<void> {
    try {
      await this.#issueOrFail(pending);
    } catch (fault) {
      // Another server was faster.
      if (isRefusal<BackgroundReason>(fault, 'certificate-not-pending')) return;
      if (!(fault instanceof Busy)) this.options.onFault(fault);
      await this.#postpone(pending);
    }
  }

  async #issueOrFail(pending: PendingCertificate): Promise<void> {
    const { parts, options } = this;
    const { certificate } = pending;
    try {
      if (certificate.notAfter <= options.now()) throw new Refusal<BackgroundReason>('certificate-expired');
      const now = options.now();
      const { certificateDer, sealedKey } = await signPending(pending, now, parts);
      await options.commit(parts.store.pending.issue(certificate, certificateDer, sealedKey, now));
    } catch (fault) {
      if (!isRefusal<CaReason | BackgroundReason>(fault, ...FINAL)) throw fault;
      await options.commit(parts.store.pending.fail(certificate.id, options.now()));
    }
  }

  async #postpone({ certificate, attempts }: PendingCertificate): Promise<void> {
    const pauseMs = Math.min(1000 * 2 ** Math.min(attempts, 20), LONGEST_PAUSE_MS);
    const until = new Date(this.options.now().getTime() + pauseMs);
    await this.options.commit(this.parts.store.pending.postpone(certificate.id, this.#worker, until));
  }
}

/** What no later attempt can change. */
const FINAL: readonly (CaReason | BackgroundReason)[] = [
  'authority-missing',
  'authority-not-issuing',
  'authority-below-revoked',
  'authority-expired',
  'authority-is-external',
  'certificate-expired',
  'certificate-not-sound',
];
