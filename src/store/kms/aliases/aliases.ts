/** Aliases in the database: kms/aliases/alias-store.ts says what each member promises. */
import type { Alias, AliasStore, AliasUpdate } from '../../../kms/aliases/alias-store.js';
import { boundedInsert } from '../../bounded-insert.js';
import { namedThings } from '../../named-things.js';
import { countColumn, offsetOf } from '../../pages.js';
import { insertStep, step } from '../../step.js';
import type { Store } from '../../store.js';
import type { KmsAliasesTable } from '../../tables/kms-keys.js';

const toAlias = (row: KmsAliasesTable): Alias => ({
  name: row.name,
  keyId: row.key_id,
  createdAt: new Date(row.created_at),
});

const toRow = (alias: Alias) => ({
  name: alias.name,
  key_id: alias.keyId,
  created_at: alias.createdAt.getTime(),
});

const things = namedThings<'alias', Alias, AliasUpdate, 'kms_aliases'>({
  kind: 'alias',
  table: 'kms_aliases',
  fromRow: toAlias,
  toRow,
  changed: ({ keyId }) => ({ key_id: keyId }),
});

export function aliasStore(store: Store): AliasStore {
  const { db } = store;
  return {
    ...things(store),

    async listOfKey(accountId, keyId, page) {
      const own = db.selectFrom('kms_aliases').where('account_id', '=', accountId).where('key_id', '=', keyId);
      const [rows, { total }] = await Promise.all([
        own
          .selectAll()
          .orderBy('created_at', 'desc')
          .orderBy('name', 'desc')
          .limit(page.size)
          .offset(offsetOf(page))
          .execute(),
        own.select(countColumn).executeTakeFirstOrThrow(),
      ]);
      return { items: rows.map(toAlias), total };
    },

    insertWithin: (limit, accountId, alias) => {
      const created = { ...toRow(alias), account_id: accountId, updated_at: alias.createdAt.getTime() };
      // The account is held, so that its aliases are counted one call after the other; the key is, so that it stays.
      const account = db.updateTable('accounts').set({ id: accountId }).where('id', '=', accountId);
      const key = db
        .updateTable('kms_keys')
        .set({ id: alias.keyId })
        .where('id', '=', alias.keyId)
        .where('account_id', '=', accountId);
      return boundedInsert(
        store,
        {
          hold: [step(account, { affects: 1 }), step(key, { affects: 1, otherwise: 'key-missing' })],
          counted: db.selectFrom('kms_aliases').where('account_id', '=', accountId),
          limit,
          otherwise: 'alias-limit',
        },
        [insertStep(store, 'kms_aliases', created, 'alias-exists')],
      );
    },
  };
}
