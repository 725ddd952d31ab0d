/** Steps that change the tags of one thing, in whichever table they are. What has the tags is held first, by a step before these. */
import { type RawBuilder, sql } from 'kysely';
import type { Step } from '../domain/change.js';
import type { Tag } from '../domain/tags.js';
import type { TableName } from './database.js';
import { step } from './step.js';
import type { Store } from './store.js';
import { wantedTags } from './wanted-tags.js';

/** The tags of one thing: their table, which has the columns `key` and `value`, and what its other columns say of whose they are. */
export interface TagRows {
  readonly table: TableName;
  readonly owner: Readonly<Record<string, string>>;
  /** Columns that say something else of the thing, as the database finds it. */
  readonly found?: Readonly<Record<string, RawBuilder<unknown>>>;
}

/** A key that is there takes the new value. @param otherwise the reason where the thing would have more than `limit` */
export function setTags<Reason extends string>(
  store: Store,
  rows: TagRows,
  tags: readonly Tag[],
  limit: number,
  otherwise: Reason,
): Step<Reason>[] {
  const keys = tags.map(it => it.key);
  const thing = { ...rows.owner, ...rows.found };
  const columns = sql.join(Object.keys(thing).map(it => sql.ref(it)));
  const values = sql.join(Object.values(thing));
  return [
    step(compiled(store, sql`delete from ${ofThing(rows)} and ${store.dialect.isAnyOf('key', keys)}`)),
    step(compiled(store, sql`select 1 where (select count(*) from ${ofThing(rows)}) <= ${limit - tags.length}`), {
      affects: 1,
      otherwise,
    }),
    step(
      compiled(
        store,
        sql`
          insert into ${sql.table(rows.table)} (${columns}, key, value)
          select ${values}, wanted.key, wanted.value from ${wantedTags(store, tags)} as wanted`,
      ),
    ),
  ];
}

/** A key that is not there is passed over. @param keys absent: all of them */
export function takeTags(store: Store, rows: TagRows, keys?: readonly string[]): Step<never> {
  const some = keys ? sql`and ${store.dialect.isAnyOf('key', keys)}` : sql``;
  return step(compiled(store, sql`delete from ${ofThing(rows)} ${some}`));
}

function ofThing({ table, owner }: TagRows): RawBuilder<unknown> {
  const conditions = Object.entries(owner).map(([column, value]) => sql`${sql.ref(column)} = ${value}`);
  return sql`${sql.table(table)} where ${sql.join(conditions, sql` and `)}`;
}

const compiled = ({ db }: Store, statement: RawBuilder<unknown>) => ({ compile: () => statement.compile(db) });
