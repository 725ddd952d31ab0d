/**
 * Lists of keys, newest first, that answer as fast from a million as from a thousand (decision 6). A list by state, spec and usage is one
 * range of an index for each kind of key that the account has, merged by the database, and how many they are is kept and not counted. What
 * has a tag is in tags/tagged.ts; what names keys, aliases, instances or several tags is found by these, sorted and counted: that grows with what
 * matches.
 */
import { type RawBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely';
import type { Page, PageOf } from '../../../domain/page.js';
import { type Key, STORED_KEY_STATES } from '../../../kms/keys/key.js';
import type { KeyFilter } from '../../../kms/keys/key-filter.js';
import { KEY_USAGES, keySpecNames } from '../../../kms/keys/key-specs.js';
import type { Database } from '../../database.js';
import { hotStatement } from '../../hot-statements.js';
import { countColumn, countOfAll, offsetOf } from '../../pages.js';
import type { Store } from '../../store.js';
import { listTagged, listTaggedWhere, oneTag, type Tagged } from '../tags/tagged.js';

type Listed = PageOf<Pick<Key, 'id'>>;
type Keys = SelectQueryBuilder<Database, 'kms_keys', object>;
type Found = SelectQueryBuilder<Database, 'kms_keys', { id: string; created_at: number }>;
type KindFilter = Pick<KeyFilter, 'states' | 'specs' | 'usages'>;

/** Of more ranges than this a list by kinds is read from the index of all keys: the text of a statement is another for each number of ranges. */
const MOST_RANGES = 24;

export async function listKeys(
  store: Store,
  accountId: string,
  filter: KeyFilter,
  page: Page,
  now: Date,
): Promise<Listed> {
  if (filter.isImpossible) return { items: [], total: 0 };
  const tag = filter.ids || filter.aliases ? undefined : oneTag(filter.tagKeys, filter.tagValues);
  if (tag) return listWithTag(store, { kind: 'key', accountId, ...tag }, filter, page, now);
  return isNamed(filter)
    ? listNamed(store, accountId, filter, page, now)
    : listKinds(store, accountId, filter, page, now);
}

const isNamed = ({ ids, aliases, instanceIds, tagKeys, tagValues }: KeyFilter): boolean =>
  [ids, aliases, instanceIds, tagKeys, tagValues].some(it => it !== undefined);

const countsOfKinds = hotStatement((db, { accountId }: { readonly accountId: string }) =>
  db
    .selectFrom('kms_key_counts')
    .select(it => ['spec', 'usage', 'state', it.fn.sum<number>('n').as('total')])
    .where('account_id', '=', accountId)
    .groupBy(['spec', 'usage', 'state']),
);

async function listKinds(store: Store, accountId: string, filter: KindFilter, page: Page, now: Date): Promise<Listed> {
  const [counts, ended] = await Promise.all([
    countsOfKinds.rows(store, { accountId }),
    countEnded(store, accountId, filter, now),
  ]);
  const kinds = counts.filter(({ total }) => total > 0);
  const { states = kinds.map(it => it.state), specs = kinds.map(it => it.spec), usages } = filter;
  const wanted = kinds.filter(
    it => states.includes(it.state) && specs.includes(it.spec) && (usages?.includes(it.usage) ?? true),
  );
  if (wanted.length === 0) return { items: [], total: 0 };

  const all = store.db.selectFrom('kms_keys').where('account_id', '=', accountId);
  // Mostly there are none to leave out, and looking whether there are takes a third of the way to a far page.
  const own = ended === 0 ? all : present(all, now);
  const ranges = wanted.map(it =>
    own
      .where('spec', '=', it.spec)
      .where('usage', '=', it.usage as Key['usage'])
      .where('state', '=', it.state as Key['state']),
  );
  const isWhole = wanted.length === kinds.length;
  const sources = isWhole ? [own] : ranges.length > MOST_RANGES ? [ofKinds(store, own, filter)] : ranges;
  return {
    items: await merged(store, sources, page),
    total: wanted.reduce((sum, { total }) => sum + total, 0) - ended,
  };
}

/** Each source is one range of an index, in its order; the database merges them. */
function merged({ db, dialect }: Store, sources: readonly Keys[], page: Page): Promise<{ id: string }[]> {
  const offset = offsetOf(page);
  const found = sources.map((it): Found => it.select(['id', 'created_at']));
  // Where each of several ranges is short by itself, they are read in their order and not sorted (dialects/statements.ts, cutsEachRange).
  const cut = (it: Found) =>
    db
      .selectFrom(
        newestFirst(it)
          .limit(offset + page.size)
          .as('kms_keys'),
      )
      .select(['id', 'created_at']) as Found;
  const all = (dialect.cutsEachRange && found.length > 1 ? found.map(cut) : found).reduce((one, other) =>
    one.unionAll(other),
  );
  return newestFirst(all).limit(page.size).offset(offset).execute();
}

const newestFirst = (keys: Found): Found => keys.orderBy('created_at', 'desc').orderBy('id', 'desc');

/** Those whose time is over and which a job is to delete: few, in an index of their own. */
async function countEnded(store: Store, accountId: string, filter: KindFilter, now: Date): Promise<number> {
  const ended = store.db
    .selectFrom('kms_keys')
    .where('delete_at', '<=', now.getTime())
    .where(store.dialect.equalsWithoutIndex('account_id', accountId));
  return (await ofKinds(store, ended, filter).select(countColumn).executeTakeFirstOrThrow()).total;
}

const present = (keys: Keys, now: Date): Keys =>
  keys.where(({ eb, or }) => or([eb('delete_at', 'is', null), eb('delete_at', '>', now.getTime())]));

/** All kinds where the caller names none: there are so many texts of statements as ways to name keys, whatever callers combine. */
function kindConditions(
  { dialect }: Store,
  { states = STORED_KEY_STATES, specs = keySpecNames, usages = KEY_USAGES }: KindFilter,
): RawBuilder<SqlBool>[] {
  return [dialect.isAnyOf('state', states), dialect.isAnyOf('spec', specs), dialect.isAnyOf('usage', usages)];
}

const ofKinds = (store: Store, keys: Keys, filter: KindFilter): Keys =>
  kindConditions(store, filter).reduce((all, condition) => all.where(condition), keys);

async function listWithTag(store: Store, tag: Tagged, filter: KeyFilter, page: Page, now: Date): Promise<Listed> {
  const { states, specs, usages, instanceIds } = filter;
  const inInstances = instanceIds ? [store.dialect.isAnyOf('instance_id', instanceIds)] : [];
  const isTagAlone = [states, specs, usages, instanceIds].every(it => it === undefined);
  const { items, total } = isTagAlone
    ? await listTagged(store, tag, page, now)
    : await listTaggedWhere(store, tag, [...kindConditions(store, filter), ...inInstances], page, now);
  return { items: items.map(id => ({ id })), total };
}

async function listNamed(store: Store, accountId: string, filter: KeyFilter, page: Page, now: Date): Promise<Listed> {
  const keys = present(ofKinds(store, named(store, accountId, filter), filter), now);
  // Found and counted at once: what matches is looked for one by one.
  const found = keys
    .select(['id', countOfAll])
    // A sum, so that no database goes through all keys of the account because they are in this order.
    .orderBy(sql`created_at + 0`, 'desc')
    .orderBy('id', 'desc');
  const rows = await found.limit(page.size).offset(offsetOf(page)).execute();
  // A page behind the last has no row that tells.
  const first = rows[0] ?? (page.number > 1 ? await found.limit(1).offset(0).executeTakeFirst() : undefined);
  return { items: rows.map(({ id }) => ({ id })), total: first?.total ?? 0 };
}

function named(
  { db, dialect }: Store,
  accountId: string,
  { ids, aliases, instanceIds, tagKeys, tagValues }: KeyFilter,
): Keys {
  const isByInstance = [ids, aliases, tagKeys, tagValues].every(it => it === undefined);
  let keys: Keys = db.selectFrom('kms_keys');
  keys = isByInstance
    ? keys.where('account_id', '=', accountId)
    : keys.where(dialect.equalsWithoutIndex('account_id', accountId));
  if (ids) keys = keys.where(dialect.isAnyOf('id', ids));
  if (instanceIds) keys = keys.where(dialect.isAnyOf('instance_id', instanceIds));
  if (aliases) {
    const aliased = db
      .selectFrom('kms_aliases')
      .select('key_id')
      .where('account_id', '=', accountId)
      .where(dialect.isAnyOf('name', aliases));
    keys = keys.where('id', 'in', aliased);
  }
  if (tagKeys || tagValues) {
    // One tag has to have both: a caller who asks for a key and a value means the tag.
    let tagged = db
      .selectFrom('kms_tags')
      .select('resource_id')
      .where('account_id', '=', accountId)
      .where('resource_type', '=', 'key');
    if (tagKeys) tagged = tagged.where(dialect.isAnyOf('key', tagKeys));
    if (tagValues) tagged = tagged.where(dialect.isAnyOf('value', tagValues));
    keys = keys.where('id', 'in', tagged);
  }
  return keys;
}
