/** KMS instances in the database: kms/store.ts, InstanceStore. */
import type { BoundNetwork, Connection, Instance, InstanceUpdate } from '../../../kms/instances/instance.js';
import type { InstanceStore } from '../../../kms/store.js';
import { namedThings } from '../../named-things.js';
import type { Store } from '../../store.js';

const things = namedThings<'instance', Instance, InstanceUpdate, 'kms_instances'>({
  kind: 'instance',
  table: 'kms_instances',

  fromRow: row => ({
    name: row.name,
    title: row.title,
    status: row.status,
    provided: row.provided === 1,
    quota: {
      keys: row.key_quota,
      secrets: row.secret_quota,
      networks: row.network_quota,
      callsPerSecond: row.calls_per_second,
    },
    connection: row.connection === null ? undefined : (JSON.parse(row.connection) as Connection),
    boundNetworks: JSON.parse(row.bound_networks) as BoundNetwork[],
    deletionProtection: { enabled: row.deletion_protection === 1, description: row.deletion_protection_reason },
    createdAt: new Date(row.created_at),
  }),

  toRow: instance => ({
    name: instance.name,
    title: instance.title,
    status: instance.status,
    provided: instance.provided ? 1 : 0,
    key_quota: instance.quota.keys,
    secret_quota: instance.quota.secrets,
    network_quota: instance.quota.networks,
    calls_per_second: instance.quota.callsPerSecond,
    connection: instance.connection ? JSON.stringify(instance.connection) : null,
    bound_networks: JSON.stringify(instance.boundNetworks),
    deletion_protection: instance.deletionProtection.enabled ? 1 : 0,
    deletion_protection_reason: instance.deletionProtection.description,
    created_at: instance.createdAt.getTime(),
  }),

  changed: ({ title, status, connection, boundNetworks, deletionProtection }) => ({
    ...(title !== undefined && { title }),
    ...(status && { status }),
    ...(connection && { connection: JSON.stringify(connection) }),
    ...(boundNetworks && { bound_networks: JSON.stringify(boundNetworks) }),
    ...(deletionProtection && {
      deletion_protection: deletionProtection.enabled ? 1 : 0,
      deletion_protection_reason: deletionProtection.description,
    }),
  }),
});

export function instanceStore(store: Store): InstanceStore {
  return {
    ...things(store),

    async accountsWithoutProvided() {
      const rows = await store.db
        .selectFrom('accounts')
        .select('id')
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('kms_instances')
                .select('name')
                .whereRef('account_id', '=', 'accounts.id')
                .where('provided', '=', 1),
            ),
          ),
        )
        .execute();
      return rows.map(({ id }) => id);
    },

    commit: change => store.commit(change),
  };
}
