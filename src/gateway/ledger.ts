/** What is written down of calls: what makes a call durable, and what keeps it from being done twice. `store/` implements it. */

import type { AuditRecord } from '../audit/record.js';
import type { AtOnce } from '../domain/at-once.js';
import type { Change, Step } from '../domain/change.js';
import type { Principal } from '../domain/principal.js';

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

type NonceState = 'unused' | 'used' | 'forgotten';

/** A nonce is its key's. */
export interface RequestNonces {
  /**
   * Whether a request with this nonce of the key is on record (one that runs at this moment is not yet), or is too old for that to be known.
   * @param signedAt the time stamp of the request
   */
  stateOf(accessKeyId: string, nonce: string, signedAt: Date): AtOnce<NonceState>;
  nonceStep(accessKeyId: string, nonce: string, signedAt: Date): Step<'nonce-used'>;
}

/** Refused calls that are recorded together (refused-calls.ts). */
export interface RefusedCallCounts {
  /** Whether a refused call has to be recorded by itself, before it is answered. If not, `count` it. */
  isFirst(record: AuditRecord): boolean | Promise<boolean>;
  /** Counts a call: it will be on record within a second. */
  count(record: AuditRecord): void;
}

export interface Ledger {
  readonly nonces: RequestNonces;
  readonly tokens: IdempotencyTokens;
  readonly audit: { recordStep(record: AuditRecord): Step };
  readonly refusedCalls: RefusedCallCounts;
  commit(change: Change): Promise<void>;
}
