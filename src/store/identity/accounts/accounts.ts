/** Accounts in the database: identity/store.ts, AccountStore. */
import type { AccountStore } from '../../../identity/store.js';
import { insertStep } from '../../step.js';
import type { Store } from '../../store.js';
import { accessKeyRow } from '../access-keys/access-keys.js';

export function accountStore(store: Store): AccountStore {
  return {
    async findAccount(name) {
      const row = await store.db.selectFrom('accounts').selectAll().where('name', '=', name).executeTakeFirst();
      return row && { id: row.id, name: row.name, createdAt: new Date(row.created_at) };
    },

    addAccount: ({ id, name, createdAt }, rootKey) => [
      insertStep(store, 'accounts', { id, name, created_at: createdAt.getTime() }, 'account-exists'),
      insertStep(store, 'access_keys', accessKeyRow(rootKey), 'account-exists'),
    ],

    commit: change => store.commit(change),
  };
}
