/** How many connections to PostgreSQL there are. Apart from pools.ts, whose client a server on SQLite does not load. */
import type { PostgresOptions } from '../share.js';

/** Connections of a server for reading, and again for writing. */
export const usualConnections = 10;

/** What each of so many threads opens, so that all together open as many as one would. */
export function connectionsOfEach(threads: number): PostgresOptions {
  return { maxConnections: Math.max(1, Math.floor(usualConnections / threads)) };
}
