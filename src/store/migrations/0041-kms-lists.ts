/** Indexes that lists of keys and secrets are found in alone (decision 6): in the order of the list, with all that it asks about. */
import { sql } from 'kysely';
import type { StoreMigration } from './migration.js';

export const kmsLists: StoreMigration = async db => {
  const index = (table: string, name: string, columns: readonly string[]) =>
    db.schema
      .createIndex(`${table}_${name}`)
      .on(table)
      .columns([...columns])
      .execute();
  await db.schema.dropIndex('kms_keys_age').execute();
  await index('kms_keys', 'listed', ['account_id', 'created_at', 'id', 'delete_at']);
  await index('kms_keys', 'kind', ['account_id', 'spec', 'usage', 'state', 'created_at', 'id', 'delete_at']);
  await db.schema.dropIndex('kms_secrets_age').execute();
  await index('kms_secrets', 'listed', ['account_id', 'created_at', 'name', 'delete_at', 'type']);
  await sql`
    create index kms_secrets_managed on kms_secrets (account_id, type, created_at, name, delete_at)
    where type <> 'Generic'`.execute(db);
};
