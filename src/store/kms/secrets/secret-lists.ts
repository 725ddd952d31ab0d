/** Lists of secrets, newest first. How many there are is kept by the database, and counted only where a list is narrowed. */
import { sql } from 'kysely';
import type { Page, PageOf } from '../../../domain/page.js';
import type { ListedSecret } from '../../../kms/secrets/secret.js';
import type { SecretFilter } from '../../../kms/secrets/secret-store.js';
import { countColumn, offsetOf } from '../../pages.js';
import type { Store } from '../../store.js';
import { deletionTime } from './rows.js';

export async function listSecrets(
  store: Store,
  accountId: string,
  filter: SecretFilter,
  page: Page,
  now: Date,
): Promise<PageOf<ListedSecret>> {
  if (filter.isImpossible) return { items: [], total: 0 };
  const secrets = matching(store, accountId, filter, now);
  const [rows, total] = await Promise.all([
    secrets
      .select(['name', 'type', 'created_at', 'updated_at', 'delete_at'])
      .orderBy('created_at', 'desc')
      .orderBy('name', 'desc')
      .limit(page.size)
      .offset(offsetOf(page))
      .execute(),
    isNarrowed(filter)
      ? secrets
          .select(countColumn)
          .executeTakeFirstOrThrow()
          .then(it => it.total)
      : countKept(store, accountId, now),
  ]);
  const items = rows.map(row => ({
    name: row.name,
    type: row.type,
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
    deleteAt: deletionTime(row.delete_at),
  }));
  return { items, total };
}

const isNarrowed = ({ names, descriptions, instanceIds, types, tagKeys, tagValues }: SecretFilter): boolean =>
  [names, descriptions, instanceIds, types, tagKeys, tagValues].some(it => it !== undefined);

function matching(
  { db, dialect }: Store,
  accountId: string,
  { names, descriptions, instanceIds, types, tagKeys, tagValues }: SecretFilter,
  now: Date,
) {
  let secrets = db
    .selectFrom('kms_secrets')
    .where('account_id', '=', accountId)
    .where(({ eb, or }) => or([eb('delete_at', 'is', null), eb('delete_at', '>', now.getTime())]));
  if (names) secrets = secrets.where(dialect.isAnyOf('name', names));
  if (descriptions) secrets = secrets.where(dialect.containsAnyOf('description', descriptions));
  if (instanceIds) secrets = secrets.where(dialect.isAnyOf('instance_id', instanceIds));
  if (types) secrets = secrets.where(dialect.isAnyOf('type', types));
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

/** All that the database counts but those whose time is over: there are few, since a job deletes them. */
async function countKept({ db }: Store, accountId: string, now: Date): Promise<number> {
  const [counted, gone] = await Promise.all([
    db
      .selectFrom('kms_secret_counts')
      .select(sql<number>`coalesce(sum(n), 0)`.as('total'))
      .where('account_id', '=', accountId)
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('kms_secrets')
      .select(countColumn)
      .where('delete_at', '<=', now.getTime())
      .where('account_id', '=', accountId)
      .executeTakeFirstOrThrow(),
  ]);
  return counted.total - gone.total;
}
