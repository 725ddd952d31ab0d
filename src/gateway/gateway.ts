/** What the pipeline works with; `main.ts` puts it together, tests may put in parts of their own. */
import type { AuditRecord } from '../audit/record.js';
import type { Change, Step } from '../domain/change.js';
import type { Principal } from '../domain/principal.js';
import type { Catalogue } from '../spec/catalogue.js';
import type { Callers } from './caller.js';
import type { RefusedCalls } from './refused-calls.js';

export interface StoredAnswer {
  readonly requestHash: string;
  /** JSON. */
  readonly answer: string;
}

/** A token is its principal's: another one of the account may use the same for something else. */
export interface IdempotencyTokens {
  find(owner: Principal, operation: string, token: string, now: Date): Promise<StoredAnswer | undefined>;
  storeStep(owner: Principal, operation: string, token: string, stored: StoredAnswer, now: Date): Step<'token-taken'>;
}

export interface Gateway {
  readonly catalogue: Catalogue;
  /** As long as a JSON body may be: `maxJsonBytes` of the catalogue. */
  readonly maxJsonBytes: number;
  readonly region: string;
  readonly allowLossyV4: boolean;
  /**
   * Where `Recommend` links of errors lead, without a trailing slash.
   * @param addressed the host and port that the caller addressed, or nothing when it said none that looks like one
   */
  readonly publicUrl: (addressed: string) => string;
  now(): Date;
  readonly callers: Callers;
  /** Takes one call out of the caller's bucket for an operation. */
  throttle(key: string, callsPerSecond: number, now: Date): Promise<{ allowed: boolean; retryAfterMs: number }>;
  readonly idempotency: IdempotencyTokens;
  recordStep(record: AuditRecord): Step;
  readonly refusedCalls: RefusedCalls;
  /** Whether a request with this nonce of the key is on record; one that runs at this moment is not yet. */
  isNonceUsed(accessKeyId: string, nonce: string): Promise<boolean>;
  nonceStep(accessKeyId: string, nonce: string, now: Date): Step<'nonce-used'>;
  commit(change: Change): Promise<void>;
  /** Tells the log about a fault of the server itself; the caller only sees `InternalError` and the RequestId. */
  reportFault(requestId: string, fault: unknown): void;
}
