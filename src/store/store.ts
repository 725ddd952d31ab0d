/** What the rest of the store is built on: one open database. */
import type { Kysely } from 'kysely';
import type { AuditLog } from '../audit/record.js';
import type { Generations } from '../caches/generations.js';
import type { Change } from '../domain/change.js';
import type { Database } from './database.js';
import type { StatementDialect } from './dialects/statements.js';
import type { Nonces } from './nonces.js';
import type { StoreShare } from './share.js';
import type { ThrottleStore } from './throttle.js';

export interface Store {
  /** What its statements may say, and what its changes have to hold. */
  readonly dialect: StatementDialect;
  /** For reading, and for building statements that go into a change. It cannot write. */
  readonly db: Kysely<Database>;
  /** What caches of stored things compare. */
  readonly generations: Generations;
  /** Its steps append to it; the database itself refuses to change or remove what is in it. */
  readonly audit: AuditLog;
  readonly nonces: Nonces;
  /** Call limits, shared by all servers of one database. */
  readonly throttle: ThrottleStore;
  /**
   * Applies a change whole, and resolves when it is on disk; reads that start after that see it. Rejects, having undone this
   * change alone, with `Refusal(otherwise)` when a step found another number of rows than it expects or violated a unique or
   * foreign key, and with `StoreError` otherwise. After `StoreError('unavailable')` the change may or may not have been applied.
   */
  commit(change: Change): Promise<void>;
  /**
   * Brings the tables up to this version of the program. Rejects with `StoreError('newer-version')` for data of a later one.
   * @param say is told in a sentence how far it is, from time to time, when it takes long
   */
  migrate(say?: (progress: string) => void): Promise<void>;
  /** Resolves when changes can be committed, for which `migrate` has begun to prepare; rejects with the reason where they cannot be. */
  opened(): Promise<void>;
  /** Resolves while a change can be made durable, which it tries (readiness.ts); rejects with the reason otherwise. `migrate` comes before. */
  ready(): Promise<void>;
  /**
   * Takes what was deleted by changes that are acknowledged out of the files as well, as far as that is in this program's power. Resolves with false when it has to
   * be tried again. On SQLite deleting overwrites, and what may still be in the log goes with the log. PostgreSQL keeps old rows
   * until its own housekeeping, and its log until it is reused: docs/operations.md says what an administrator can do.
   */
  eraseDeleted(): Promise<boolean>;
  /** What one more thread of the process opens the same store with (`openShared`), to be posted to it with its port. */
  share(): Promise<StoreShare>;
  /** Waits for the changes under way and closes every connection. */
  close(): Promise<void>;
}
