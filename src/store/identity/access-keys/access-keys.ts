/** Access keys in the database, and the credential that a request is checked with: identity/store.ts, AccessKeyStore and CredentialStore. */
import { sql } from 'kysely';
import type { Step } from '../../../domain/change.js';
import type { AccessKey, AccessKeyStore, CredentialStore, KeyOwner, SealedAccessKey } from '../../../identity/store.js';
import { boundedInsert } from '../../bounded-insert.js';
import { hotStatement } from '../../hot-statements.js';
import { insertStep, step } from '../../step.js';
import type { Store } from '../../store.js';
import type { AccessKeysTable } from '../../tables/identity.js';
import { lockAccount, lockIdentity } from '../locks.js';

/** Everything but the secret, which is read only to check a signature. */
const keyColumns = [
  'access_keys.id',
  'access_keys.account_id',
  'access_keys.user_id',
  'access_keys.status',
  'access_keys.created_at',
] as const;

const findCredential = hotStatement((db, it: { id: string }) =>
  db
    .selectFrom('access_keys')
    .leftJoin('users', 'users.id', 'access_keys.user_id')
    .select(keyColumns)
    .select(['sealed_secret', 'users.name as user_name'])
    .where('access_keys.id', '=', it.id),
);

const findLastUse = hotStatement((db, it: { id: string }) =>
  db.selectFrom('access_key_uses').select('last_used_at').where('access_key_id', '=', it.id),
);

/** Of a key that is there. Calls that overlap may come in any order, so a time never goes back. */
const markUsed = hotStatement((db, it: { id: string; usedAt: number }) =>
  db
    .insertInto('access_key_uses')
    .columns(['access_key_id', 'last_used_at'])
    .expression(
      db
        .selectFrom('access_keys')
        .select(['id', sql<number>`cast(${it.usedAt} as bigint)`.as('used_at')])
        .where('id', '=', it.id),
    )
    .onConflict(conflict =>
      conflict
        .column('access_key_id')
        .doUpdateSet(update => ({ last_used_at: update.ref('excluded.last_used_at') }))
        .whereRef('access_key_uses.last_used_at', '<', 'excluded.last_used_at'),
    ),
);

export function accessKeyStore(store: Store): AccessKeyStore & CredentialStore {
  const { db } = store;
  const keysOf = ({ accountId, userId }: KeyOwner) =>
    db
      .selectFrom('access_keys')
      .where('account_id', '=', accountId)
      .where('user_id', userId === null ? 'is' : '=', userId);
  const withLastUse = (owner: KeyOwner) =>
    keysOf(owner)
      .leftJoin('access_key_uses', 'access_key_uses.access_key_id', 'access_keys.id')
      .select(keyColumns)
      .select('access_key_uses.last_used_at');
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
    generations: store.generations,

    async listAccessKeys(owner) {
      const rows = await withLastUse(owner).orderBy('access_keys.created_at').orderBy('access_keys.id').execute();
      return rows.map(toAccessKey);
    },

    async findAccessKey(owner, accessKeyId) {
      const row = await withLastUse(owner).where('access_keys.id', '=', accessKeyId).executeTakeFirst();
      return row && toAccessKey(row);
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
      step(db.deleteFrom('access_key_uses').where('access_key_id', '=', accessKeyId)),
      ...rootKeyLeft(owner),
    ],

    async findCredential(accessKeyId) {
      const [row] = await findCredential.rows(store, { id: accessKeyId });
      return row && { ...fromRow(row), sealedSecret: row.sealed_secret, userName: row.user_name };
    },

    async findLastUse(accessKeyId) {
      const [row] = await findLastUse.rows(store, { id: accessKeyId });
      return row && new Date(row.last_used_at);
    },

    markAccessKeyUsed: (accessKeyId, usedAt) => [markUsed.step(store, { id: accessKeyId, usedAt: usedAt.getTime() })],
  };
}

type KeyRow = Pick<AccessKeysTable, 'id' | 'account_id' | 'user_id' | 'status' | 'created_at'>;

function toAccessKey(row: KeyRow & { readonly last_used_at: number | null }): AccessKey {
  return { ...fromRow(row), lastUsedAt: row.last_used_at === null ? null : new Date(row.last_used_at) };
}

function fromRow(row: KeyRow): Omit<AccessKey, 'lastUsedAt'> {
  return {
    id: row.id,
    accountId: row.account_id,
    userId: row.user_id,
    status: row.status,
    createdAt: new Date(row.created_at),
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
  };
}
