/**
 * How much an authority has issued and may issue. It holds for certificates and authorities together.
 *
 * On SQLite one change after the other counts and adds. On PostgreSQL those that issue from one authority at once do not see each other's
 * rows, so near the limit each holds the authority for itself; farther from it they share it, and keep a distance from the limit that is
 * greater than the number of changes that can run at once.
 */
import { sql } from 'kysely';
import type { Quota, Room } from '../../ca/records.js';
import type { Step } from '../../domain/change.js';
import { hotStatement } from '../hot-statements.js';
import { step } from '../step.js';
import type { Store } from '../store.js';

interface Key {
  readonly accountId: string;
  readonly id: string;
}

/** PostgreSQL runs as many changes at once as it has connections, which are hundreds. */
const DISTANCE = 1000;

const issuedBy = ({ accountId, id }: Key) => sql<number>`(
  (select coalesce(sum(n), 0) from ca_certificate_counts where account_id = ${accountId} and authority_id = ${id})
  + (select count(*) from ca_authorities as below where below.parent_id = ${id}))`;

const quotaOf = hotStatement((db, key: Key) =>
  db
    .selectFrom('ca_authorities')
    .select(['certificate_limit', issuedBy(key).as('issued')])
    .where('id', '=', key.id)
    .where('account_id', '=', key.accountId),
);

/** Undefined where the account has no such authority. */
export async function findQuota(store: Store, accountId: string, id: string): Promise<Quota | undefined> {
  const [row] = await quotaOf.rows(store, { accountId, id });
  return row && { limit: row.certificate_limit, issued: row.issued };
}

const hasRoom = hotStatement((db, key: Key & { readonly distance: number }) =>
  db
    .selectFrom('ca_authorities')
    .select('id')
    .where('id', '=', key.id)
    .where('account_id', '=', key.accountId)
    .where(sql<boolean>`certificate_limit - ${key.distance} > ${issuedBy(key)}`),
);

/** To follow the step that holds the authority, and to stand before what is added. */
export function roomStep(store: Store, accountId: string, id: string, room: Room): Step<'quota-used-up' | 'too-busy'> {
  if (!store.dialect.runsChangesAtOnce || room === 'little') {
    return hasRoom.step(store, { accountId, id, distance: 0 }, { affects: 1, otherwise: 'quota-used-up' });
  }
  // When it was read there was much room, so thousands were issued since: the next attempt reads that there is little.
  return hasRoom.step(store, { accountId, id, distance: DISTANCE }, { affects: 1, otherwise: 'too-busy' });
}

export function setLimitSteps(
  store: Store,
  accountId: string,
  id: string,
  limit: number,
): Step<'authority-missing' | 'limit-below-issued'>[] {
  const setLimit = store.db
    .updateTable('ca_authorities')
    .set({ certificate_limit: limit })
    .where('id', '=', id)
    .where('account_id', '=', accountId);
  return [
    step(setLimit, { affects: 1, otherwise: 'authority-missing' }),
    hasRoom.step(store, { accountId, id, distance: -1 }, { affects: 1, otherwise: 'limit-below-issued' }),
  ];
}
