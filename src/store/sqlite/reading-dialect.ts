/** SQLite for the query builder: for reading, with each statement prepared once, and for migrations. */
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  SqliteQueryCompiler,
} from 'kysely';
import type { Connection } from './driver.js';
import { StatementCache } from './statement-cache.js';

/** For a connection that reads: prepares each text once. */
export function readingDialect(connection: Connection): Dialect {
  const base = new SqliteDialect({ database: cached(connection) });
  return {
    createAdapter: () => new UnlockedAdapter(),
    createDriver: () => base.createDriver(),
    createIntrospector: db => base.createIntrospector(db),
    createQueryCompiler: () => new PreparedOnceCompiler(),
  };
}

/** Each statement is run at once, and nothing is begun that others would have to wait for: a lock around each takes 4 µs, as long as a short statement. */
class UnlockedAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
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

function cached(connection: Connection): SqliteDatabase {
  const statements = new StatementCache(connection);
  return { prepare: sql => statements.prepare(sql), close: () => connection.close() };
}
