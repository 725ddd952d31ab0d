import { sql } from 'kysely';
import type { Step } from '../../../domain/change.js';
import type { ClientKey } from '../../../kms/access-points/client-key.js';
import type { ClientKeyStore } from '../../../kms/store.js';
import { boundedInsert } from '../../bounded-insert.js';
import { hotStatement } from '../../hot-statements.js';
import { countColumn } from '../../pages.js';
import { insertStep, step } from '../../step.js';
import type { Store } from '../../store.js';
import type { KmsClientKeysTable } from '../../tables/kms.js';
import { clientKeyUses, deleteUses } from './client-key-uses.js';
import { lockAccessPoint } from './locks.js';

/** Runs on every call that a client key signs. */
const findById = hotStatement((db, it: { id: string }) =>
  db.selectFrom('kms_client_keys').selectAll().where('id', '=', it.id),
);

const oneKey = { affects: 1, otherwise: 'client-key-missing' } as const;

export function clientKeyStore(store: Store): ClientKeyStore {
  const { db } = store;
  const keysOf = (accountId: string, accessPoint: string) =>
    db.selectFrom('kms_client_keys').where('account_id', '=', accountId).where('access_point', '=', accessPoint);

  const deletion = (accountId: string, id: string): Step<'client-key-missing'>[] => [
    deleteUses(store, it => it.where('id', '=', id).where('account_id', '=', accountId)),
    step(db.deleteFrom('kms_client_keys').where('id', '=', id).where('account_id', '=', accountId), oneKey),
  ];

  const endStep = (accountId: string, id: string, endsAt: Date): Step<'client-key-missing'> =>
    step(
      db
        .updateTable('kms_client_keys')
        .set(({ eb, ref }) => ({
          not_after: eb
            .case()
            .when('not_after', '<', endsAt.getTime())
            .then(ref('not_after'))
            .else(sql<number>`cast(${endsAt.getTime()} as bigint)`)
            .end(),
        }))
        .where('id', '=', id)
        .where('account_id', '=', accountId),
      oneKey,
    );

  const addWithin = <Reason extends string>(
    accountId: string,
    key: ClientKey,
    limit: number,
    before: readonly Step<Reason>[],
  ) =>
    boundedInsert<'access-point-missing' | 'client-key-limit' | Reason>(
      store,
      {
        hold: [lockAccessPoint(store, accountId, key.accessPoint), ...before],
        counted: keysOf(accountId, key.accessPoint),
        limit,
        otherwise: 'client-key-limit',
      },
      [insertStep(store, 'kms_client_keys', toRow(accountId, key), 'access-point-missing')],
    );

  return {
    generations: store.generations,
    ...clientKeyUses(store),

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

    insert: (accountId, key, limit) => addWithin(accountId, key, limit, []),

    // The access point is held first, as by whoever deletes it with its keys.
    replace: (accountId, { id, endsAt }, key, limit) =>
      addWithin(accountId, key, limit, endsAt ? [endStep(accountId, id, endsAt)] : deletion(accountId, id)),

    delete: deletion,

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
