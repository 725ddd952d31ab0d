/** For how long a signed request can be accepted, and its nonce has to be remembered: wire/gateway.md section 8. */

/** How far a time stamp may be from the server's clock, either side. */
export const clockSkewMs = 15 * 60_000;

/**
 * How long after its time stamp a request's nonce is remembered: five minutes longer than it is good, which is more than a call takes that came
 * at the last moment. What makes the time pass is said in store/passed-time.ts.
 */
export const nonceLifetimeMs = clockSkewMs + 5 * 60_000;
