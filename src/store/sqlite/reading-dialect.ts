/** SQLite for the query builder: for reading, with each statement prepared once, and for migrations. */
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
} from 'kysely';
import type { Connection } from './driver.js';
import { StatementCache } from './statement-cache.js';

/** For a connection that reads: prepares each text once. */
export function readingDialect(connection: Connection): Dialect {
  return new SqliteDialect({ database: cached(connection) });
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
