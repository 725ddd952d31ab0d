/**
 * What a denied caller is told in a form that only this server writes and reads: sealed to the account of the caller and good for an hour. So whoever is
 * handed one can have it read, and nobody can make one up or read that of another account (wire/ram-sts.md section 9, DecodeDiagnosticMessage).
 */
import { Refusal } from '../../domain/change.js';
import { type Seal, SealError } from '../../seal/seal.js';
import { openBytes, sealBytes } from '../../seal/sealed.js';

const GOOD_FOR_MS = 3_600_000;

export interface Diagnosis {
  readonly action: string;
  readonly resource: string;
  readonly principal: { readonly type: string; readonly accountId: string; readonly id: string };
  readonly isExplicit: boolean;
  /** Absent of those that an earlier version wrote. */
  readonly explanation?: string;
  readonly level: string;
  /** What conditions could ask about the request. */
  readonly conditions: readonly { readonly key: string; readonly values: readonly string[] }[];
  /** The statement that denied, if one did and it is of the caller's own policies. */
  readonly matched: readonly MatchedPolicy[];
}

export interface MatchedPolicy {
  readonly effect: string;
  readonly policy: string;
  readonly type: string | undefined;
  readonly version: string | undefined;
  /** `RamUser`, `RamGroup` or `RamRole`. */
  readonly attachedTo: string | undefined;
  readonly scope: 'Account' | 'ResourceGroup';
}

export type DiagnosisReason = 'diagnosis-unreadable' | 'diagnosis-expired';

export class Diagnoses {
  constructor(private readonly seal: Seal) {}

  async write(accountId: string, diagnosis: Diagnosis, now: Date): Promise<string> {
    const text = JSON.stringify({ until: now.getTime() + GOOD_FOR_MS, diagnosis });
    return (await sealBytes(this.seal, Buffer.from(text), recordId(accountId))).toString('base64url');
  }

  /** Refused with `diagnosis-unreadable` for what was not written for the account, and with `diagnosis-expired`. */
  async read(accountId: string, sealed: string, now: Date): Promise<Diagnosis> {
    const { until, diagnosis } = await this.#open(accountId, sealed);
    if (now.getTime() >= until) throw new Refusal<DiagnosisReason>('diagnosis-expired');
    return diagnosis;
  }

  async #open(accountId: string, sealed: string): Promise<{ readonly until: number; readonly diagnosis: Diagnosis }> {
    try {
      const text = await openBytes(this.seal, Buffer.from(sealed, 'base64url'), recordId(accountId));
      return JSON.parse(text.toString()) as { until: number; diagnosis: Diagnosis };
    } catch (fault) {
      if (fault instanceof SealError) throw new Refusal<DiagnosisReason>('diagnosis-unreadable');
      throw fault;
    }
  }
}

const recordId = (accountId: string): string => `diagnosis ${accountId}`;
