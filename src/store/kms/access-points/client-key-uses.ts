/** The last uses of client keys in the database: kms/store.ts, ClientKeyStore. */
import { type SelectQueryBuilder, sql } from 'kysely';
import type { Step } from '../../../domain/change.js';
import type { ClientKeyStore } from '../../../kms/store.js';
import type { Database } from '../../database.js';
import { hotStatement } from '../../hot-statements.js';
import { step } from '../../step.js';
import type { Store } from '../../store.js';

const findLastUse = hotStatement((db, it: { id: string }) =>
  db.selectFrom('kms_client_key_uses').select('last_used_at').where('client_key_id', '=', it.id),
);

interface Use {
  readonly id: string;
  readonly at: number;
  readonly operation: string;
  readonly sourceAddress: string;
}

/** Of a key that is there. Calls that overlap may come in any order, so a time never goes back. */
const markUsed = hotStatement((db, it: Use) =>
  db
    .insertInto('kms_client_key_uses')
    .columns(['client_key_id', 'last_used_at', 'operation', 'source_address'])
    .expression(
      db
        .selectFrom('kms_client_keys')
        .select([
          'id',
          sql<number>`cast(${it.at} as bigint)`.as('used_at'),
          sql<string>`cast(${it.operation} as text)`.as('operation'),
          sql<string>`cast(${it.sourceAddress} as text)`.as('source_address'),
        ])
        .where('id', '=', it.id),
    )
    .onConflict(conflict =>
      conflict
        .column('client_key_id')
        .doUpdateSet(update => ({
          last_used_at: update.ref('excluded.last_used_at'),
          operation: update.ref('excluded.operation'),
          source_address: update.ref('excluded.source_address'),
        }))
        .whereRef('kms_client_key_uses.last_used_at', '<', 'excluded.last_used_at'),
    ),
);

export function clientKeyUses(store: Store): Pick<ClientKeyStore, 'lastUses' | 'findLastUse' | 'markUsed'> {
  return {
    async lastUses(accountId) {
      const rows = await store.db
        .selectFrom('kms_client_key_uses')
        .innerJoin('kms_client_keys', 'kms_client_keys.id', 'kms_client_key_uses.client_key_id')
        .selectAll('kms_client_key_uses')
        .where('account_id', '=', accountId)
        .execute();
      return new Map(
        rows.map(row => [
          row.client_key_id,
          { at: new Date(row.last_used_at), operation: row.operation, sourceAddress: row.source_address },
        ]),
      );
    },

    async findLastUse(id) {
      const [row] = await findLastUse.rows(store, { id });
      return row && new Date(row.last_used_at);
    },

    markUsed: (id, { at, operation, sourceAddress }) => [
      markUsed.step(store, { id, at: at.getTime(), operation, sourceAddress }),
    ],
  };
}

type KeyRows = SelectQueryBuilder<Database, 'kms_client_keys', { id: string }>;

/** To be done before the keys themselves are deleted. */
export function deleteUses({ db }: Pick<Store, 'db'>, which: (keys: KeyRows) => KeyRows): Step<never> {
  const ids = which(db.selectFrom('kms_client_keys').select('id'));
  return step(db.deleteFrom('kms_client_key_uses').where('client_key_id', 'in', ids));
}
