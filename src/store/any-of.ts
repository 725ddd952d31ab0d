/**
 * Comparisons with several values in one text of a statement, however many values there are: the values go over as one parameter. A list
 * of placeholders would be another text for each length, which a connection prepares and keeps, and callers choose the lengths.
 *
 * SQLite reads JSON (https://www.sqlite.org/json1.html#jeach), PostgreSQL an array in the form of its literals
 * (https://www.postgresql.org/docs/current/arrays.html#ARRAYS-INPUT), which it knows how many values are in when it plans.
 */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Store } from './store.js';

type Target = Pick<Store, 'dialect'>;

/** Whether a column of text has one of the values. No column has one of none. */
export function isAnyOf({ dialect }: Target, column: string, values: readonly string[]): RawBuilder<SqlBool> {
  return dialect === 'postgres'
    ? sql`${sql.ref(column)} = any(cast(${arrayOfTexts(values)} as text[]))`
    : sql`${sql.ref(column)} in (select value from json_each(${JSON.stringify(values)}))`;
}

/** The same for a column of integers. */
export function isAnyNumberOf({ dialect }: Target, column: string, values: readonly number[]): RawBuilder<SqlBool> {
  return dialect === 'postgres'
    ? sql`${sql.ref(column)} = any(cast(${`{${values.join()}}`} as bigint[]))`
    : sql`${sql.ref(column)} in (select value from json_each(${JSON.stringify(values)}))`;
}

/**
 * Whether the account has the row, where a list of keys says which rows are meant. SQLite does not know how long the list is, and would rather
 * look through all rows of the account: with the plus sign it cannot (https://www.sqlite.org/optoverview.html#disqualifying_where_clause_terms_using_unary_).
 */
export function isOfAccount({ dialect }: Target, column: string, accountId: string): RawBuilder<SqlBool> {
  return dialect === 'postgres' ? sql`${sql.ref(column)} = ${accountId}` : sql`+${sql.ref(column)} = ${accountId}`;
}

/** Each in quotes, so that NULL, commas and braces are text. */
function arrayOfTexts(values: readonly string[]): string {
  return `{${values.map(value => `"${value.replace(/["\\]/g, '\\$&')}"`).join()}}`;
}
