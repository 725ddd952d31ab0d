/** Groups of users (tables/identity.ts). */
import type { StoreMigration } from './migration.js';

export const groups: StoreMigration = async (db, dialect) => {
  const { text, bigint } = dialect;

  await dialect
    .createTable(db, 'ram_groups')
    .addColumn('id', text, it => it.primaryKey())
    .addColumn('account_id', text, it => it.notNull().references('accounts.id'))
    .addColumn('name', text, it => it.notNull())
    .addColumn('name_key', text, it => it.notNull())
    .addColumn('comments', text, it => it.notNull())
    .addColumn('created_at', bigint, it => it.notNull())
    .addColumn('updated_at', bigint, it => it.notNull())
    .addUniqueConstraint('ram_groups_name', ['account_id', 'name_key'])
    .execute();

  // In the order in which the permission check reads it: the groups of one user lie together.
  await dialect
    .createTable(db, 'ram_group_members', { clustered: true })
    .addColumn('user_id', text, it => it.notNull().references('users.id'))
    .addColumn('group_id', text, it => it.notNull().references('ram_groups.id'))
    .addColumn('joined_at', bigint, it => it.notNull())
    .addPrimaryKeyConstraint('ram_group_members_pk', ['user_id', 'group_id'])
    .execute();
  await db.schema.createIndex('ram_group_members_group').on('ram_group_members').column('group_id').execute();
};
