/**
 * The store of a server that stands alone: one file, written by a thread of its own (writer-thread.ts) and read by each of the others.
 *
 * Reading is done where it is asked for and at once: a look-up by key takes 10 µs, less than handing it to another thread and back. In WAL mode
 * readers and the writer do not wait for each other (https://www.sqlite.org/wal.html).
 */
import { Kysely } from 'kysely';
import { SharedGenerations } from '../../caches/generations.js';
import type { Change } from '../../domain/change.js';
import type { Database } from '../database.js';
import { sqliteSchema } from '../dialects/sqlite.js';
import { sqliteStatements } from '../dialects/sqlite-statements.js';
import { carryOver } from '../ledger/carry-over.js';
import { nonceKey } from '../ledger/ledger-tables.js';
import { newNonceMemory } from '../ledger/nonce-memory.js';
import { PagedAuditLog } from '../ledger/paged-audit-log.js';
import { SharedNonces } from '../ledger/shared-nonces.js';
import { runMigrations } from '../migrate.js';
import { Readiness, trialChange } from '../readiness.js';
import type { SqliteShare } from '../share.js';
import type { Store } from '../store.js';
import { SharedThrottle } from '../throttle-shared.js';
import { openForReading, openForWriting, type WritingOptions } from './connection.js';
import type { Connection } from './driver.js';
import { migratingDialect, readingDatabase } from './reading-dialect.js';
import { WriterThread } from './start-writer.js';
import { SqliteWriter } from './writer.js';

/** Room for a few rows: several pages of the file, so that the trial fails where an ordinary change would. */
const trialBytes = 16_384;

export class SqliteStore implements Store {
  readonly dialect = sqliteStatements;
  readonly throttle: SharedThrottle;
  readonly generations: SharedGenerations;
  readonly audit: PagedAuditLog;
  readonly db: Kysely<Database>;
  readonly #reading: Connection;
  /** Only until there is a writer. Closed after `#reading`, it takes the files of the log away again where nobody else has them. */
  #first: Connection | undefined;
  /** Started by the first commit or by `migrate`: the command line opens stores that it only reads. */
  #writing: Promise<{ readonly thread?: WriterThread; readonly own: SqliteWriter }> | undefined;

  /** Made when it is first asked for: the command line needs none, and its memory is large. */
  #nonces: SharedNonces | undefined;

  readonly #readiness = new Readiness(() => this.commit(trialChange(this, trialBytes)));

  /**
   * @param share of the store of another thread, whose writer then writes what this one commits
   * @throws StoreError `unavailable` when the file cannot be opened or is no database
   */
  constructor(
    private readonly file: string,
    private readonly options: WritingOptions = {},
    share?: SqliteShare,
  ) {
    this.throttle = new SharedThrottle(share?.throttle);
    this.generations = new SharedGenerations(share?.generations);
    if (share) {
      this.#writing = Promise.resolve({ own: new SqliteWriter(share.port) });
      this.#nonces = this.#noncesIn(share.nonces);
    } else {
      // Makes the file, and its log, which a connection that only reads cannot do.
      this.#first = openForWriting(file, options);
    }
    this.#reading = openForReading(file);
    this.db = readingDatabase<Database>(this.#reading);
    this.audit = new PagedAuditLog(this.db);
  }

  get nonces(): SharedNonces {
    this.#nonces ??= this.#noncesIn(newNonceMemory());
    return this.#nonces;
  }

  async migrate(say: (progress: string) => void = () => undefined): Promise<void> {
    const connection = openForWriting(this.file, this.options);
    try {
      await runMigrations(new Kysely({ dialect: migratingDialect(connection) }), sqliteSchema);
      await carryOver(connection, (done, all) =>
        say(
          `the audit log is brought into pages: ${done} of ${all} records; nothing is lost when the server is stopped meanwhile`,
        ),
      );
    } finally {
      connection.close();
    }
    // It boots while the caller goes on. What goes wrong is told by `opened`, and to whoever commits.
    this.#start().catch(() => undefined);
  }

  async opened(): Promise<void> {
    await this.#start();
  }

  async commit(change: Change): Promise<void> {
    const { own } = await this.#start();
    try {
      await own.commit(change);
    } catch (fault) {
      this.#readiness.heed(fault);
      throw fault;
    }
  }

  async ready(): Promise<void> {
    const { own, thread } = await this.#start();
    const stopped = own.stopped ?? thread?.ended;
    if (stopped) throw stopped;
    await this.#readiness.ask();
  }

  async eraseDeleted(): Promise<boolean> {
    const { thread } = await this.#start();
    if (!thread) throw new Error('the log is emptied by the thread that has the writer');
    return thread.emptyLog();
  }

  async close(): Promise<void> {
    // A writer that could not be started has nothing to close, and its writes have already failed with that error.
    const writing = await this.#writing?.catch(() => undefined);
    await writing?.own.close();
    // The writer last: who closes last empties the log into the file, and a connection that only reads cannot.
    this.#reading.close();
    // Only a connection that has looked into the log takes it away.
    this.#first?.pragma('schema_version');
    this.#first?.close();
    await writing?.thread?.close();
  }

  /** What one more thread opens this store with. That thread closes its own before this one is closed. */
  async share(): Promise<SqliteShare> {
    const { thread } = await this.#start();
    if (!thread) throw new Error('a store is shared by the thread that has the writer');
    return {
      file: this.file,
      port: thread.connect(),
      throttle: this.throttle.memory,
      generations: this.generations.memory,
      nonces: this.nonces.memory,
    };
  }

  #noncesIn(memory: SharedArrayBuffer): SharedNonces {
    return new SharedNonces(this, memory, () => nonceKey(this.#reading));
  }

  #start() {
    if (!this.#writing) {
      this.#writing = this.#startWriter();
      this.#first?.close();
      this.#first = undefined;
    }
    return this.#writing;
  }

  async #startWriter() {
    const thread = await WriterThread.start({
      file: this.file,
      generations: this.generations.memory,
      nonces: this.nonces.memory,
      ...this.options,
    });
    return { thread, own: new SqliteWriter(thread.connect()) };
  }
}
