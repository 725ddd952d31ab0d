/**
 * Steps of a change, from typed statements.
 *
 * On SQLite changes run one after the other. On PostgreSQL they run side by side, and what a step selected or counted can be different
 * by the time of the commit, unless the change holds it: by updating the row that it depends on (also to the value that it has) before
 * it counts, by selecting it `for share`, or by a unique or foreign key.
 */
import type { Compilable, Insertable } from 'kysely';
import type { Expectation, Step } from '../domain/change.js';
import { toColumn } from './codec.js';
import type { Database, TableName } from './database.js';
import { insertText } from './hot-statements.js';
import type { Store } from './store.js';

/**
 * A statement as a step of a change. A `select` is a step too: with `affects` it states what must be there for the rest to happen.
 *
 *     step(store.db.deleteFrom('policies').where('id', '=', id), { affects: 1, otherwise: 'policy-missing' })
 */
export function step<Reason extends string = never>(
  statement: Compilable,
  expectation: Expectation<Reason> = {},
): Step<Reason> {
  const { sql, parameters } = statement.compile();
  return { sql, parameters: parameters.map(toColumn), ...expectation };
}

/**
 * Adds one row. The text of the statement is made once for each set of columns: 1 µs a call, as against 20 µs with the query builder.
 * @param otherwise the reason that is given when the row violates a unique or foreign key; a violation without it is a bug
 */
export function insertStep<T extends TableName, Reason extends string = never>(
  store: Pick<Store, 'dialect'>,
  table: T,
  row: Insertable<Database[T]>,
  otherwise?: Reason,
): Step<Reason> {
  const sql = insertText(store.dialect, table, Object.keys(row));
  const parameters = Object.values(row).map(toColumn);
  return otherwise === undefined ? { sql, parameters } : { sql, parameters, otherwise };
}
