/** Data keys that are kept here under a name (tables/kms-data-keys.ts). */
import type { StoreMigration } from './migration.js';

export const kmsDataKeys: StoreMigration = async (db, dialect) => {
  const { text, integer, bigint, bytes } = dialect;
  await dialect
    .createTable(db, 'kms_data_key_versions')
    .addColumn('account_id', text, it => it.notNull().references('accounts.id'))
    .addColumn('name', text, it => it.notNull())
    .addColumn('id', text, it => it.notNull())
    .addColumn('number', integer, it => it.notNull())
    .addColumn('created_at', bigint, it => it.notNull())
    .addColumn('sealed_octets', bytes, it => it.notNull())
    .addPrimaryKeyConstraint('kms_data_key_versions_pk', ['account_id', 'name', 'number'])
    .addUniqueConstraint('kms_data_key_versions_id', ['account_id', 'name', 'id'])
    .execute();
};
