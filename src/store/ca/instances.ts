/** Where authorities stand, and how much each has issued. */
import type { InstanceStore } from '../../ca/instance-store.js';
import type { Store } from '../store.js';
import { idsBelow } from './below.js';
import { setLimitSteps } from './quota.js';

export function instanceTables(store: Store): InstanceStore {
  return {
    findIdsBelow: async id => (await idsBelow(store.db, id).execute()).map(it => it.id),
    findIdOfNumber: (...all) => findIdOfNumber(store, ...all),
    findNumbers: (...all) => findNumbers(store, ...all),
    countIssuedByEach: accountId => countIssuedByEach(store, accountId),
    setLimit: (...all) => setLimitSteps(store, ...all),
  };
}

async function findIdOfNumber({ db }: Store, accountId: string, number: number): Promise<string | undefined> {
  const row = await db
    .selectFrom('ca_authorities')
    .select('id')
    .where('number', '=', number)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return row?.id;
}

async function findNumbers(
  store: Store,
  accountId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await store.db
    .selectFrom('ca_authorities')
    .select(['id', 'number'])
    .where(store.dialect.isAnyOf('id', ids))
    .where(store.dialect.equalsWithoutIndex('account_id', accountId))
    .execute();
  return new Map(rows.map(it => [it.id, it.number]));
}

async function countIssuedByEach({ db }: Store, accountId: string): Promise<ReadonlyMap<string, number>> {
  const [certificates, authorities] = await Promise.all([
    db
      .selectFrom('ca_certificate_counts')
      .select(it => ['authority_id as issuer', it.fn.sum<number>('n').as('total')])
      .where('account_id', '=', accountId)
      .groupBy('authority_id')
      .execute(),
    db
      .selectFrom('ca_authorities')
      .select(it => ['parent_id as issuer', it.fn.countAll<number>().as('total')])
      .where('account_id', '=', accountId)
      .where('parent_id', 'is not', null)
      .groupBy('parent_id')
      .execute(),
  ]);
  const counts = new Map<string, number>();
  for (const { issuer, total } of [...certificates, ...authorities]) {
    if (issuer !== null) counts.set(issuer, (counts.get(issuer) ?? 0) + total);
  }
  return counts;
}
