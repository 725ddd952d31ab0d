/** What users sign in with, and what accounts decide for them (tables/identity.ts). */
import type { StoreMigration } from './migration.js';

export const signIn: StoreMigration = async (db, dialect) => {
  const { text, integer, bigint, bytes } = dialect;

  await dialect
    .createTable(db, 'ram_login_profiles')
    .addColumn('user_id', text, it => it.primaryKey().references('users.id'))
    .addColumn('reset_required', integer, it => it.notNull())
    .addColumn('mfa_required', integer, it => it.notNull())
    .addColumn('sealed_passwords', bytes, it => it.notNull())
    .addColumn('password_at', bigint, it => it.notNull())
    .addColumn('revision', integer, it => it.notNull())
    .addColumn('created_at', bigint, it => it.notNull())
    .addColumn('updated_at', bigint, it => it.notNull())
    .execute();

  await dialect
    .createTable(db, 'ram_sign_ins', { clustered: true })
    .addColumn('user_id', text, it => it.primaryKey().references('users.id'))
    .addColumn('failures', integer, it => it.notNull())
    .addColumn('failing_since', bigint)
    .addColumn('last_sign_in_at', bigint)
    .execute();

  await dialect
    .createTable(db, 'ram_mfa_devices')
    .addColumn('account_id', text, it => it.notNull().references('accounts.id'))
    .addColumn('name', text, it => it.notNull())
    .addColumn('name_key', text, it => it.notNull())
    .addColumn('sealed_seed', bytes, it => it.notNull())
    .addColumn('user_id', text, it => it.unique().references('users.id'))
    .addColumn('activated_at', bigint)
    .addColumn('last_step', bigint)
    .addColumn('created_at', bigint, it => it.notNull())
    .addPrimaryKeyConstraint('ram_mfa_devices_pk', ['account_id', 'name_key'])
    .execute();

  await dialect
    .createTable(db, 'ram_settings', { clustered: true })
    .addColumn('account_id', text, it => it.notNull().references('accounts.id'))
    .addColumn('setting_group', text, it => it.notNull())
    .addColumn('name', text, it => it.notNull())
    .addColumn('value', text, it => it.notNull())
    .addPrimaryKeyConstraint('ram_settings_pk', ['account_id', 'setting_group', 'name'])
    .execute();

  await dialect
    .createTable(db, 'ram_account_aliases', { clustered: true })
    .addColumn('account_id', text, it => it.primaryKey().references('accounts.id'))
    .addColumn('alias', text, it => it.notNull().unique())
    .execute();
};
