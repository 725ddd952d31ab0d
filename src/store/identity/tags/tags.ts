/** Tags in the database: identity/tags/tagging.ts, TagStore. */
import { sql } from 'kysely';
import { cut } from '../../../domain/page.js';
import { nameKey } from '../../../identity/names.js';
import type { TaggedKind, TaggedThing, TagPlace, TagStore } from '../../../identity/tags/tagging.js';
import type { Store } from '../../store.js';
import { setTags, takeTags } from '../../tag-rows.js';
import { lockTagged } from '../locks.js';
import { hasAllTags, tagsOfEach, tagTables } from './tag-tables.js';

export function tagStore(store: Store): TagStore {
  const { db, dialect } = store;
  const tagsOf = (kind: TaggedKind) => sql.table(tagTables[kind].tags);
  const ownerOf = (kind: TaggedKind) => sql.ref(tagTables[kind].owner);
  const rowsOf = ({ kind, id }: TaggedThing) => ({
    table: tagTables[kind].tags,
    owner: { [tagTables[kind].owner]: id },
  });
  /** In one order, so that two changes at once never wait for each other. */
  const inOrder = (things: readonly TaggedThing[]) => things.toSorted((a, b) => (a.id < b.id ? -1 : 1));

  return {
    async find(kind, accountId, names) {
      const { rows } = await sql<{ id: string; name: string }>`
        select id, name from ${sql.table(tagTables[kind].things)}
        where account_id = ${accountId} and ${dialect.isAnyOf('name_key', [...new Set(names.map(nameKey))])}`.execute(
        db,
      );
      const tags = await tagsOfEach(
        store,
        kind,
        rows.map(it => it.id),
      );
      return rows.map(({ id, name }) => ({ kind, accountId, id, name, tags: tags.get(id) ?? [] }));
    },

    tagsOfEach: (kind, ids) => tagsOfEach(store, kind, ids),

    async list(kind, accountId, { ids, tags }, { after, size }) {
      const things = tagTables[kind].things;
      const nameColumn = sql.ref(`${things}.name_key`);
      const afterPlace = after
        ? sql`and (${nameColumn} > ${nameKey(after[0])} or (${nameColumn} = ${nameKey(after[0])} and tag.key > ${after[1]}))`
        : sql``;
      const { rows } = await sql<{ name: string; key: string; value: string }>`
        select ${sql.ref(`${things}.name`)} as name, tag.key as key, tag.value as value
        from ${sql.table(things)} inner join ${tagsOf(kind)} as tag on tag.${ownerOf(kind)} = ${sql.ref(`${things}.id`)}
        where ${sql.ref(`${things}.account_id`)} = ${accountId}
        ${ids ? sql`and ${dialect.isAnyOf(`${things}.id`, ids)}` : sql``}
        ${tags.length > 0 ? sql`and ${hasAllTags(store, kind, tags)}` : sql``}
        ${afterPlace}
        order by ${nameColumn}, tag.key limit ${size + 1}`.execute(db);
      return cut(rows, size, ({ name, key }): TagPlace => [name, key]);
    },

    add: (things, tags, limit) =>
      inOrder(things).flatMap(thing => [
        lockTagged(store, thing.kind, thing.accountId, thing.id),
        ...setTags(store, rowsOf(thing), tags, limit, 'tag-limit'),
      ]),

    remove: (things, keys) =>
      inOrder(things).flatMap(thing => [
        lockTagged(store, thing.kind, thing.accountId, thing.id),
        takeTags(store, rowsOf(thing), keys),
      ]),
  };
}
