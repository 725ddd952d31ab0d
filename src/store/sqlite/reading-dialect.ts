/** SQLite for the query builder: for reading, with each statement prepared once, and for migrations. */
import {
  CompiledQuery,
  type ConnectionProvider,
  type DatabaseConnection,
  DefaultQueryExecutor,
  type Dialect,
  type DialectAdapter,
  Kysely,
  type QueryCompiler,
  type QueryResult,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Connection } from './driver.js';
import { StatementCache } from './statement-cache.js';

/** The query builder on a connection that reads. Each text is prepared once. */
export function readingDatabase<Tables>(connection: Connection): Kysely<Tables> {
  const reading = new ReadingConnection(new StatementCache(connection));
  const dialect: Dialect = {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new SqliteDriver({ database: connection }),
    createIntrospector: db => new SqliteIntrospector(db),
    createQueryCompiler: () => new PreparedOnceCompiler(),
  };
  const executor = new ReadingExecutor(dialect.createQueryCompiler(), dialect.createAdapter(), reading);
  return new Kysely<Tables>({ config: { dialect }, dialect, driver: dialect.createDriver(), executor });
}

/** Runs each statement at once: nothing is begun that others would have to wait for. */
class ReadingConnection implements DatabaseConnection, ConnectionProvider {
  constructor(private readonly statements: StatementCache) {}

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    return { rows: this.statements.prepare(sql).all(parameters) as R[] };
  }

  streamQuery(): never {
    throw new Error('the rows of a statement are read at once');
  }

  provideConnection<T>(consumer: (connection: DatabaseConnection) => Promise<T>): Promise<T> {
    return consumer(this);
  }
}

/** The usual one asks for a connection, waits for its turn and gives it back, which takes longer than a short statement. */
class ReadingExecutor extends DefaultQueryExecutor {
  constructor(
    compiler: QueryCompiler,
    adapter: DialectAdapter,
    private readonly reading: ReadingConnection,
  ) {
    super(compiler, adapter, reading);
  }

  override executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    return this.reading.executeQuery<R>(query);
  }
}

/**
 * Where SQLite has used the value of a parameter to plan a statement (of one beside `order by`, of `limit`), it prepares the statement again for each
 * other value (https://www.sqlite.org/c3ref/bind_blob.html binds, SQLITE_DBCONFIG_ENABLE_QPSG would forbid it), which takes longer than most of ours
 * run: 55 µs for one with a join. It does not look at the value of an expression, and the plus sign changes no value.
 */
class PreparedOnceCompiler extends SqliteQueryCompiler {
  protected override getCurrentParameterPlaceholder(): string {
    return '+?';
  }
}

/**
 * For a connection that migrates: its transactions begin IMMEDIATE, so that of two processes that start at once the second waits,
 * and the tables change within the transaction, which SQLite can do and the query builder does not expect of it.
 */
export function migratingDialect(connection: Connection): Dialect {
  const config = { database: connection };
  const base = new SqliteDialect(config);
  return {
    createAdapter: () => new TransactionalAdapter(),
    createDriver: () => new ImmediateDriver(config),
    createIntrospector: db => base.createIntrospector(db),
    createQueryCompiler: () => base.createQueryCompiler(),
  };
}

class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}
