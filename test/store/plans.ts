/** How a database would do what the store asks of it: the statements of a read, planned by the database itself. */
import { CompiledQuery, type Kysely, type KyselyPlugin, sql } from 'kysely';
import { expect } from 'vitest';
import { isColumnValue } from '../../src/store/codec.js';
import type { Database } from '../../src/store/database.js';
import type { Store } from '../../src/store/store.js';
import type { Subject } from './each-store.js';

/** The store, with everything that is read from it written down. */
function listening(store: Store): { readonly store: Store; readonly queries: CompiledQuery[] } {
  const queries: CompiledQuery[] = [];
  const executor = store.db.getExecutor();
  const plugin: KyselyPlugin = {
    transformQuery: ({ node, queryId }) => {
      queries.push(executor.compileQuery(node, queryId));
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const built = store.db.withPlugin(plugin);
  // Statements that are compiled once are handed over as they are.
  const db = new Proxy(built, {
    get(target, name) {
      if (name === 'executeQuery') {
        return (query: CompiledQuery) => {
          queries.push(query);
          return store.db.executeQuery(query);
        };
      }
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  }) as Kysely<Database>;
  return { store: { ...store, dialect: store.dialect, db, commit: change => store.commit(change) }, queries };
}

/** The steps of a plan that read a table, in the database's own words. */
async function planOf({ store }: Subject, { sql: text, parameters }: CompiledQuery): Promise<string[]> {
  if (store.dialect.name === 'sqlite') {
    const { rows } = await store.db.executeQuery<{ detail: string }>(
      CompiledQuery.raw(`explain query plan ${text}`, [...parameters]),
    );
    return rows.map(it => it.detail);
  }
  return store.db.connection().execute(async db => {
    // The tables are all but empty: without this they would be read whole because that is quick.
    await sql`set enable_seqscan = off`.execute(db);
    const { rows } = await db.executeQuery<{ 'QUERY PLAN': string }>(
      CompiledQuery.raw(`explain ${text}`, [...parameters]),
    );
    await sql`reset enable_seqscan`.execute(db);
    return rows.map(it => it['QUERY PLAN'].trim());
  });
}

/** A sort of everything that matches, before the page is cut out of it. */
export const isSort = (step: string): boolean =>
  /TEMP B-TREE FOR (?:LAST TERM OF )?ORDER BY|^(?:-> +)?Sort\b/.test(step);

/** The steps of the plans of everything that is asked of the database while `read` reads. */
export async function plansOf(subject: Subject, read: (store: Store) => Promise<unknown>): Promise<string[]> {
  const { store, queries } = listening(subject.store);
  await read(store);
  const plans: string[] = [];
  // A statement that is compiled to be kept has stand-ins for its values, and comes once more with these.
  const asked = queries.filter(it => it.parameters.every(isColumnValue));
  expect(asked.length).toBeGreaterThan(0);
  for (const query of asked) plans.push(...(await planOf(subject, query)));
  return plans;
}
