/** KMS instances (tables/kms.ts). */
import type { StoreMigration } from './migration.js';

export const kmsInstances: StoreMigration = async (db, dialect) => {
  const { text, integer, bigint } = dialect;

  await dialect
    .createTable(db, 'kms_instances')
    .addColumn('account_id', text, it => it.notNull().references('accounts.id'))
    .addColumn('name', text, it => it.notNull())
    .addColumn('title', text, it => it.notNull())
    .addColumn('status', text, it => it.notNull())
    .addColumn('provided', integer, it => it.notNull())
    .addColumn('key_quota', integer, it => it.notNull())
    .addColumn('secret_quota', integer, it => it.notNull())
    .addColumn('network_quota', integer, it => it.notNull())
    .addColumn('calls_per_second', integer, it => it.notNull())
    .addColumn('connection', text)
    .addColumn('bound_networks', text, it => it.notNull())
    .addColumn('deletion_protection', integer, it => it.notNull())
    .addColumn('deletion_protection_reason', text, it => it.notNull())
    .addColumn('created_at', bigint, it => it.notNull())
    .addColumn('updated_at', bigint, it => it.notNull())
    .addPrimaryKeyConstraint('kms_instances_pk', ['account_id', 'name'])
    .execute();
  await db.schema
    .createIndex('kms_instances_age')
    .on('kms_instances')
    .columns(['account_id', 'created_at', 'name'])
    .execute();
};
