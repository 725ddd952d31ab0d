/** Network rules, policies, access points and client keys (tables/kms.ts). */
import type { StoreMigration } from './migration.js';

export const kms: StoreMigration = async (db, dialect) => {
  const { text, bigint, bytes } = dialect;

  await dialect
    .createTable(db, 'kms_network_rules')
    .addColumn('account_id', text, it => it.notNull().references('accounts.id'))
    .addColumn('name', text, it => it.notNull())
    .addColumn('type', text, it => it.notNull())
    .addColumn('description', text, it => it.notNull())
    .addColumn('source_addresses', text, it => it.notNull())
    .addColumn('created_at', bigint, it => it.notNull())
    .addColumn('updated_at', bigint, it => it.notNull())
    .addPrimaryKeyConstraint('kms_network_rules_pk', ['account_id', 'name'])
    .execute();

  await dialect
    .createTable(db, 'kms_policies')
    .addColumn('account_id', text, it => it.notNull().references('accounts.id'))
    .addColumn('name', text, it => it.notNull())
    .addColumn('scope', text, it => it.notNull())
    .addColumn('description', text, it => it.notNull())
    .addColumn('permissions', text, it => it.notNull())
    .addColumn('resources', text, it => it.notNull())
    .addColumn('network_rules', text)
    .addColumn('access_control_text', text)
    .addColumn('created_at', bigint, it => it.notNull())
    .addColumn('updated_at', bigint, it => it.notNull())
    .addPrimaryKeyConstraint('kms_policies_pk', ['account_id', 'name'])
    .execute();

  await dialect
    .createTable(db, 'kms_access_points')
    .addColumn('account_id', text, it => it.notNull().references('accounts.id'))
    .addColumn('name', text, it => it.notNull())
    .addColumn('authentication_method', text, it => it.notNull())
    .addColumn('description', text, it => it.notNull())
    .addColumn('policies', text, it => it.notNull())
    .addColumn('created_at', bigint, it => it.notNull())
    .addColumn('updated_at', bigint, it => it.notNull())
    .addPrimaryKeyConstraint('kms_access_points_pk', ['account_id', 'name'])
    .execute();

  await dialect
    .createTable(db, 'kms_client_keys')
    .addColumn('id', text, it => it.primaryKey())
    .addColumn('account_id', text, it => it.notNull())
    .addColumn('access_point', text, it => it.notNull())
    .addColumn('certificate', bytes, it => it.notNull())
    .addColumn('not_before', bigint, it => it.notNull())
    .addColumn('not_after', bigint, it => it.notNull())
    .addColumn('created_at', bigint, it => it.notNull())
    .addForeignKeyConstraint('kms_client_keys_access_point', ['account_id', 'access_point'], 'kms_access_points', [
      'account_id',
      'name',
    ])
    .execute();

  // Lists come newest first, with the name deciding between things of one millisecond.
  for (const table of ['kms_network_rules', 'kms_policies', 'kms_access_points']) {
    await db.schema.createIndex(`${table}_age`).on(table).columns(['account_id', 'created_at', 'name']).execute();
  }
  await db.schema
    .createIndex('kms_client_keys_access_point')
    .on('kms_client_keys')
    .columns(['account_id', 'access_point', 'created_at'])
    .execute();
};
