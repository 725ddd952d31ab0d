/** How many certificates there are, from the counts that the database keeps (dialects/dialect.ts, keepCounts). */
import { hotStatement } from '../hot-statements.js';
import type { Store } from '../store.js';

export interface KindCount {
  readonly kind: string;
  readonly status: string;
  readonly total: number;
}

const ofAccount = hotStatement((db, { accountId }: { readonly accountId: string }) =>
  db
    .selectFrom('ca_certificate_counts')
    .select(it => ['kind', 'status', it.fn.sum<number>('n').as('total')])
    .where('account_id', '=', accountId)
    .groupBy(['kind', 'status']),
);

const ofAuthority = hotStatement((db, { accountId, authorityId }: Record<'accountId' | 'authorityId', string>) =>
  db
    .selectFrom('ca_certificate_counts')
    .select(it => ['kind', 'status', it.fn.sum<number>('n').as('total')])
    .where('account_id', '=', accountId)
    .where('authority_id', '=', authorityId)
    .groupBy(['kind', 'status']),
);

/** Certificates by kind and status, of one authority or of the whole account; without those of which there are none. */
export async function countByKind(
  store: Store,
  accountId: string,
  authorityId: string | undefined,
): Promise<KindCount[]> {
  const rows =
    authorityId === undefined
      ? await ofAccount.rows(store, { accountId })
      : await ofAuthority.rows(store, { accountId, authorityId });
  return rows.filter(it => it.total > 0);
}

export const sumOf = (counts: readonly KindCount[]): number => counts.reduce((sum, { total }) => sum + total, 0);

const ofGroup = hotStatement((db, { accountId, groupId }: Record<'accountId' | 'groupId', string>) =>
  db
    .selectFrom('ca_group_counts')
    .select(it => it.fn.sum<number>('n').as('total'))
    .where('account_id', '=', accountId)
    .where('resource_group_id', '=', groupId),
);

/** Certificates of the account in a resource group. */
export async function countGroup(store: Store, accountId: string, groupId: string): Promise<number> {
  const [row] = await ofGroup.rows(store, { accountId, groupId });
  return row?.total ?? 0;
}
