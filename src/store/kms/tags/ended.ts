/** Keys and secrets whose time is over and which a job is to delete: lists do not show them. */
import { type RawBuilder, sql } from 'kysely';
import type { Store } from '../../store.js';

const TABLES = {
  key: { table: 'kms_keys', id: 'id' },
  secret: { table: 'kms_secrets', id: 'name' },
} as const;

/** The ids of keys, or the names of secrets, as a subquery: few, and found in an index of their own. */
export function ended(
  { dialect }: Pick<Store, 'dialect'>,
  kind: keyof typeof TABLES,
  accountId: string,
  now: Date,
): RawBuilder<unknown> {
  const { table, id } = TABLES[kind];
  return sql`
    select ${sql.ref(id)} from ${sql.table(table)}
    where delete_at <= ${now.getTime()} and ${dialect.equalsWithoutIndex('account_id', accountId)}`;
}
