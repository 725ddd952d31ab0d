/** KMS instances in the database: kms/store.ts, InstanceStore. */

import type { Change } from '../../../domain/change.js';
import type { BoundNetwork, Connection, Instance, InstanceUpdate } from '../../../kms/instances/instance.js';
import type { InstanceStore } from '../../../kms/store.js';
import { namedThings } from '../../named-things.js';
import { countColumn } from '../../pages.js';
import { step } from '../../step.js';
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

    generations: store.generations,

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

    async contents(accountId, id) {
      const count = async (table: 'kms_keys' | 'kms_secrets') =>
        (await within(store, table, accountId, id).select(countColumn).executeTakeFirstOrThrow()).total;
      const [keys, secrets] = await Promise.all([count('kms_keys'), count('kms_secrets')]);
      return { keys, secrets };
    },

    release: (...all) => release(store, ...all),

    commit: change => store.commit(change),
  };
}

const within = ({ db }: Store, table: 'kms_keys' | 'kms_secrets', accountId: string, id: string) =>
  db.selectFrom(table).where('account_id', '=', accountId).where('instance_id', '=', id);

/**
 * What it holds is ended here and deleted by the jobs of keys and secrets, in small portions and with what belongs to each. The instance goes first: what
 * another call puts into it is there before, and ended with it, or finds no instance any more (room.ts).
 */
function release(
  store: Store,
  accountId: string,
  id: string,
  isForced: boolean,
  now: Date,
): Change<'instance-missing' | 'instance-not-empty' | 'instance-holds-protected-key'> {
  const { db } = store;
  const at = now.getTime();
  const instance = db
    .deleteFrom('kms_instances')
    .where('account_id', '=', accountId)
    .where('name', '=', id)
    .where('provided', '=', 0)
    .where('deletion_protection', '=', 0);
  const tags = db
    .deleteFrom('kms_tags')
    .where('account_id', '=', accountId)
    .where('resource_type', '=', 'instance')
    .where('resource_id', '=', id);
  const keys = db
    .updateTable('kms_keys')
    .set({ state: 'PendingDeletion', delete_at: at, updated_at: at })
    .where('account_id', '=', accountId)
    .where('instance_id', '=', id);
  const secrets = db
    .updateTable('kms_secrets')
    .set(({ eb }) => ({ delete_at: at, updated_at: at, revision: eb('revision', '+', 1) }))
    .where('account_id', '=', accountId)
    .where('instance_id', '=', id);
  const otherwise = 'instance-not-empty';
  return [
    step(instance, { affects: 1, otherwise: 'instance-missing' }),
    step(tags),
    step(keys, isForced ? {} : { affects: 0, otherwise }),
    step(secrets, isForced ? {} : { affects: 0, otherwise }),
    // Behind the update: a key that another call protects at this moment is protected now, or takes no protection any more.
    step(within(store, 'kms_keys', accountId, id).select('id').where('protection', 'is not', null), {
      affects: 0,
      otherwise: 'instance-holds-protected-key',
    }),
  ];
}
