/**
 * What the two databases do differently in statements that read and change, as members that say what they mean: the store asks for
 * these, and never for the name of a database.
 */
import type { RawBuilder, SqlBool } from 'kysely';
import type { DialectName } from './dialect.js';

export interface StatementDialect {
  /** For messages and tests. */
  readonly name: DialectName;
  /**
   * Whether changes run side by side. Then what a change reads can be different by its commit, unless it holds the row (`for share`,
   * `for update`); a database that runs one change after the other knows no such clause, and needs none.
   */
  readonly runsChangesAtOnce: boolean;
  /**
   * Whether several ranges of an index, merged by `union all` and cut to the first rows, are read to their ends and sorted unless each is cut to so many
   * rows by itself.
   */
  readonly cutsEachRange: boolean;
  /** Whether call limits are rows of the table `throttle_buckets`, which servers share. Otherwise they are in memory. */
  readonly keepsCallLimits: boolean;
  /** How a statement begins that adds a row as a step of a change. */
  readonly insert: string;
  /** The parameter of a statement. @param index from 0 */
  placeholder(index: number): string;
  /**
   * Whether a column of text has one of the values. No column has one of none.
   *
   * The text of the statement is the same however many values there are: they go over as one parameter. A list of placeholders would be
   * another text for each length, which a connection prepares and keeps, and callers choose the lengths.
   */
  isAnyOf(column: string, values: readonly string[]): RawBuilder<SqlBool>;
  /** Whether one of the values stands somewhere in a column of text, letter for letter. */
  containsAnyOf(column: string, values: readonly string[]): RawBuilder<SqlBool>;
  /** The same as `isAnyOf` for a column of integers. */
  isAnyNumberOf(column: string, values: readonly number[]): RawBuilder<SqlBool>;
  /** Whether a column has the value, where other conditions say which rows to look at: no index is read for this one. */
  equalsWithoutIndex(column: string, value: string): RawBuilder<SqlBool>;
  /** Rows of text as a table expression with these columns, for as many rows as there are in one parameter. Absent is null. */
  table<C extends string>(
    columns: readonly C[],
    rows: readonly Readonly<Partial<Record<C, string | null>>>[],
  ): RawBuilder<unknown>;
}
