/** Aliases, tags and resource groups of authorities and certificates. */

import { sql } from 'kysely';
import type {
  LabelChange,
  Labelled,
  LabelledKind,
  LabelStore,
  ListedTag,
  TagFilter,
  TagPlace,
} from '../../ca/label-store.js';
import type { Change, Step } from '../../domain/change.js';
import { type Continuation, type ContinuationOf, cut } from '../../domain/page.js';
import { TAGS_PER_RESOURCE, type Tag } from '../../domain/tags.js';
import { insertStep, step } from '../step.js';
import type { Store } from '../store.js';
import { setTags, type TagRows, takeTags } from '../tag-rows.js';
import { wantedTags } from '../wanted-tags.js';
import { findTags, findTagsOfEach } from './tags.js';

export function labelTables(store: Store): LabelStore {
  return {
    find: (...all) => findLabelled(store, ...all),
    findTags: id => findTags(store, id),
    findTagsOfEach: ids => findTagsOfEach(store, ids),
    listTags: (...all) => listTags(store, ...all),
    addTags: (...all) => addTags(store, ...all),
    removeTags: (...all) => removeTags(store, ...all),
    relabel: (...all) => relabel(store, ...all),
  };
}

/** Authorities by identifier, instance and its UUID, certificates by identifier: what the account has of these names, by name. */
async function findLabelled(
  store: Store,
  accountId: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, Labelled>> {
  if (names.length === 0) return new Map();
  const { db } = store;
  const authoritiesBy = async (column: 'id' | 'instance_id' | 'instance_uuid') =>
    (
      await db
        .selectFrom('ca_authorities')
        .select(['id', 'resource_group_id', `${column} as name`])
        .where(store.dialect.isAnyOf(column, names))
        .where(store.dialect.equalsWithoutIndex('account_id', accountId))
        .execute()
    ).map(row => ({ ...row, kind: 'authority' as const }));
  const certificates = async () =>
    (
      await db
        .selectFrom('ca_certificates')
        .select(['id', 'resource_group_id', 'id as name'])
        .where(store.dialect.isAnyOf('id', names))
        .where(store.dialect.equalsWithoutIndex('account_id', accountId))
        .execute()
    ).map(row => ({ ...row, kind: 'certificate' as const }));
  const rows = (
    await Promise.all([
      authoritiesBy('id'),
      authoritiesBy('instance_id'),
      authoritiesBy('instance_uuid'),
      certificates(),
    ])
  ).flat();
  const tags = await findTagsOfEach(
    store,
    rows.map(it => it.id),
  );
  return new Map(
    rows.map(({ name, id, kind, resource_group_id }) => [
      name,
      { id, kind, resourceGroupId: resource_group_id, tags: tags.get(id) ?? [] },
    ]),
  );
}

function addTags(
  store: Store,
  accountId: string,
  labelled: readonly Labelled[],
  tags: readonly Tag[],
  now: Date,
): Change<'certificate-missing' | 'tag-limit'> {
  return labelled.flatMap(it => [
    holdStep(store, accountId, it, {}, now),
    ...setTags(store, tagRows(accountId, it.id), tags, TAGS_PER_RESOURCE, 'tag-limit'),
  ]);
}

function removeTags(
  store: Store,
  accountId: string,
  labelled: readonly Labelled[],
  keys: readonly string[] | undefined,
  now: Date,
): Change<'certificate-missing'> {
  if (keys?.length === 0) return [];
  return labelled.flatMap(it => [
    holdStep(store, accountId, it, {}, now),
    takeTags(store, tagRows(accountId, it.id), keys),
  ]);
}

/** Alias, group and all tags, as far as they are given. */
function relabel(
  store: Store,
  accountId: string,
  labelled: Labelled,
  { alias, resourceGroupId, tags }: LabelChange,
  now: Date,
): Change<'certificate-missing'> {
  const set = {
    ...(alias !== undefined && { alias }),
    ...(resourceGroupId !== undefined && { resource_group_id: resourceGroupId }),
  };
  const { id } = labelled;
  return [
    holdStep(store, accountId, labelled, set, now),
    ...(tags
      ? [
          takeTags(store, tagRows(accountId, id)),
          ...tags.map(({ key, value }) => insertStep(store, 'ca_tags', { account_id: accountId, id, key, value })),
        ]
      : []),
  ];
}

/** Changes the row itself, if only its time, so that who changes the tags of one thing at once comes one after the other. */
function holdStep(
  { db }: Store,
  accountId: string,
  { id, kind }: Labelled,
  set: { readonly alias?: string | null; readonly resource_group_id?: string },
  now: Date,
): Step<'certificate-missing'> {
  const found = { affects: 1, otherwise: 'certificate-missing' } as const;
  const updates: Record<LabelledKind, () => Step<'certificate-missing'>> = {
    authority: () =>
      step(
        db
          .updateTable('ca_authorities')
          .set(it => ({ status: it.ref('status'), ...set }))
          .where('id', '=', id)
          .where('account_id', '=', accountId),
        found,
      ),
    certificate: () =>
      step(
        db
          .updateTable('ca_certificates')
          .set({ ...set, modified_at: now.getTime() })
          .where('id', '=', id)
          .where('account_id', '=', accountId),
        found,
      ),
  };
  return updates[kind]();
}

const tagRows = (account_id: string, id: string): TagRows => ({ table: 'ca_tags', owner: { account_id, id } });

/** In the order of identifiers and keys. With tags in the filter, of those that have all of them. */
async function listTags(
  store: Store,
  accountId: string,
  { ids, tags }: TagFilter,
  { after, size }: Continuation<TagPlace>,
): Promise<ContinuationOf<ListedTag, TagPlace>> {
  if (ids?.length === 0) return { items: [], next: undefined };
  let rows = store.db
    .selectFrom('ca_tags as tag')
    .select(['tag.id', 'tag.key', 'tag.value'])
    .where('tag.account_id', '=', accountId);
  if (ids) rows = rows.where(store.dialect.isAnyOf('tag.id', ids));
  if (tags.length > 0) rows = rows.where('tag.id', 'in', idsHavingAll(store, accountId, tags));
  if (after) {
    rows = rows.where(it => it(it.refTuple('tag.id', 'tag.key'), '>', it.tuple(...after)));
  }
  const found = await rows
    .orderBy('tag.id')
    .orderBy('tag.key')
    .limit(size + 1)
    .execute();
  return cut(found, size, it => [it.id, it.key]);
}

/**
 * What has all of the tags: found in the index by key and value, once for each tag, and then by how many of them it was. The wanted tags are
 * read first; SQLite takes the tables of a cross join in the order in which they are written.
 */
function idsHavingAll(store: Store, accountId: string, tags: TagFilter['tags']) {
  const [withValue, withAny] = [tags.filter(it => it.value !== undefined), tags.filter(it => it.value === undefined)];
  return sql<string>`(
    select id from (
      select owned.id from ${wantedTags(store, withValue)} as wanted cross join ca_tags as owned
      where owned.account_id = ${accountId} and owned.key = wanted.key and owned.value = wanted.value
      union all
      select owned.id from ${wantedTags(store, withAny)} as wanted cross join ca_tags as owned
      where owned.account_id = ${accountId} and owned.key = wanted.key
    ) as found group by id having count(*) = ${tags.length})`;
}
