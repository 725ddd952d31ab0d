/** Nonces of signed requests: each may be used once by its AccessKey, also across restarts and servers (wire/gateway.md section 8). */
import type { AtOnce } from '../domain/at-once.js';
import type { Step } from '../domain/change.js';

/** What is known of a nonce: nothing, that it was used, or nothing any more, because its request is older than what there was memory for. */
export type NonceState = 'unused' | 'used' | 'forgotten';

export interface Nonces {
  /**
   * Whether `useStep` would be refused as things are now.
   * @param signedAt the time stamp of the request
   */
  stateOf(accessKeyId: string, nonce: string, signedAt: Date): AtOnce<NonceState>;
  /** Uses a nonce up, together with what the request does. */
  nonceStep(accessKeyId: string, nonce: string, signedAt: Date): Step<'nonce-used'>;
  /**
   * Removes those of requests that are refused by now for their time stamps.
   * @param now milliseconds since 1970; it is certain that it is not earlier (passed-time.ts)
   * @param signal ends it after the batch under way
   */
  purge(now: number, signal?: AbortSignal): Promise<void>;
}
