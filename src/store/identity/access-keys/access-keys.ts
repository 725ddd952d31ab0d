/** Access keys in the database, and the credential that a request is checked with: identity/store.ts, AccessKeyStore and CredentialStore. */
import type { Step } from '../../../domain/change.js';
import type { AccessKey, AccessKeyStore, CredentialStore, KeyOwner, SealedAccessKey } from '../../../identity/store.js';
import { boundedInsert } from '../../bounded-insert.js';
import { hotStatement } from '../../hot-statements.js';
import { insertStep, step } from '../../step.js';
import type { Store } from '../../store.js';
import type { AccessKeysTable } from '../../tables/identity.js';
import { lockAccount, lockIdentity } from '../locks.js';

const findCredential = hotStatement((db, it: { id: string }) =>
  db
    .selectFrom('access_keys')
    .leftJoin('users', 'users.id', 'access_keys.user_id')
    .selectAll('access_keys')
    .select('users.name as user_name')
    .where('access_keys.id', '=', it.id),
);

/** Calls that overlap may come in any order, so a time never goes back. */
const markUsed = hotStatement((db, it: { id: string; usedAt: number }) =>
  db
    .updateTable('access_keys')
    .set({ last_used_at: it.usedAt })
    .where('id', '=', it.id)
    .where(({ or, eb }) => or([eb('last_used_at', 'is', null), eb('last_used_at', '<', it.usedAt)])),
);

export function accessKeyStore(store: Store): AccessKeyStore & CredentialStore {
  const { db } = store;
  const keysOf = ({ accountId, userId }: KeyOwner) =>
    db
      .selectFrom('access_keys')
      .where('account_id', '=', accountId)
      .where('user_id', userId === null ? 'is' : '=', userId);
  const lockOwner = ({ accountId, userId }: KeyOwner) =>
    userId === null ? lockAccount(store, accountId) : lockIdentity(store, 'user', accountId, userId);

  /** Without an active root key nobody could sign in as the account again: there is no console to do it in. */
  const rootKeyLeft = (owner: KeyOwner): Step<'last-root-access-key'>[] =>
    owner.userId !== null
      ? []
      : [
          step(
            db
              .selectFrom('accounts')
              .select('id')
              .where('id', '=', owner.accountId)
              .where(({ exists }) => exists(keysOf(owner).select('access_keys.id').where('status', '=', 'Active'))),
            { affects: 1, otherwise: 'last-root-access-key' },
          ),
        ];

  return {
    async listAccessKeys(owner) {
      const rows = await keysOf(owner).select(shownColumns).orderBy('created_at').orderBy('id').execute();
      return rows.map(fromRow);
    },

    async findAccessKey(owner, accessKeyId) {
      const row = await keysOf(owner).select(shownColumns).where('id', '=', accessKeyId).executeTakeFirst();
      return row && fromRow(row);
    },

    addAccessKey: (key, limit) =>
      boundedInsert(store, { hold: [lockOwner(key)], counted: keysOf(key), limit, otherwise: 'access-key-limit' }, [
        insertStep(store, 'access_keys', accessKeyRow(key), 'user-missing'),
      ]),

    setAccessKeyStatus: (owner, accessKeyId, status) => [
      lockOwner(owner),
      step(
        db
          .updateTable('access_keys')
          .set({ status })
          .where('id', '=', accessKeyId)
          .where('account_id', '=', owner.accountId)
          .where('user_id', owner.userId === null ? 'is' : '=', owner.userId),
        { affects: 1, otherwise: 'access-key-missing' },
      ),
      ...rootKeyLeft(owner),
    ],

    removeAccessKey: (owner, accessKeyId) => [
      lockOwner(owner),
      step(
        db
          .deleteFrom('access_keys')
          .where('id', '=', accessKeyId)
          .where('account_id', '=', owner.accountId)
          .where('user_id', owner.userId === null ? 'is' : '=', owner.userId),
        { affects: 1, otherwise: 'access-key-missing' },
      ),
      ...rootKeyLeft(owner),
    ],

    async findCredential(accessKeyId) {
      const [row] = await findCredential.rows(store, { id: accessKeyId });
      return row && { ...fromRow(row), sealedSecret: row.sealed_secret, userName: row.user_name };
    },

    markAccessKeyUsed: (accessKeyId, usedAt) => [markUsed.step(store, { id: accessKeyId, usedAt: usedAt.getTime() })],
  };
}

/** Everything but the secret, which is read only to check a signature. */
const shownColumns = ['id', 'account_id', 'user_id', 'status', 'created_at', 'last_used_at'] as const;

function fromRow(row: Pick<AccessKeysTable, (typeof shownColumns)[number]>): AccessKey {
  return {
    id: row.id,
    accountId: row.account_id,
    userId: row.user_id,
    status: row.status,
    createdAt: new Date(row.created_at),
    lastUsedAt: row.last_used_at === null ? null : new Date(row.last_used_at),
  };
}

export function accessKeyRow(key: SealedAccessKey): AccessKeysTable {
  return {
    id: key.id,
    account_id: key.accountId,
    user_id: key.userId,
    status: key.status,
    sealed_secret: key.sealedSecret,
    created_at: key.createdAt.getTime(),
    last_used_at: key.lastUsedAt?.getTime() ?? null,
  };
}
