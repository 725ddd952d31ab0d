/** Roles and their tags (tables/identity.ts). */
import type { StoreMigration } from './migration.js';

export const roles: StoreMigration = async (db, dialect) => {
  const { text, integer, bigint } = dialect;

  await dialect
    .createTable(db, 'ram_roles')
    .addColumn('id', text, it => it.primaryKey())
    .addColumn('account_id', text, it => it.notNull().references('accounts.id'))
    .addColumn('name', text, it => it.notNull())
    .addColumn('name_key', text, it => it.notNull())
    .addColumn('description', text, it => it.notNull())
    .addColumn('trust_policy', text, it => it.notNull())
    .addColumn('max_session_seconds', integer, it => it.notNull())
    .addColumn('created_at', bigint, it => it.notNull())
    .addColumn('updated_at', bigint, it => it.notNull())
    .addUniqueConstraint('ram_roles_name', ['account_id', 'name_key'])
    .execute();

  await dialect
    .createTable(db, 'ram_role_tags', { clustered: true })
    .addColumn('role_id', text, it => it.notNull().references('ram_roles.id'))
    .addColumn('key', text, it => it.notNull())
    .addColumn('value', text, it => it.notNull())
    .addPrimaryKeyConstraint('ram_role_tags_pk', ['role_id', 'key'])
    .execute();
};
