/** Reasons of refusals that belong to no single domain. Those of one domain are in its own `refusals.ts`. */

/** A marker of a list's next page that the server did not write for this list. */
export type MarkerReason = 'marker-invalid';

/** The call can be made again, and may then succeed. */
export type BusyReason = 'too-busy';

/** The key has used the nonce before, or another call with the same idempotency token was first. The gateway answers for all products alike. */
export type RepeatReason = 'nonce-used' | 'token-taken';
