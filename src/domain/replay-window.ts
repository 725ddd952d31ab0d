/** For how long a signed request can be accepted, and its nonce has to be remembered: wire/gateway.md section 8. */

/** How far a time stamp may be from the server's clock, either side. */
export const clockSkewMs = 15 * 60_000;

/**
 * How long a nonce is remembered: a minute longer than the window is wide, so no request is accepted twice. What makes the time pass is
 * said in store/passed-time.ts.
 */
export const nonceLifetimeMs = 2 * clockSkewMs + 60_000;
