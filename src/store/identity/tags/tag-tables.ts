/** Which table has the tags of what, and what of it is told by tags. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Tag, WantedTag } from '../../../domain/tags.js';
import type { TaggedKind } from '../../../identity/tags/tagging.js';
import type { TableName } from '../../database.js';
import type { Store } from '../../store.js';
import { wantedTags } from '../../wanted-tags.js';

interface TagTable {
  /** Where the things are. */
  readonly things: TableName;
  readonly tags: TableName;
  /** The column of `tags` that says whose they are. */
  readonly owner: string;
}

export const tagTables: Readonly<Record<TaggedKind, TagTable>> = {
  policy: { things: 'ram_policies', tags: 'ram_policy_tags', owner: 'policy_id' },
  role: { things: 'ram_roles', tags: 'ram_role_tags', owner: 'role_id' },
};

/** Whether a row of the things has all of the tags. An account has few of them, and the tags of each lie together. */
export function hasAllTags(store: Store, kind: TaggedKind, tags: readonly WantedTag[]): RawBuilder<SqlBool> {
  const { things, tags: table, owner } = tagTables[kind];
  return sql<SqlBool>`not exists (
    select 1 from ${wantedTags(store, tags)} as wanted where not exists (
      select 1 from ${sql.table(table)} as tag
      where tag.${sql.ref(owner)} = ${sql.ref(`${things}.id`)} and tag.key = wanted.key
        and (wanted.value is null or tag.value = wanted.value)))`;
}

/** The tags of each, in the order of their keys, by id. */
export async function tagsOfEach(
  store: Store,
  kind: TaggedKind,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly Tag[]>> {
  const byId = new Map<string, Tag[]>(ids.map(id => [id, []]));
  if (ids.length === 0) return byId;
  const { tags, owner } = tagTables[kind];
  const { rows } = await sql<{ id: string; key: string; value: string }>`
    select ${sql.ref(owner)} as id, key, value from ${sql.table(tags)}
    where ${store.dialect.isAnyOf(owner, ids)} order by key`.execute(store.db);
  for (const { id, key, value } of rows) byId.get(id)?.push({ key, value });
  return byId;
}
