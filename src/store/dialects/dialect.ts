/** What the two databases say differently, in the words that migrations use. */
import type { ColumnDataType, CreateTableBuilder, Expression, Kysely } from 'kysely';

export type DialectName = 'sqlite' | 'postgres';

export interface TableOptions {
  /**
   * Rows lie in the order of the primary key, in one tree instead of two. For tables with short rows that are looked up by
   * that key. PostgreSQL knows no such thing and ignores it.
   */
  readonly clustered?: boolean;
  /** Not written to the log, emptied by a crash: for what may be lost. SQLite ignores it. */
  readonly unlogged?: boolean;
}

/** Columns of a table, and those of another that take their values. */
export interface CopyOnDelete {
  readonly from: { readonly table: string; readonly columns: readonly string[] };
  readonly to: { readonly table: string; readonly columns: readonly string[] };
  /** Only rows in which this column is not null. */
  readonly where?: string;
}

type ColumnType = ColumnDataType | Expression<unknown>;

/** The column types of migrations, and the forms of statements in which the databases differ. */
export interface SchemaDialect {
  readonly name: DialectName;
  /** Whether call limits are kept in a table (statements.ts). */
  readonly keepsCallLimits: boolean;
  /** Whether generations of caches are kept in a table, which servers share. Otherwise they are in memory. */
  readonly keepsGenerations: boolean;
  /** Whether one writer keeps audit records and nonces in pages. Otherwise each is a row. */
  readonly keepsLedgerPages: boolean;
  /** Compared and sorted by the bytes of its UTF-8 on both databases. */
  readonly text: ColumnType;
  /** Up to 2^31 - 1. */
  readonly integer: ColumnType;
  /** Up to 2^53 - 1; times in milliseconds are of this type. */
  readonly bigint: ColumnType;
  readonly double: ColumnType;
  readonly bytes: ColumnType;
  /** Starts a table; every migration makes its tables through this. */
  createTable<T extends string>(db: Kysely<unknown>, table: T, options?: TableOptions): CreateTableBuilder<T>;
  /** Adds an integer primary key that the database counts up. */
  withIdentity<T extends string, C extends string>(
    table: CreateTableBuilder<T, C>,
    column: string,
  ): CreateTableBuilder<T, C | string>;
  /** Has the database itself copy columns of every row that is deleted into another table, unless that has the same row already. */
  keepOnDelete(db: Kysely<unknown>, copy: CopyOnDelete): Promise<void>;
  /**
   * Makes the database keep in `counts` how many rows of `source` there are for each combination of `columns`, in the change that adds,
   * alters or removes them. `counts` has these columns, `slot` and `n`: the number of a combination is the sum of its rows, some of
   * which may be below zero. There are several so that changes at once need not wait for each other. Where they are kept already, they are from
   * then on kept in today's way.
   */
  keepCounts(db: Kysely<unknown>, counts: string, source: string, columns: readonly string[]): Promise<void>;
  /** Makes the database itself refuse every change of a row that is there. The table is clustered, and `key` is its primary key. */
  makeAppendOnly(db: Kysely<unknown>, table: string, key: string): Promise<void>;
}
