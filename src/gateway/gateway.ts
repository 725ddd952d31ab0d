/** What the pipeline works with, a member for each concern; `main.ts` puts it together, tests may put in parts of their own. */
import type { LoadingCatalogue } from '../spec/loading-catalogue.js';
import type { Callers } from './caller.js';
import type { Ledger } from './ledger.js';
import type { Limits } from './limits.js';
import type { SealedDiagnosis } from './sealed-diagnosis.js';

/** Where and how this server runs. */
export interface Site {
  readonly region: string;
  readonly allowLossyV4: boolean;
  /**
   * Where `Recommend` links of errors lead, without a trailing slash.
   * @param addressed the host and port that the caller addressed, or nothing when it said none that looks like one
   */
  readonly publicUrl: (addressed: string) => string;
  now(): Date;
  /** What a denied caller is told, in a form that only this server reads. */
  sealDiagnosis(accountId: string, diagnosis: SealedDiagnosis, now: Date): Promise<string>;
  /** Tells the log about a fault of the server itself; the caller only sees `InternalError` and the RequestId. */
  reportFault(requestId: string, fault: unknown): void;
}

export interface Gateway {
  readonly catalogue: Omit<LoadingCatalogue, 'whole'>;
  readonly callers: Callers;
  readonly limits: Limits;
  readonly ledger: Ledger;
  readonly site: Site;
}
