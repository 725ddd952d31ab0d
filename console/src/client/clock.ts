/**
 * How far the clock of this machine is from the server's. A signature carries the time, and the server refuses one that is more
 * than 15 minutes off; so a clock that is off is noticed before, and the server's time can be used instead.
 */
import { createStore } from '../session/store';

export interface Clock {
  /** What to add to this machine's time to get the server's, in milliseconds. */
  readonly offsetMs?: number;
  /** Whether requests are signed with the server's time. */
  readonly corrected: boolean;
}

/** A header `Date` is cut to seconds and answers take their time: less than this is no finding. */
export const NOTICEABLE_MS = 60_000;

export const clock = createStore<Clock>({ corrected: false });

export function observeServerClock(dateHeader: string | null, sentAt: number, receivedAt: number): void {
  const offsetMs = offsetFrom(dateHeader, sentAt, receivedAt);
  if (offsetMs !== undefined) clock.set({ ...clock.get(), offsetMs });
}

/** The server's time lies half a second after what the header says, on average, and was read half way through the exchange. */
export function offsetFrom(dateHeader: string | null, sentAt: number, receivedAt: number): number | undefined {
  const serverTime = Date.parse(dateHeader ?? '');
  return Number.isNaN(serverTime) ? undefined : Math.round(serverTime + 500 - (sentAt + receivedAt) / 2);
}

export function signingTime(): Date {
  const { offsetMs = 0, corrected } = clock.get();
  return new Date(Date.now() + (corrected ? offsetMs : 0));
}

/** Asks the server for its time, with a request that no cache answers. Says nothing if it cannot be had. */
export async function askServerTime(): Promise<void> {
  const sentAt = Date.now();
  try {
    const response = await fetch('/healthz', { cache: 'no-store', credentials: 'omit' });
    observeServerClock(response.headers.get('date'), sentAt, Date.now());
    // A body that nobody reads keeps its connection.
    await response.text();
  } catch {
    // The first call will say that the server cannot be reached.
  }
}
