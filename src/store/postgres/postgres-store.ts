/** The store of several servers that work as one: everything they share is in PostgreSQL, or in an engine that speaks its protocol. */
import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import type { Change } from '../../domain/change.js';
import type { Database } from '../database.js';
import { postgresSchema } from '../dialects/postgres.js';
import { postgresStatements } from '../dialects/postgres-statements.js';
import { inTime } from '../in-time.js';
import { RowAuditLog } from '../ledger/row-audit-log.js';
import { RowNonces } from '../ledger/row-nonces.js';
import { runMigrations } from '../migrate.js';
import { Readiness, trialChange } from '../readiness.js';
import type { PostgresOptions, PostgresShare } from '../share.js';
import type { Store } from '../store.js';
import { StoreError } from '../store-error.js';
import { applyChange } from './apply-change.js';
import { builderPool, migratingPool, readingPool, writingPool } from './pools.js';
import { storeErrorOf } from './postgres-error.js';
import { watchCachedTables } from './raising.js';
import { PostgresGenerations } from './shared-generations.js';
import { PostgresThrottle } from './throttle-postgres.js';

/** The database keeps room for more than a row, and says by itself when there is none. */
const trialBytes = 64;

export class PostgresStore implements Store {
  readonly dialect = postgresStatements;
  readonly db: Kysely<Database>;
  readonly audit: RowAuditLog;
  readonly nonces: RowNonces;
  readonly throttle: PostgresThrottle;
  readonly generations: PostgresGenerations;
  readonly #writing: pg.Pool;
  readonly #readiness = new Readiness(() => this.commit(trialChange(this, trialBytes)));

  private constructor(
    private readonly url: string,
    private readonly reading: pg.Pool,
    private readonly options: PostgresOptions,
  ) {
    this.#writing = writingPool(url, options);
    this.throttle = new PostgresThrottle(this.#writing);
    this.generations = new PostgresGenerations(reading);
    this.db = new Kysely<Database>({ dialect: new PostgresDialect({ pool: builderPool(this.reading) }) });
    this.audit = new RowAuditLog(this);
    this.nonces = new RowNonces(this);
  }

  /** @throws StoreError `unavailable` when the database cannot be reached */
  static async open(url: string, options: PostgresOptions = {}): Promise<PostgresStore> {
    const store = new PostgresStore(url, readingPool(url, options), options);
    try {
      // There may be no tables yet to write into.
      await inTime(store.#canWrite());
      return store;
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  async migrate(): Promise<void> {
    const pool = migratingPool(this.url);
    const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: builderPool(pool) }) });
    try {
      await runMigrations(db, postgresSchema);
      await watchCachedTables(db);
    } finally {
      await pool.end();
    }
  }

  /** There are connections since `open`. */
  async opened(): Promise<void> {}

  async commit(change: Change): Promise<void> {
    try {
      await applyChange(this.#writing, change);
    } catch (fault) {
      this.#readiness.heed(fault);
      throw fault;
    }
  }

  async ready(): Promise<void> {
    await inTime(this.#canWrite());
    await this.#readiness.ask();
  }

  /** A standby answers as well, and would refuse every change. */

  async #canWrite(): Promise<void> {
    let readOnly: string | undefined;
    try {
      const { rows } = await this.#writing.query<{ setting: string }>(
        "select current_setting('transaction_read_only') as setting",
      );
      readOnly = rows[0]?.setting;
    } catch (error) {
      throw storeErrorOf(error);
    }
    if (readOnly !== 'off') throw new StoreError('unavailable', 'the database can only be read: it may be a standby');
  }

  /** What one more thread opens this store with: with as many connections as this one has. */
  async share(): Promise<PostgresShare> {
    return { url: this.url, options: this.options };
  }

  /** Its old rows go with its own housekeeping. */
  async eraseDeleted(): Promise<boolean> {
    return true;
  }

  async close(): Promise<void> {
    await Promise.all([this.reading.end(), this.#writing.end()]);
  }
}
