/**
 * Keys or secrets that have one tag, newest first, as fast where thousands have it as where four do (decision 6): the page and the number are
 * found in an index of the tags alone, in the order of the list. Where more than the tag is asked for, each that has it is looked at.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Page, PageOf } from '../../../domain/page.js';
import { countColumn, offsetOf } from '../../pages.js';
import type { Store } from '../../store.js';
import { ended } from './ended.js';

/** So many are counted, or looked at, before other calls run, since on SQLite nothing else does while a statement runs: some milliseconds. */
const COUNTED_AT_ONCE = 20_000;
const LOOKED_AT_AT_ONCE = 2000;

/** Whose keys or secrets, and the tag: its key, its value, or both. */
export interface Tagged {
  readonly kind: 'key' | 'secret';
  readonly accountId: string;
  readonly key: string | undefined;
  readonly value: string | undefined;
}

interface Place {
  readonly resource_created_at: number;
  readonly resource_id: string;
}

/** The tag that a filter asks for; undefined where it asks for none, or for several, of which one thing can have two. */
export function oneTag(
  keys: readonly string[] | undefined,
  values: readonly string[] | undefined,
): Pick<Tagged, 'key' | 'value'> | undefined {
  const isOne = [keys, values].every(it => it === undefined || it.length === 1);
  return isOne && (keys || values) ? { key: keys?.[0], value: values?.[0] } : undefined;
}

/** The ids of keys, or the names of secrets. */
export async function listTagged(store: Store, tagged: Tagged, page: Page, now: Date): Promise<PageOf<string>> {
  const [rows, total] = await Promise.all([
    newestFirst(store, tagged, now).limit(page.size).offset(offsetOf(page)).execute(),
    countTagged(store, tagged, now),
  ]);
  return { items: rows.map(it => it.resource_id), total };
}

/** The same of those that meet all conditions on columns of their own table. */
export async function listTaggedWhere(
  store: Store,
  tagged: Tagged,
  conditions: readonly RawBuilder<SqlBool>[],
  page: Page,
  now: Date,
): Promise<PageOf<string>> {
  const items: string[] = [];
  let skipped = offsetOf(page);
  let total = 0;
  let after: Place | undefined;
  do {
    const piece = newestFirst(store, tagged, now, after).limit(LOOKED_AT_AT_ONCE);
    // As a value, so that each is looked up by itself: PostgreSQL would rather join all things of the account.
    const matching = sql`${piece.as('tagged')}
      where (select 1 from ${thingOf(store, tagged)} and ${sql.join(conditions, sql` and `)}) = 1`;
    const counted = await sql<{ n: number }>`select count(*) as n from ${matching}`.execute(store.db);
    const { n } = counted.rows[0]!;
    if (skipped < n && items.length < page.size) {
      const { rows } = await sql<Place>`
        select resource_id from ${matching} order by resource_created_at desc, resource_id desc
        limit ${page.size - items.length} offset ${skipped}`.execute(store.db);
      items.push(...rows.map(it => it.resource_id));
    }
    skipped = Math.max(0, skipped - n);
    total += n;
    after = await nextPiece(store, tagged, now, after, LOOKED_AT_AT_ONCE);
  } while (after);
  return { items, total };
}

const thingOf = ({ dialect }: Store, { kind, accountId }: Tagged): RawBuilder<unknown> =>
  kind === 'key'
    ? sql`kms_keys where id = resource_id and ${dialect.equalsWithoutIndex('kms_keys.account_id', accountId)}`
    : sql`kms_secrets where account_id = ${accountId} and name = resource_id`;

async function countTagged(store: Store, tagged: Tagged, now: Date): Promise<number> {
  let total = 0;
  let after: Place | undefined;
  do {
    const piece = newestFirst(store, tagged, now, after).limit(COUNTED_AT_ONCE).as('tagged');
    const counted = await store.db.selectFrom(piece).select(countColumn).executeTakeFirstOrThrow();
    total += counted.total;
    after = counted.total < COUNTED_AT_ONCE ? undefined : await nextPiece(store, tagged, now, after, COUNTED_AT_ONCE);
  } while (after);
  return total;
}

/** The last place of the piece that begins after a place; undefined where it is the last piece. Other calls get a turn before the next one. */
async function nextPiece(store: Store, tagged: Tagged, now: Date, after: Place | undefined, size: number) {
  const piece = newestFirst(store, tagged, now, after);
  const last = await piece
    .limit(1)
    .offset(size - 1)
    .executeTakeFirst();
  if (last) await nextTurn();
  return last;
}

/** In the order of an index, which has all that this reads. */
function newestFirst(store: Store, { kind, accountId, key, value }: Tagged, now: Date, after?: Place) {
  let tags = store.db
    .selectFrom('kms_tags')
    .select(['resource_created_at', 'resource_id'])
    .where('account_id', '=', accountId)
    .where('resource_type', '=', kind)
    .where(sql<SqlBool>`resource_id not in (${ended(store, kind, accountId, now)})`);
  if (key !== undefined) tags = tags.where('key', '=', key);
  if (value !== undefined) tags = tags.where('value', '=', value);
  if (after) {
    tags = tags.where(
      sql<SqlBool>`(resource_created_at, resource_id) < (${after.resource_created_at}, ${after.resource_id})`,
    );
  }
  // A thing can have a value under several keys.
  const things = key === undefined ? tags.groupBy(['resource_created_at', 'resource_id']) : tags;
  return things.orderBy('resource_created_at', 'desc').orderBy('resource_id', 'desc');
}
