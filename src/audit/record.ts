/**
 * The audit log: one record for each call of a known principal, appended and never changed. Only calls that were throttled, denied
 * or replayed share one, when they are many.
 *
 * A record says who did what, from where, with which parameters and how it ended. It holds no secret: parameters are written
 * down after those that the operation declares secret were taken out (spec/redact.ts).
 */
import type { Step } from '../domain/change.js';
import type { AuditChain } from './chain.js';

export interface AuditRecord {
  /** When the call arrived, in milliseconds since 1970. */
  readonly time: number;
  readonly requestId: string;
  readonly accountId: string;
  /** `account`, `user`, `role` or `client-key`. */
  readonly principalType: string;
  readonly principalId: string;
  readonly principalArn: string;
  readonly accessKeyId: string;
  /** Of a role's session: the ARN of who assumed the role. */
  readonly assumedBy?: string | undefined;
  /** Of a role's session: what the first one of its chain said of who is behind it, if it did. */
  readonly sourceIdentity?: string | undefined;
  readonly sourceAddress: string;
  /** The product's code, such as `cas`. */
  readonly product: string;
  readonly operation: string;
  /** The API version, such as `2020-06-30`. */
  readonly version: string;
  /** The parameters as a JSON object, without secrets. */
  readonly parameters: string;
  /** `OK`, or the code of the error that the caller got. */
  readonly outcome: string;
  /** The HTTP status of the answer. */
  readonly status: number;
  /** Why a call was denied: the statement that did, or that none allowed it. */
  readonly detail: string | null;
  /** How many calls it stands for: 1, but for calls of one principal that were refused within a second (gateway/refused-calls.ts). The rest is that of the first. */
  readonly count: number;
}

/** A record as it is kept. Identifiers sort by the time of the call. */
export interface AuditEntry extends AuditRecord {
  readonly id: string;
}

/** Which records to list: all that meet every condition that is given, oldest first unless asked otherwise. */
export interface AuditQuery {
  /** Calls that arrived at this time or later, in milliseconds since 1970. */
  readonly from?: number;
  /** Calls that arrived before this time. */
  readonly to?: number;
  /** An ARN, a principal's id or an AccessKeyId. The ARN of who assumed a role finds the calls of its sessions too. */
  readonly principal?: string;
  readonly operation?: string;
  /** `OK` or an error code. */
  readonly outcome?: string;
  /** The id of the last record of the page before. */
  readonly after?: string;
  /** Newest first, for the end of the log; then `after` leads to older records. */
  readonly newestFirst?: boolean;
  /** At most so many records; 100 if absent. */
  readonly limit?: number;
}

/** Implemented by the store. */
export interface AuditLog {
  /** The statement that appends a record: part of the change that it tells of. */
  recordStep(record: AuditRecord): Step;
  list(query: AuditQuery): Promise<readonly AuditEntry[]>;
  /** The record of one call, by the RequestId that its caller was given. */
  find(requestId: string): Promise<AuditEntry | undefined>;
  /** Undefined where nothing chains the records. */
  readonly chain: AuditChain | undefined;
}
