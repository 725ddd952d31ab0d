/** How long a body and how many calls this server takes. */
import type { AtOnce } from '../domain/at-once.js';
import { maxJsonBytes } from './request-limits.js';

/** `declared`: the operations' own numbers. A number: that many calls a second for every operation. */
export type ThrottleMode = 'declared' | 'off' | number;

export interface Taken {
  readonly allowed: boolean;
  readonly retryAfterMs: number;
}

export interface Limits {
  /** As long as a JSON body may be. */
  readonly maxJsonBytes: number;
  /** Takes one call out of the caller's bucket for an operation. */
  takeCall(key: string, callsPerSecond: number, now: Date): AtOnce<Taken>;
}

/** Where buckets are kept: they hold `capacity` calls, and fill again at `refillPerSecond`. */
export interface Buckets {
  take(key: string, size: { capacity: number; refillPerSecond: number }, nowMs: number): AtOnce<Taken>;
}

/** The limits that the operations declare, as far as the setting leaves them. */
export function limitsOf(mode: ThrottleMode, buckets: Buckets): Limits {
  return { maxJsonBytes, takeCall: callTaker(mode, buckets) };
}

/** Takes one of so many an hour out of an account's bucket: what the calls of all its users share. Without limits where those of calls are off. */
export function hourlyTaker(what: string, mode: ThrottleMode, buckets: Buckets) {
  return async (accountId: string, anHour: number, now: Date): Promise<boolean> => {
    if (mode === 'off') return true;
    const size = { capacity: anHour, refillPerSecond: anHour / 3600 };
    return (await buckets.take(`${what} ${accountId}`, size, now.getTime())).allowed;
  };
}

const UNLIMITED: Taken = { allowed: true, retryAfterMs: 0 };

function callTaker(mode: ThrottleMode, buckets: Buckets): Limits['takeCall'] {
  if (mode === 'off') return () => UNLIMITED;
  return (key, declared, now) => {
    const callsPerSecond = mode === 'declared' ? declared : mode;
    return buckets.take(key, { capacity: callsPerSecond, refillPerSecond: callsPerSecond }, now.getTime());
  };
}
