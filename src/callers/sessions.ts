/** The temporary keys of role sessions (wire/ram-sts.md). No operation makes a session yet, so every key of this kind is unknown. */
import type { FindCaller } from '../gateway/caller.js';

export function sessionCallers(): FindCaller {
  // A token that is empty names no session either.
  return async (_accessKeyId, token) => (token ? 'unknown-key' : 'token-missing');
}
