/** One request on its way through the pipeline: what is known of it so far, for the audit record and the log line. */
import { newRecordId, recordIdRandomBytes } from '../audit/record-id.js';
import { randomBytes } from '../crypto/random.js';
import type { Principal } from '../domain/principal.js';
import type { Operation } from '../spec/operation.js';
import type { RawRequest } from './parameters.js';

export interface Exchange {
  /** Without its body until that was received. */
  request: RawRequest;
  readonly requestId: string;
  readonly now: Date;
  /** Only where there are such a version and such an operation. */
  action?: string;
  version?: string;
  format: 'json' | 'xml' | 'protobuf';
  operation?: Operation;
  principal?: Principal;
  /** What may be used once, the nonce or the signature of a request without one, and the time stamp. Only once the signature was proven. */
  proof?: { readonly nonce: string; readonly signedAt: Date };
  /** Decoded parameters; may hold secrets, which `redact.ts` takes out before anything is written down. */
  input?: Record<string, unknown>;
}

/** What goes back over the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** `OK` or the error's code, for the log. */
  readonly outcome: string;
}

/**
 * A RequestId: an upper-case UUID, as the cloud's. It begins with the time of the call, as its record does, which is found by that.
 * @param now when the request arrived
 */
export function newRequestId(now: Date = new Date()): string {
  return newRecordId(now.getTime(), randomBytes(recordIdRandomBytes)).toUpperCase();
}
