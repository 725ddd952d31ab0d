/**
 * Lists of keys, newest first. How many there are is kept by the database, and counted only where a list names keys, aliases or tags.
 *
 * State, spec and usage are always asked for, with all values where the caller names none: there are so many texts of statements as ways to
 * narrow a list, whatever callers combine.
 */
import { sql } from 'kysely';
import type { Page, PageOf } from '../../../domain/page.js';
import { type Key, STORED_KEY_STATES } from '../../../kms/keys/key.js';
import type { KeyFilter } from '../../../kms/keys/key-filter.js';
import { KEY_USAGES, keySpecNames } from '../../../kms/keys/key-specs.js';
import { countColumn, offsetOf } from '../../pages.js';
import type { Store } from '../../store.js';

export async function listKeys(
  store: Store,
  accountId: string,
  filter: KeyFilter,
  page: Page,
  now: Date,
): Promise<PageOf<Pick<Key, 'id'>>> {
  if (filter.isImpossible) return { items: [], total: 0 };
  const keys = matching(store, accountId, filter).where(({ eb, or }) =>
    or([eb('delete_at', 'is', null), eb('delete_at', '>', now.getTime())]),
  );
  const [items, total] = await Promise.all([
    keys
      .select('id')
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(page.size)
      .offset(offsetOf(page))
      .execute(),
    isNarrowed(filter)
      ? keys
          .select(countColumn)
          .executeTakeFirstOrThrow()
          .then(it => it.total)
      : countKept(store, accountId, filter, now),
  ]);
  return { items, total };
}

const isNarrowed = ({ ids, aliases, instanceIds, tagKeys, tagValues }: KeyFilter): boolean =>
  [ids, aliases, instanceIds, tagKeys, tagValues].some(it => it !== undefined);

function matching(
  store: Store,
  accountId: string,
  { ids, aliases, instanceIds, tagKeys, tagValues, ...kinds }: KeyFilter,
) {
  const { db, dialect } = store;
  let keys = db.selectFrom('kms_keys').where('account_id', '=', accountId);
  for (const condition of ofKinds(store, kinds)) keys = keys.where(condition);
  if (ids) keys = keys.where(dialect.isAnyOf('id', ids));
  if (instanceIds) keys = keys.where(dialect.isAnyOf('instance_id', instanceIds));
  if (aliases) {
    const named = db
      .selectFrom('kms_aliases')
      .select('key_id')
      .where('account_id', '=', accountId)
      .where(dialect.isAnyOf('name', aliases));
    keys = keys.where('id', 'in', named);
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

function ofKinds(
  { dialect }: Store,
  {
    states = STORED_KEY_STATES,
    specs = keySpecNames,
    usages = KEY_USAGES,
  }: Pick<KeyFilter, 'states' | 'specs' | 'usages'>,
) {
  return [dialect.isAnyOf('state', states), dialect.isAnyOf('spec', specs), dialect.isAnyOf('usage', usages)];
}

/** All that the database counts but those whose end has come: there are few, since a job deletes them. */
async function countKept(store: Store, accountId: string, filter: KeyFilter, now: Date): Promise<number> {
  let counts = store.db.selectFrom('kms_key_counts').where('account_id', '=', accountId);
  for (const condition of ofKinds(store, filter)) counts = counts.where(condition);
  const gone = matching(store, accountId, filter).where('delete_at', '<=', now.getTime());
  const [counted, ended] = await Promise.all([
    counts.select(sql<number>`coalesce(sum(n), 0)`.as('total')).executeTakeFirstOrThrow(),
    gone.select(countColumn).executeTakeFirstOrThrow(),
  ]);
  return counted.total - ended.total;
}
