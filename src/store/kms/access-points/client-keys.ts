import type { ClientKey } from '../../../kms/access-points/client-key.js';
import type { ClientKeyStore } from '../../../kms/store.js';
import { boundedInsert } from '../../bounded-insert.js';
import { hotStatement } from '../../hot-statements.js';
import { countColumn } from '../../pages.js';
import { insertStep, step } from '../../step.js';
import type { Store } from '../../store.js';
import type { KmsClientKeysTable } from '../../tables/kms.js';
import { lockAccessPoint } from './locks.js';

/** Runs on every call that a client key signs. */
const findById = hotStatement((db, it: { id: string }) =>
  db.selectFrom('kms_client_keys').selectAll().where('id', '=', it.id),
);

export function clientKeyStore(store: Store): ClientKeyStore {
  const { db } = store;
  const keysOf = (accountId: string, accessPoint: string) =>
    db.selectFrom('kms_client_keys').where('account_id', '=', accountId).where('access_point', '=', accessPoint);

  return {
    generations: store.generations,

    async accessPointExists(accountId, accessPoint) {
      const row = await db
        .selectFrom('kms_access_points')
        .select('name')
        .where('account_id', '=', accountId)
        .where('name', '=', accessPoint)
        .executeTakeFirst();
      return row !== undefined;
    },

    async find(accountId, id) {
      const row = await db
        .selectFrom('kms_client_keys')
        .selectAll()
        .where('id', '=', id)
        .where('account_id', '=', accountId)
        .executeTakeFirst();
      return row && fromRow(row);
    },

    async list(accountId, accessPoint) {
      let keys = db.selectFrom('kms_client_keys').selectAll().where('account_id', '=', accountId);
      if (accessPoint !== undefined) keys = keys.where('access_point', '=', accessPoint);
      return (await keys.orderBy('created_at', 'desc').orderBy('id', 'desc').execute()).map(fromRow);
    },

    async count(accountId, accessPoint) {
      const { total } = await keysOf(accountId, accessPoint).select(countColumn).executeTakeFirstOrThrow();
      return total;
    },

    insert: (accountId, key, limit) =>
      boundedInsert(
        store,
        {
          hold: [lockAccessPoint(store, accountId, key.accessPoint)],
          counted: keysOf(accountId, key.accessPoint),
          limit,
          otherwise: 'client-key-limit',
        },
        [insertStep(store, 'kms_client_keys', toRow(accountId, key), 'access-point-missing')],
      ),

    delete: (accountId, id) =>
      step(db.deleteFrom('kms_client_keys').where('id', '=', id).where('account_id', '=', accountId), {
        affects: 1,
        otherwise: 'client-key-missing',
      }),

    async findOwner(id) {
      const [row] = await findById.rows(store, { id });
      return row && { accountId: row.account_id, key: fromRow(row) };
    },
  };
}

function fromRow(row: KmsClientKeysTable): ClientKey {
  return {
    id: row.id,
    accessPoint: row.access_point,
    certificateDer: row.certificate,
    notBefore: new Date(row.not_before),
    notAfter: new Date(row.not_after),
    createdAt: new Date(row.created_at),
  };
}

function toRow(accountId: string, key: ClientKey): KmsClientKeysTable {
  return {
    id: key.id,
    account_id: accountId,
    access_point: key.accessPoint,
    certificate: key.certificateDer,
    not_before: key.notBefore.getTime(),
    not_after: key.notAfter.getTime(),
    created_at: key.createdAt.getTime(),
  };
}
