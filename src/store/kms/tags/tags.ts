/** Tags of keys, secrets and instances in the database: kms/tags/tag-store.ts says what each member promises. */
import { type RawBuilder, sql } from 'kysely';
import { type Continuation, type ContinuationOf, cut } from '../../../domain/page.js';
import type { ListedTag, TagFilter, TaggedId, TaggedKind, TagPlace, TagStore } from '../../../kms/tags/tag-store.js';
import type { Store } from '../../store.js';
import { setTags, type TagRows, takeTags } from '../../tag-rows.js';
import { wantedTags } from '../../wanted-tags.js';
import { ended } from './ended.js';

const THINGS = {
  key: { table: 'kms_keys', id: 'id' },
  secret: { table: 'kms_secrets', id: 'name' },
  instance: { table: 'kms_instances', id: 'name' },
} as const;

/** The rows with the tags of one thing. */
export function tagRows({ kind, accountId, id }: TaggedId): TagRows {
  const thing = THINGS[kind];
  return {
    table: 'kms_tags',
    owner: { account_id: accountId, resource_type: kind, resource_id: id },
    found: {
      resource_created_at: sql`coalesce((
        select created_at from ${sql.table(thing.table)} where ${sql.ref(thing.id)} = ${id} and account_id = ${accountId}), 0)`,
    },
  };
}

export function tagStore(store: Store): TagStore {
  return {
    find: ({ kind, accountId, id }) =>
      store.db
        .selectFrom('kms_tags')
        .select(['key', 'value'])
        .where('account_id', '=', accountId)
        .where('resource_type', '=', kind)
        .where('resource_id', '=', id)
        .orderBy('key')
        .execute(),
    list: (...all) => listTags(store, ...all),
    set: (of, tags, limit) => setTags(store, tagRows(of), tags, limit, 'tag-limit'),
    take: (of, keys) => [takeTags(store, tagRows(of), keys)],
  };
}

async function listTags(
  store: Store,
  kind: TaggedKind,
  accountId: string,
  { ids, tags }: TagFilter,
  { after, size }: Continuation<TagPlace>,
  now: Date,
): Promise<ContinuationOf<ListedTag, TagPlace>> {
  if (ids?.length === 0) return { items: [], next: undefined };
  const id = sql.ref('tag.resource_id');
  const conditions = [
    sql`tag.account_id = ${accountId}`,
    sql`tag.resource_type = ${kind}`,
    ...(ids ? [store.dialect.isAnyOf('tag.resource_id', ids)] : []),
    ...(tags.length > 0 ? [sql`${id} in ${idsHavingAll(store, kind, accountId, tags)}`] : []),
    ...(after ? [sql`(${id} > ${after[0]} or (${id} = ${after[0]} and tag.key > ${after[1]}))`] : []),
    ...(kind === 'instance' ? [] : [sql`${id} not in (${ended(store, kind, accountId, now)})`]),
  ];
  const { rows } = await sql<ListedTag>`
    select ${id} as id, tag.key as key, tag.value as value from kms_tags as tag
    where ${sql.join(conditions, sql` and `)} order by ${id}, tag.key limit ${size + 1}`.execute(store.db);
  return cut(rows, size, it => [it.id, it.key]);
}

/** What has all of the tags: found in an index by key and value, of several tags once for each, and then by how many of them it was. */
function idsHavingAll(store: Store, kind: TaggedKind, accountId: string, tags: TagFilter['tags']): RawBuilder<unknown> {
  const owned = sql`owned.account_id = ${accountId} and owned.resource_type = ${kind}`;
  const [one] = tags;
  if (one && tags.length === 1) {
    const ofValue = one.value === undefined ? sql`` : sql`and owned.value = ${one.value}`;
    return sql`(select owned.resource_id from kms_tags as owned where ${owned} and owned.key = ${one.key} ${ofValue})`;
  }
  const having = (wanted: TagFilter['tags'], ofValue: RawBuilder<unknown>) => sql`
    select owned.resource_id from ${wantedTags(store, wanted)} as wanted cross join kms_tags as owned
    where ${owned} and owned.key = wanted.key ${ofValue}`;
  const withValue = having(
    tags.filter(it => it.value !== undefined),
    sql`and owned.value = wanted.value`,
  );
  const withAny = having(
    tags.filter(it => it.value === undefined),
    sql``,
  );
  return sql`(
    select resource_id from (${withValue} union all ${withAny}) as found
    group by resource_id having count(*) = ${tags.length})`;
}
