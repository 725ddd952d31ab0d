/** What one more thread of the process opens the same store with (`openShared`). It can be posted to that thread, together with its port. */
import type { MessagePort } from 'node:worker_threads';

/** Good for one thread. */
export interface SqliteShare {
  readonly file: string;
  /** To the writer thread. */
  readonly port: MessagePort;
  /** The memory of call limits (throttle-shared.ts). */
  readonly throttle: SharedArrayBuffer;
  /** The memory of what caches compare (caches/generations.ts). */
  readonly generations: SharedArrayBuffer;
  /** The memory of nonces (ledger/nonce-memory.ts). */
  readonly nonces: SharedArrayBuffer;
}

export interface PostgresOptions {
  /** How many connections are opened for reading, and again for writing. */
  readonly maxConnections?: number;
}

export interface PostgresShare {
  readonly url: string;
  readonly options: PostgresOptions;
}

export type StoreShare = SqliteShare | PostgresShare;

/** What has to be handed over when it is posted to a thread. */
export const portsOf = (share: StoreShare): MessagePort[] => ('port' in share ? [share.port] : []);
