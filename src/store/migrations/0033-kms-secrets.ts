/** Secrets and their versions (tables/kms-secrets.ts). */
import { sql } from 'kysely';
import type { StoreMigration } from './migration.js';

export const kmsSecrets: StoreMigration = async (db, dialect) => {
  const { text, integer, bigint, bytes } = dialect;

  await dialect
    .createTable(db, 'kms_secrets')
    .addColumn('id', text, it => it.primaryKey())
    .addColumn('account_id', text, it => it.notNull().references('accounts.id'))
    .addColumn('name', text, it => it.notNull())
    .addColumn('description', text, it => it.notNull())
    .addColumn('encryption_key_id', text)
    .addColumn('instance_id', text)
    .addColumn('created_at', bigint, it => it.notNull())
    .addColumn('updated_at', bigint, it => it.notNull())
    .addColumn('delete_at', bigint)
    .addColumn('stages', text, it => it.notNull())
    .addColumn('revision', integer, it => it.notNull())
    .addUniqueConstraint('kms_secrets_name', ['account_id', 'name'])
    .execute();

  await dialect
    .createTable(db, 'kms_secret_versions')
    .addColumn('secret_id', text, it => it.notNull().references('kms_secrets.id'))
    .addColumn('id', text, it => it.notNull())
    .addColumn('number', integer, it => it.notNull())
    .addColumn('created_at', bigint, it => it.notNull())
    .addColumn('data_type', text, it => it.notNull())
    .addColumn('sealed_value', bytes, it => it.notNull())
    .addPrimaryKeyConstraint('kms_secret_versions_pk', ['secret_id', 'id'])
    .execute();

  await db.schema
    .createIndex('kms_secrets_age')
    .on('kms_secrets')
    .columns(['account_id', 'created_at', 'name'])
    .execute();
  // What the job looks for: few rows of many.
  await sql`create index kms_secrets_deletion on kms_secrets (delete_at) where delete_at is not null`.execute(db);

  // A list of a million secrets says how many they are: the database counts along.
  await dialect
    .createTable(db, 'kms_secret_counts', { clustered: true })
    .addColumn('account_id', text, it => it.notNull())
    .addColumn('slot', integer, it => it.notNull())
    .addColumn('n', bigint, it => it.notNull())
    .addPrimaryKeyConstraint('kms_secret_counts_pk', ['account_id', 'slot'])
    .execute();
  await dialect.keepCounts(db, 'kms_secret_counts', 'kms_secrets', ['account_id']);
};
