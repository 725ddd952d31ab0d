/** What start-server.ts hands to main.ts. */
import type { Log } from './domain/log.js';
import type { KeyFileSeal } from './seal/key-file.js';
import type { LogDestination } from './server-log.js';
import type { ServerLock } from './store/sqlite/server-lock.js';
import type { Store } from './store/store.js';

export interface ServerOutput {
  /** Where log lines go. */
  readonly logTo: LogDestination;
  /** The clock; tests set it. */
  readonly now?: () => Date;
  /** How often it looks for certificates to issue in the background; tests set it. */
  readonly issuingIntervalMs?: number | undefined;
}

export interface OpenedServer {
  readonly log: Log;
  /** Of the data directory; none on PostgreSQL. */
  readonly lock: ServerLock | undefined;
  /** How many answer requests. */
  readonly threads: number;
  readonly store: Store;
  readonly seal: KeyFileSeal;
}
