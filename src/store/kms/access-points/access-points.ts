import type { AccessPoint } from '../../../kms/access-points/access-points.js';
import type { AccessPointStore } from '../../../kms/store.js';
import { insertStep, step } from '../../step.js';
import type { Store } from '../../store.js';
import type { KmsAccessPointsTable } from '../../tables/kms.js';
import { countColumn, offsetOf } from '../pages.js';
import { lockAccessPoint } from './locks.js';

export function accessPointStore(store: Store): AccessPointStore {
  const { db } = store;

  return {
    async findAccessPoint(accountId, name) {
      const row = await db
        .selectFrom('kms_access_points')
        .selectAll()
        .where('account_id', '=', accountId)
        .where('name', '=', name)
        .executeTakeFirst();
      return row && fromRow(row);
    },

    async listAccessPoints(accountId, page) {
      const accessPoints = db.selectFrom('kms_access_points').where('account_id', '=', accountId);
      const rows = await accessPoints
        .selectAll()
        .orderBy('created_at', 'desc')
        .orderBy('name', 'desc')
        .limit(page.size)
        .offset(offsetOf(page))
        .execute();
      const { total } = await accessPoints.select(countColumn).executeTakeFirstOrThrow();
      return { items: rows.map(fromRow), total };
    },

    insertAccessPoint: (accountId, accessPoint) => {
      const createdAt = accessPoint.createdAt.getTime();
      const row: KmsAccessPointsTable = {
        account_id: accountId,
        name: accessPoint.name,
        authentication_method: accessPoint.authenticationMethod,
        description: accessPoint.description,
        policies: JSON.stringify(accessPoint.policies),
        created_at: createdAt,
        updated_at: createdAt,
      };
      return insertStep(store, 'kms_access_points', row, 'access-point-exists');
    },

    updateAccessPoint: (accountId, name, { policies, description }, now) =>
      step(
        db
          .updateTable('kms_access_points')
          .set({
            updated_at: now.getTime(),
            ...(policies && { policies: JSON.stringify(policies) }),
            ...(description !== undefined && { description }),
          })
          .where('account_id', '=', accountId)
          .where('name', '=', name),
        { affects: 1, otherwise: 'access-point-missing' },
      ),

    deleteAccessPoint: (accountId, name) => [
      // First, so that a client key which another call is adding is either seen by the next step or refused.
      lockAccessPoint(store, accountId, name),
      step(db.deleteFrom('kms_client_keys').where('account_id', '=', accountId).where('access_point', '=', name)),
      step(db.deleteFrom('kms_access_points').where('account_id', '=', accountId).where('name', '=', name), {
        affects: 1,
        otherwise: 'access-point-missing',
      }),
    ],
  };
}

function fromRow(row: KmsAccessPointsTable): AccessPoint {
  return {
    name: row.name,
    authenticationMethod: row.authentication_method,
    description: row.description,
    policies: JSON.parse(row.policies) as string[],
    createdAt: new Date(row.created_at),
  };
}
