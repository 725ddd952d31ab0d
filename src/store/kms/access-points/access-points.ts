import type { NamedStore } from '../../../domain/named-things.js';
import type { AccessPoint, AccessPointUpdate } from '../../../kms/access-points/access-points.js';
import { namedThings } from '../../named-things.js';
import { step } from '../../step.js';
import type { Store } from '../../store.js';
import { deleteUses } from './client-key-uses.js';
import { lockAccessPoint } from './locks.js';

const accessPoints = namedThings<'access-point', AccessPoint, AccessPointUpdate, 'kms_access_points'>({
  kind: 'access-point',
  table: 'kms_access_points',

  fromRow: row => ({
    name: row.name,
    authenticationMethod: row.authentication_method,
    description: row.description,
    policies: JSON.parse(row.policies) as string[],
    createdAt: new Date(row.created_at),
  }),

  toRow: accessPoint => ({
    name: accessPoint.name,
    authentication_method: accessPoint.authenticationMethod,
    description: accessPoint.description,
    policies: JSON.stringify(accessPoint.policies),
    created_at: accessPoint.createdAt.getTime(),
  }),

  changed: ({ policies, description }) => ({
    ...(policies && { policies: JSON.stringify(policies) }),
    ...(description !== undefined && { description }),
  }),
});

/** Access points go with their client keys. */
export function accessPointStore(store: Store): NamedStore<'access-point', AccessPoint, AccessPointUpdate> {
  const named = accessPoints(store);
  return {
    ...named,
    delete: (accountId, name) => [
      // First, so that a client key which another call is adding is either seen by the next step or refused.
      lockAccessPoint(store, accountId, name),
      deleteUses(store, it => it.where('account_id', '=', accountId).where('access_point', '=', name)),
      step(store.db.deleteFrom('kms_client_keys').where('account_id', '=', accountId).where('access_point', '=', name)),
      ...named.delete(accountId, name),
    ],
  };
}
