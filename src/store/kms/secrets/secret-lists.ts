/**
 * Lists of secrets, newest first, that answer as fast from a million as from a thousand (decision 6). How many there are is kept by the database;
 * it is counted only where a list names secrets, tags, instances or types, and that grows with what matches. What is asked for by
 * descriptions is looked for in described-secrets.ts.
 */
import { sql } from 'kysely';
import type { Page, PageOf } from '../../../domain/page.js';
import { GENERIC, type ListedSecret, SECRET_TYPES } from '../../../kms/secrets/secret.js';
import type { SecretFilter } from '../../../kms/secrets/secret-store.js';
import { countColumn, countOfAll, offsetOf } from '../../pages.js';
import type { Store } from '../../store.js';
import { listTagged, listTaggedWhere, oneTag, type Tagged } from '../tags/tagged.js';
import { listDescribed } from './described-secrets.js';
import { LISTED, present, type Secrets, toListed } from './listed-rows.js';

export async function listSecrets(
  store: Store,
  accountId: string,
  filter: SecretFilter,
  page: Page,
  now: Date,
): Promise<PageOf<ListedSecret>> {
  if (filter.isImpossible) return { items: [], total: 0 };
  const { names, descriptions, instanceIds, types, tagKeys, tagValues } = filter;
  const tag = names ? undefined : oneTag(tagKeys, tagValues);
  if (tag) return listWithTag(store, { kind: 'secret', accountId, ...tag }, filter, page, now);
  const isNamed = [names, instanceIds, tagKeys, tagValues].some(it => it !== undefined);
  const all = store.db.selectFrom('kms_secrets').where('account_id', '=', accountId);
  const own = present(all, now);
  if (descriptions && !isNamed) return listDescribed(store, accountId, { descriptions, types }, page, now);
  // Most secrets are Generic: a list of these is one of all, and the others have an index.
  if (isNamed || (types && !types.includes(GENERIC))) {
    const secrets = isNamed ? named(store, own, accountId, filter) : own.where(sql<boolean>`type <> 'Generic'`);
    return listMatching(types ? secrets.where(store.dialect.isAnyOf('type', types)) : secrets, page);
  }
  const { total, ended } = await countKept(store, accountId, types, now);
  // Mostly there are none to leave out, and looking whether there are takes a third of the way to a far page.
  const secrets = ended === 0 ? all : own;
  const rows = await (types ? secrets.where(store.dialect.isAnyOf('type', types)) : secrets)
    .select(LISTED)
    .orderBy('created_at', 'desc')
    .orderBy('name', 'desc')
    .limit(page.size)
    .offset(offsetOf(page))
    .execute();
  return { items: rows.map(toListed), total };
}

async function listWithTag(
  store: Store,
  tag: Tagged,
  { descriptions, instanceIds, types }: SecretFilter,
  page: Page,
  now: Date,
): Promise<PageOf<ListedSecret>> {
  const { db, dialect } = store;
  const conditions = [
    // All types where the caller names none: fewer texts of statements.
    dialect.isAnyOf('type', types ?? SECRET_TYPES),
    ...(instanceIds ? [dialect.isAnyOf('instance_id', instanceIds)] : []),
    ...(descriptions ? [dialect.containsAnyOf('description', descriptions)] : []),
  ];
  const isTagAlone = [types, instanceIds, descriptions].every(it => it === undefined);
  const { items: names, total } = isTagAlone
    ? await listTagged(store, tag, page, now)
    : await listTaggedWhere(store, tag, conditions, page, now);
  const rows = await db
    .selectFrom('kms_secrets')
    .select(LISTED)
    .where('account_id', '=', tag.accountId)
    .where(dialect.isAnyOf('name', names))
    .execute();
  const byName = new Map(rows.map(row => [row.name, toListed(row)]));
  return { items: names.flatMap(name => byName.get(name) ?? []), total };
}

/** Found and counted at once: what matches is looked for one by one. */
async function listMatching(secrets: Secrets, page: Page): Promise<PageOf<ListedSecret>> {
  const found = secrets
    .select([...LISTED, countOfAll])
    // A sum, so that no database goes through all secrets of the account because they are in this order.
    .orderBy(sql`created_at + 0`, 'desc')
    .orderBy('name', 'desc');
  const rows = await found.limit(page.size).offset(offsetOf(page)).execute();
  // A page behind the last has no row that tells.
  const first = rows[0] ?? (page.number > 1 ? await found.limit(1).offset(0).executeTakeFirst() : undefined);
  return { items: rows.map(toListed), total: first?.total ?? 0 };
}

function named(
  { db, dialect }: Store,
  own: Secrets,
  accountId: string,
  { names, descriptions, instanceIds, tagKeys, tagValues }: SecretFilter,
): Secrets {
  let secrets = own;
  if (names) secrets = secrets.where(dialect.isAnyOf('name', names));
  if (descriptions) secrets = secrets.where(dialect.containsAnyOf('description', descriptions));
  if (instanceIds) secrets = secrets.where(dialect.isAnyOf('instance_id', instanceIds));
  if (tagKeys || tagValues) {
    // One tag has to have both: a caller who asks for a key and a value means the tag.
    let tagged = db
      .selectFrom('kms_tags')
      .select('resource_id')
      .where('account_id', '=', accountId)
      .where('resource_type', '=', 'secret');
    if (tagKeys) tagged = tagged.where(dialect.isAnyOf('key', tagKeys));
    if (tagValues) tagged = tagged.where(dialect.isAnyOf('value', tagValues));
    secrets = secrets.where('name', 'in', tagged);
  }
  return secrets;
}

/** All that the database counts but those whose time is over, which are counted as well, and those of other types: there are few of either. */
async function countKept(
  store: Store,
  accountId: string,
  types: readonly string[] | undefined,
  now: Date,
): Promise<{ readonly total: number; readonly ended: number }> {
  const { db, dialect } = store;
  const over = db
    .selectFrom('kms_secrets')
    .select(countColumn)
    .where('delete_at', '<=', now.getTime())
    .where(dialect.equalsWithoutIndex('account_id', accountId));
  const others = present(db.selectFrom('kms_secrets').where('account_id', '=', accountId), now)
    .where(sql<boolean>`type <> 'Generic'`)
    .where(({ not }) => not(dialect.isAnyOf('type', types ?? [])));
  const [counted, { total: ended }, ofOtherTypes] = await Promise.all([
    db
      .selectFrom('kms_secret_counts')
      .select(sql<number>`coalesce(sum(n), 0)`.as('total'))
      .where('account_id', '=', accountId)
      .executeTakeFirstOrThrow(),
    over.executeTakeFirstOrThrow(),
    types ? others.select(countColumn).executeTakeFirstOrThrow() : { total: 0 },
  ]);
  return { total: counted.total - ended - ofOtherTypes.total, ended };
}
