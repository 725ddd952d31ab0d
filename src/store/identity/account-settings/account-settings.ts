/** Settings of accounts in the database, one row for each that was set: identity/account-settings/account-settings.ts, AccountSettingsStore. */
import type { AccountSettingsStore, SettingValue } from '../../../identity/account-settings/account-settings.js';
import { hotStatement } from '../../hot-statements.js';
import { step } from '../../step.js';
import type { Store } from '../../store.js';

const settingsOf = hotStatement((db, it: { accountId: string; group: string }) =>
  db
    .selectFrom('ram_settings')
    .select(['name', 'value'])
    .where('account_id', '=', it.accountId)
    .where('setting_group', '=', it.group),
);

export function accountSettingsStore(store: Store): AccountSettingsStore {
  const { db } = store;
  return {
    async readSettings(accountId, group) {
      const rows = await settingsOf.rows(store, { accountId, group });
      return Object.fromEntries(rows.map(({ name, value }) => [name, JSON.parse(value) as SettingValue]));
    },

    writeSettings: (accountId, group, values) =>
      Object.entries(values).map(([name, value]) =>
        step(
          db
            .insertInto('ram_settings')
            .values({ account_id: accountId, setting_group: group, name, value: JSON.stringify(value) })
            .onConflict(conflict =>
              conflict
                .columns(['account_id', 'setting_group', 'name'])
                .doUpdateSet(set => ({ value: set.ref('excluded.value') })),
            ),
        ),
      ),

    async findAlias(accountId) {
      const row = await db
        .selectFrom('ram_account_aliases')
        .select('alias')
        .where('account_id', '=', accountId)
        .executeTakeFirst();
      return row?.alias;
    },

    async findAccountOfAlias(alias) {
      const row = await db
        .selectFrom('ram_account_aliases')
        .select('account_id')
        .where('alias', '=', alias)
        .executeTakeFirst();
      return row?.account_id;
    },

    async hasAccount(accountId) {
      const row = await db.selectFrom('accounts').select('id').where('id', '=', accountId).executeTakeFirst();
      return row !== undefined;
    },

    setAlias: (accountId, alias) => [
      step(
        db
          .insertInto('ram_account_aliases')
          .values({ account_id: accountId, alias })
          .onConflict(conflict => conflict.column('account_id').doUpdateSet({ alias })),
        { otherwise: 'account-alias-exists' },
      ),
    ],

    removeAlias: accountId => [step(db.deleteFrom('ram_account_aliases').where('account_id', '=', accountId))],
  };
}
