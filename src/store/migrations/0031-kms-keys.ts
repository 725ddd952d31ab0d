/** Keys, their versions and aliases, and the tags of keys and secrets (tables/kms-keys.ts). */
import { sql } from 'kysely';
import type { StoreMigration } from './migration.js';

export const kmsKeys: StoreMigration = async (db, dialect) => {
  const { text, integer, bigint, bytes } = dialect;

  await dialect
    .createTable(db, 'kms_keys')
    .addColumn('id', text, it => it.primaryKey())
    .addColumn('account_id', text, it => it.notNull().references('accounts.id'))
    .addColumn('spec', text, it => it.notNull())
    .addColumn('usage', text, it => it.notNull())
    .addColumn('origin', text, it => it.notNull())
    .addColumn('state', text, it => it.notNull())
    .addColumn('description', text, it => it.notNull())
    .addColumn('created_at', bigint, it => it.notNull())
    .addColumn('updated_at', bigint, it => it.notNull())
    .addColumn('primary_version_id', text)
    .addColumn('version_count', integer, it => it.notNull())
    .addColumn('last_version_at', bigint)
    .addColumn('rotation_ms', bigint)
    .addColumn('delete_at', bigint)
    .addColumn('protection', text)
    .addColumn('has_material', integer, it => it.notNull())
    .addColumn('material_expires_at', bigint)
    .execute();

  await dialect
    .createTable(db, 'kms_key_versions')
    .addColumn('id', text, it => it.primaryKey())
    .addColumn('account_id', text, it => it.notNull())
    .addColumn('key_id', text, it => it.notNull().references('kms_keys.id'))
    .addColumn('number', integer, it => it.notNull())
    .addColumn('created_at', bigint, it => it.notNull())
    .addColumn('public_key', bytes)
    .addColumn('sealed_material', bytes)
    .addUniqueConstraint('kms_key_versions_number', ['key_id', 'number'])
    .execute();

  await dialect
    .createTable(db, 'kms_aliases', { clustered: true })
    .addColumn('account_id', text, it => it.notNull())
    .addColumn('name', text, it => it.notNull())
    .addColumn('key_id', text, it => it.notNull().references('kms_keys.id'))
    .addColumn('created_at', bigint, it => it.notNull())
    .addColumn('updated_at', bigint, it => it.notNull())
    .addPrimaryKeyConstraint('kms_aliases_pk', ['account_id', 'name'])
    .execute();

  await dialect
    .createTable(db, 'kms_tags', { clustered: true })
    .addColumn('account_id', text, it => it.notNull())
    .addColumn('resource_type', text, it => it.notNull())
    .addColumn('resource_id', text, it => it.notNull())
    .addColumn('key', text, it => it.notNull())
    .addColumn('value', text, it => it.notNull())
    .addPrimaryKeyConstraint('kms_tags_pk', ['account_id', 'resource_type', 'resource_id', 'key'])
    .execute();

  const index = (table: string, name: string, columns: readonly string[]) =>
    db.schema
      .createIndex(`${table}_${name}`)
      .on(table)
      .columns([...columns])
      .execute();
  await index('kms_keys', 'age', ['account_id', 'created_at', 'id']);
  await index('kms_aliases', 'age', ['account_id', 'created_at', 'name']);
  await index('kms_aliases', 'key', ['key_id']);
  await index('kms_tags', 'value', ['account_id', 'resource_type', 'key', 'value', 'resource_id']);

  // What the jobs look for: few rows of many.
  await sql`create index kms_keys_deletion on kms_keys (delete_at) where delete_at is not null`.execute(db);
  await sql`
    create index kms_keys_rotation on kms_keys ((last_version_at + rotation_ms))
    where state = 'Enabled' and rotation_ms is not null`.execute(db);

  // A list of a million keys says how many they are: the database counts along.
  await dialect
    .createTable(db, 'kms_key_counts', { clustered: true })
    .addColumn('account_id', text, it => it.notNull())
    .addColumn('spec', text, it => it.notNull())
    .addColumn('usage', text, it => it.notNull())
    .addColumn('state', text, it => it.notNull())
    .addColumn('slot', integer, it => it.notNull())
    .addColumn('n', bigint, it => it.notNull())
    .addPrimaryKeyConstraint('kms_key_counts_pk', ['account_id', 'spec', 'usage', 'state', 'slot'])
    .execute();
  await dialect.keepCounts(db, 'kms_key_counts', 'kms_keys', ['account_id', 'spec', 'usage', 'state']);
};
