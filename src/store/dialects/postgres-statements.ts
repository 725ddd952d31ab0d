/**
 * PostgreSQL: lists of values go over as an array in the form of its literals
 * (https://www.postgresql.org/docs/current/arrays.html#ARRAYS-INPUT), of which it knows the length when it plans.
 */
import { sql } from 'kysely';
import type { StatementDialect } from './statements.js';

export const postgresStatements: StatementDialect = {
  name: 'postgres',
  runsChangesAtOnce: true,
  cutsEachRange: true,
  keepsCallLimits: true,
  insert: 'insert',
  placeholder: index => `$${index + 1}`,
  isAnyOf: (column, values) => sql`${sql.ref(column)} = any(cast(${arrayOfTexts(values)} as text[]))`,
  containsAnyOf: (column, values) =>
    sql`exists (select 1 from unnest(cast(${arrayOfTexts(values)} as text[])) as part where strpos(${sql.ref(column)}, part) > 0)`,
  isAnyNumberOf: (column, values) => sql`${sql.ref(column)} = any(cast(${`{${values.join()}}`} as bigint[]))`,
  // It knows how many values are in a list, and chooses well by itself.
  equalsWithoutIndex: (column, value) => sql`${sql.ref(column)} = ${value}`,

  table(columns, rows) {
    const names = sql.join(columns.map(it => sql.ref(it)));
    const typed = sql.join(columns.map(it => sql`${sql.ref(it)} text`));
    return sql`(select ${names} from json_to_recordset(cast(${JSON.stringify(rows)} as json)) as given(${typed}))`;
  },
};

/** Each in quotes, so that NULL, commas and braces are text. */
function arrayOfTexts(values: readonly string[]): string {
  return `{${values.map(value => `"${value.replace(/["\\]/g, '\\$&')}"`).join()}}`;
}
