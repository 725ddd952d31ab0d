/** How much of a server's memory those may take who are not known yet. */
import { maxHeadBytes } from './request-limits.js';

export interface StrangersShare {
  /** Of requests that are not answered yet, all together. */
  readonly maxWaitingBytes: number;
  /** Open connections. */
  readonly maxConnections: number;
  /** Those of them whose bytes are not counted as they come. */
  readonly maxUncounted: number;
}

const MB = 1024 * 1024;
const USUAL_WAITING_MB = 64;
/** Far above what one process can answer. */
const MOST_CONNECTIONS = 10_000;
/** What a server takes by itself: some 115 MB at rest, more while callers call. Only what it may have beside that is shared out. */
const OWN_MB = 128;
/** An idle connection takes some 6 KB, and one that came and went leaves more than that until its garbage is collected. */
const PROCESS_BYTES_FOR_A_CONNECTION = 128 * 1024;
/** What waits takes up to twice its bytes, until the garbage of its reading is collected; so it is an eighth at most. */
const WAITING_PART = 16;
/** A fourth of the bytes that wait may be besides, in connections that are not counted: so many may each be in the middle of the longest head. */
const UNCOUNTED_PART = 4;

/**
 * `waitingMb` is what the operator has set. Without it, and for connections, a server in a small container takes less:
 * `processBytes` is what the process may have, 0 or beyond any machine where nothing bounds it.
 */
export function strangersShare(waitingMb: number | undefined, processBytes: number): StrangersShare {
  const bound = processBytes > 0 ? Math.max(0, processBytes - OWN_MB * MB) : Number.POSITIVE_INFINITY;
  const maxWaitingBytes =
    (waitingMb ?? Math.min(USUAL_WAITING_MB, Math.max(8, Math.floor(bound / WAITING_PART / MB)))) * MB;
  return {
    maxWaitingBytes,
    maxConnections: Math.min(MOST_CONNECTIONS, Math.max(256, Math.floor(bound / PROCESS_BYTES_FOR_A_CONNECTION))),
    maxUncounted: Math.floor(maxWaitingBytes / UNCOUNTED_PART / maxHeadBytes),
  };
}
