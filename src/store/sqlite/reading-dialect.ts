/** SQLite for the query builder: statements are prepared once, and integers that are not exact are an error. */
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
} from 'kysely';
import type { Connection } from './connection.js';
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
  return {
    prepare: (sql): SqliteStatement => {
      const statement = statements.prepare(sql);
      return {
        reader: statement.reader,
        all: parameters => exact(statement.all(...parameters)),
        run: parameters => statement.run(...parameters),
        iterate: parameters => statement.iterate(...parameters),
      };
    },
    close: () => connection.close(),
  };
}

/** The driver rounds integers beyond 2^53 without a word; what it makes of them is beyond 2^53 as well. */
function exact(rows: unknown[]): unknown[] {
  for (const row of rows as Readonly<Record<string, unknown>>[]) {
    for (const name in row) {
      const value = row[name];
      if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
        throw new RangeError(`the column ${name} holds an integer beyond 2^53`);
      }
    }
  }
  return rows;
}
