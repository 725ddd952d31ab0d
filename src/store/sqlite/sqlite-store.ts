/**
 * The store of a server that stands alone: one file, written by a thread of its own (writer-thread.ts) and read by this one.
 *
 * Reading is done here and at once: a look-up by key takes 10 µs, less than handing it to another thread and back. In WAL mode
 * readers and the writer do not wait for each other (https://www.sqlite.org/wal.html).
 */
import { Kysely } from 'kysely';
import type { Change } from '../../domain/change.js';
import type { Database } from '../database.js';
import { sqliteSchema } from '../dialects/sqlite.js';
import { inTime } from '../in-time.js';
import { runMigrations } from '../migrate.js';
import type { Store } from '../store.js';
import { MemoryThrottle } from '../throttle-memory.js';
import { openForReading, openForWriting, type WritingOptions } from './connection.js';
import type { Connection } from './driver.js';
import { migratingDialect, readingDialect } from './reading-dialect.js';
import { SqliteWriter } from './writer.js';

export class SqliteStore implements Store {
  readonly dialect = 'sqlite';
  readonly throttle = new MemoryThrottle();
  readonly db: Kysely<Database>;
  readonly #reading: Connection;
  /** Started by the first commit or by `migrate`: the command line opens stores that it only reads. */
  #writer: Promise<SqliteWriter> | undefined;

  /** @throws StoreError `unavailable` when the file cannot be opened or is no database */
  constructor(
    private readonly file: string,
    private readonly options: WritingOptions = {},
  ) {
    // Makes the file, and its log, which a connection that only reads cannot do.
    const first = openForWriting(file, options);
    this.#reading = openForReading(file);
    first.close();
    this.db = new Kysely<Database>({ dialect: readingDialect(this.#reading) });
  }

  async migrate(): Promise<void> {
    const connection = openForWriting(this.file, this.options);
    try {
      await runMigrations(new Kysely({ dialect: migratingDialect(connection) }), sqliteSchema);
    } finally {
      connection.close();
    }
    await this.#start();
  }

  async commit(change: Change): Promise<void> {
    const writer = await this.#start();
    return writer.commit(change);
  }

  /** The empty change takes the same way as any other: the thread answers only if it can begin a transaction. */
  ready(): Promise<void> {
    return inTime(this.commit([]));
  }

  async close(): Promise<void> {
    // A writer that could not be started has nothing to close, and has told so whoever wanted to write.
    const writer = await this.#writer?.catch(() => undefined);
    await writer?.close();
    this.#reading.close();
  }

  #start(): Promise<SqliteWriter> {
    this.#writer ??= SqliteWriter.start({ file: this.file, ...this.options });
    return this.#writer;
  }
}
