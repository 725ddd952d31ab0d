/** SQLite: lists of values go over as JSON, which it reads as a table (https://www.sqlite.org/json1.html#jeach). */
import { type SqlBool, sql } from 'kysely';
import type { StatementDialect } from './statements.js';

export const sqliteStatements: StatementDialect = {
  name: 'sqlite',
  runsChangesAtOnce: false,
  cutsEachRange: false,
  keepsCallLimits: false,
  // What fails undoes the whole change (sqlite/group-commit.ts), so SQLite need not keep what it would take to undo the one statement: copies of
  // the pages that its triggers change (https://www.sqlite.org/lang_conflict.html).
  insert: 'insert or fail',
  placeholder: () => '?',
  isAnyOf: isOneOf,
  isAnyNumberOf: isOneOf,
  containsAnyOf: (column, values) =>
    sql`exists (select 1 from json_each(${JSON.stringify(values)}) where instr(${sql.ref(column)}, value) > 0)`,

  // It does not know how long a list of values is, and would rather look through all rows that have this value: with the plus sign
  // it cannot (https://www.sqlite.org/optoverview.html#disqualifying_where_clause_terms_using_unary_).
  equalsWithoutIndex: (column, value) => sql`+${sql.ref(column)} = ${value}`,

  table(columns, rows) {
    const selected = columns.map(it => sql`value ->> ${sql.lit(it)} as ${sql.ref(it)}`);
    return sql`(select ${sql.join(selected)} from json_each(${JSON.stringify(rows)}))`;
  },
};

function isOneOf(column: string, values: readonly unknown[]) {
  return sql<SqlBool>`${sql.ref(column)} in (select value from json_each(${JSON.stringify(values)}))`;
}
