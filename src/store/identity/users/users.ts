/** Users in the database: identity/store.ts, UserStore. */
import { cut } from '../../../domain/page.js';
import { nameKey } from '../../../identity/names.js';
import type { User, UserDetails, UserStore } from '../../../identity/store.js';
import { boundedInsert } from '../../bounded-insert.js';
import { insertStep, step } from '../../step.js';
import type { Store } from '../../store.js';
import type { UsersTable } from '../../tables/identity.js';
import { lockAccount, lockUser } from '../locks.js';

export function userStore(store: Store): UserStore {
  const { db } = store;
  const oneUser = (user: User) =>
    db.selectFrom('users').select('id').where('id', '=', user.id).where('account_id', '=', user.accountId);

  return {
    async findUser(accountId, name) {
      const row = await db
        .selectFrom('users')
        .selectAll()
        .where('account_id', '=', accountId)
        .where('name_key', '=', nameKey(name))
        .executeTakeFirst();
      return row && fromRow(row);
    },

    async listUsers(accountId, { after, size }) {
      let users = db.selectFrom('users').selectAll().where('account_id', '=', accountId);
      if (after) users = users.where('name_key', '>', nameKey(after[0]));
      const rows = await users
        .orderBy('name_key')
        .limit(size + 1)
        .execute();
      return cut(rows.map(fromRow), size, user => [user.name]);
    },

    addUser: (user, limit) =>
      boundedInsert(
        store,
        {
          hold: [lockAccount(store, user.accountId)],
          counted: db.selectFrom('users').where('account_id', '=', user.accountId),
          limit,
          otherwise: 'user-limit',
        },
        [insertStep(store, 'users', toRow(user), 'user-exists')],
      ),

    changeUser: (user, changes, updatedAt) => [
      lockUser(store, user.accountId, user.id),
      step(
        db
          .updateTable('users')
          .set({ ...changedColumns(changes), updated_at: updatedAt.getTime() })
          .where('id', '=', user.id),
        { affects: 1, otherwise: 'user-exists' },
      ),
    ],

    removeUser: user => [
      lockUser(store, user.accountId, user.id),
      step(
        oneUser(user).where(({ not, exists, selectFrom }) =>
          not(exists(selectFrom('access_keys').select('access_keys.id').where('user_id', '=', user.id))),
        ),
        { affects: 1, otherwise: 'user-has-access-keys' },
      ),
      step(
        oneUser(user).where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('ram_attachments')
                .select('policy_id')
                .where('principal_kind', '=', 'user')
                .where('principal_id', '=', user.id),
            ),
          ),
        ),
        { affects: 1, otherwise: 'user-has-policies' },
      ),
      step(db.deleteFrom('users').where('id', '=', user.id), { affects: 1, otherwise: 'user-missing' }),
    ],
  };
}

function fromRow(row: UsersTable): User {
  return {
    accountId: row.account_id,
    id: row.id,
    name: row.name,
    displayName: row.display_name,
    email: row.email,
    mobilePhone: row.mobile_phone,
    comments: row.comments,
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
  };
}

function toRow(user: User): UsersTable {
  return {
    id: user.id,
    account_id: user.accountId,
    name: user.name,
    name_key: nameKey(user.name),
    display_name: user.displayName,
    email: user.email,
    mobile_phone: user.mobilePhone,
    comments: user.comments,
    created_at: user.createdAt.getTime(),
    updated_at: user.updatedAt.getTime(),
  };
}

function changedColumns(changes: Partial<UserDetails & { name: string }>): Partial<UsersTable> {
  const { name, displayName, email, mobilePhone, comments } = changes;
  return {
    ...(name !== undefined && { name, name_key: nameKey(name) }),
    ...(displayName !== undefined && { display_name: displayName }),
    ...(email !== undefined && { email }),
    ...(mobilePhone !== undefined && { mobile_phone: mobilePhone }),
    ...(comments !== undefined && { comments }),
  };
}
