/** Accounts, users, access keys, policies and attachments (tables/identity.ts). */
import type { StoreMigration } from './migration.js';

export const identity: StoreMigration = async (db, dialect) => {
  const { text, integer, bigint, bytes } = dialect;

  await dialect
    .createTable(db, 'accounts')
    .addColumn('id', text, it => it.primaryKey())
    .addColumn('name', text, it => it.notNull().unique())
    .addColumn('created_at', bigint, it => it.notNull())
    .execute();

  await dialect
    .createTable(db, 'users')
    .addColumn('id', text, it => it.primaryKey())
    .addColumn('account_id', text, it => it.notNull().references('accounts.id'))
    .addColumn('name', text, it => it.notNull())
    .addColumn('name_key', text, it => it.notNull())
    .addColumn('display_name', text, it => it.notNull())
    .addColumn('email', text, it => it.notNull())
    .addColumn('mobile_phone', text, it => it.notNull())
    .addColumn('comments', text, it => it.notNull())
    .addColumn('created_at', bigint, it => it.notNull())
    .addColumn('updated_at', bigint, it => it.notNull())
    .addUniqueConstraint('users_name', ['account_id', 'name_key'])
    .execute();

  await dialect
    .createTable(db, 'access_keys')
    .addColumn('id', text, it => it.primaryKey())
    .addColumn('account_id', text, it => it.notNull().references('accounts.id'))
    .addColumn('user_id', text, it => it.references('users.id'))
    .addColumn('status', text, it => it.notNull())
    .addColumn('sealed_secret', bytes, it => it.notNull())
    .addColumn('created_at', bigint, it => it.notNull())
    .addColumn('last_used_at', bigint)
    .execute();
  await db.schema.createIndex('access_keys_owner').on('access_keys').columns(['user_id', 'account_id']).execute();

  await dialect
    .createTable(db, 'ram_policies')
    .addColumn('id', text, it => it.primaryKey())
    .addColumn('account_id', text, it => it.notNull().references('accounts.id'))
    .addColumn('name', text, it => it.notNull())
    .addColumn('name_key', text, it => it.notNull())
    .addColumn('description', text, it => it.notNull())
    .addColumn('default_version', integer, it => it.notNull())
    .addColumn('last_version', integer, it => it.notNull())
    .addColumn('created_at', bigint, it => it.notNull())
    .addColumn('updated_at', bigint, it => it.notNull())
    .addUniqueConstraint('ram_policies_name', ['account_id', 'name_key'])
    .execute();

  await dialect
    .createTable(db, 'ram_policy_versions')
    .addColumn('policy_id', text, it => it.notNull().references('ram_policies.id'))
    .addColumn('version', integer, it => it.notNull())
    .addColumn('document', text, it => it.notNull())
    .addColumn('created_at', bigint, it => it.notNull())
    .addPrimaryKeyConstraint('ram_policy_versions_pk', ['policy_id', 'version'])
    .execute();

  await dialect
    .createTable(db, 'ram_policy_tags', { clustered: true })
    .addColumn('policy_id', text, it => it.notNull().references('ram_policies.id'))
    .addColumn('key', text, it => it.notNull())
    .addColumn('value', text, it => it.notNull())
    .addPrimaryKeyConstraint('ram_policy_tags_pk', ['policy_id', 'key'])
    .execute();

  // In the order in which the permission check reads it: everything of one principal lies together.
  await dialect
    .createTable(db, 'ram_attachments', { clustered: true })
    .addColumn('account_id', text, it => it.notNull().references('accounts.id'))
    .addColumn('principal_kind', text, it => it.notNull())
    .addColumn('principal_id', text, it => it.notNull())
    .addColumn('policy_type', text, it => it.notNull())
    .addColumn('policy_id', text, it => it.notNull())
    .addColumn('resource_group_id', text, it => it.notNull())
    .addColumn('attached_at', bigint, it => it.notNull())
    .addPrimaryKeyConstraint('ram_attachments_pk', [
      'principal_kind',
      'principal_id',
      'policy_type',
      'policy_id',
      'resource_group_id',
    ])
    .execute();
  await db.schema
    .createIndex('ram_attachments_policy')
    .on('ram_attachments')
    .columns(['account_id', 'policy_type', 'policy_id'])
    .execute();
};
