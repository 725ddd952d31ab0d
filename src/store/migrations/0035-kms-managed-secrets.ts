/** Types of secrets, and what those have that the server itself changes (tables/kms-secrets.ts). */
import { sql } from 'kysely';
import type { StoreMigration } from './migration.js';

export const kmsManagedSecrets: StoreMigration = async (db, dialect) => {
  const { text, integer, bigint } = dialect;

  await db.schema
    .alterTable('kms_secrets')
    .addColumn('type', text, it => it.notNull().defaultTo('Generic'))
    .execute();

  await dialect
    .createTable(db, 'kms_managed_secrets')
    .addColumn('secret_id', text, it => it.primaryKey().references('kms_secrets.id'))
    .addColumn('source', text, it => it.notNull())
    .addColumn('given', text, it => it.notNull())
    .addColumn('custom_data', text, it => it.notNull())
    .addColumn('automatic', integer, it => it.notNull())
    .addColumn('interval_ms', bigint)
    .addColumn('last_rotated_at', bigint)
    .addColumn('retire_at', bigint)
    .addColumn('pending_version', text)
    .addColumn('failures', integer, it => it.notNull())
    .addColumn('working_until', bigint)
    .addColumn('due_at', bigint)
    .execute();
  await sql`create index kms_managed_secrets_due on kms_managed_secrets (due_at) where due_at is not null`.execute(db);
};
