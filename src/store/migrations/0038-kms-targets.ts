/** Databases whose accounts secrets manage (tables/kms-targets.ts). */
import type { StoreMigration } from './migration.js';

export const kmsTargets: StoreMigration = async (db, dialect) => {
  const { text, integer, bigint, bytes } = dialect;

  await dialect
    .createTable(db, 'kms_targets')
    .addColumn('account_id', text, it => it.notNull().references('accounts.id'))
    .addColumn('instance_id', text, it => it.notNull())
    .addColumn('kind', text, it => it.notNull())
    .addColumn('host', text, it => it.notNull())
    .addColumn('port', integer, it => it.notNull())
    .addColumn('tls', integer, it => it.notNull())
    .addColumn('ca_pem', text)
    .addColumn('database_name', text)
    .addColumn('created_at', bigint, it => it.notNull())
    .addColumn('sealed_administrator', bytes, it => it.notNull())
    .addPrimaryKeyConstraint('kms_targets_pk', ['account_id', 'instance_id'])
    .execute();

  await dialect
    .createTable(db, 'kms_target_accounts')
    .addColumn('account_id', text, it => it.notNull())
    .addColumn('instance_id', text, it => it.notNull())
    .addColumn('name', text, it => it.notNull())
    .addColumn('secret_name', text, it => it.notNull())
    .addColumn('token', text, it => it.notNull())
    .addColumn('claimed_at', bigint, it => it.notNull())
    .addPrimaryKeyConstraint('kms_target_accounts_pk', ['account_id', 'instance_id', 'name'])
    .execute();
  // A secret that is deleted gives its accounts up.
  await db.schema
    .createIndex('kms_target_accounts_secret')
    .on('kms_target_accounts')
    .columns(['account_id', 'secret_name'])
    .execute();
};
