/**
 * How many certificates were modified within a time. No count is kept of that, so they are counted in their index: piece by piece, since
 * on SQLite nothing else runs while a statement does.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import type { CertificateSearch, ModifiedBetween } from '../../ca/store.js';
import type { Store } from '../store.js';

/** Some milliseconds. */
const PIECE = 20_000;

export async function countModified(
  store: Store,
  accountId: string,
  { authorityId, kind, status, modified }: CertificateSearch & { readonly modified: ModifiedBetween },
): Promise<number> {
  const { db } = store;
  const inTime = db
    .selectFrom('ca_certificates')
    .where('account_id', '=', accountId)
    .where('modified_at', '<', modified.to?.getTime() ?? Number.MAX_SAFE_INTEGER);
  let counted = inTime;
  if (authorityId !== undefined) counted = counted.where('authority_id', '=', authorityId);
  if (kind !== undefined) counted = counted.where('kind', '=', kind);
  if (status !== undefined) counted = counted.where('status', '=', status);

  let total = 0;
  let from = { modified_at: modified.from?.getTime() ?? 0, number: 0 };
  for (;;) {
    const start = sql<boolean>`(modified_at, number) >= (${from.modified_at}, ${from.number})`;
    const next = await inTime
      .select(['modified_at', 'number'])
      .where(start)
      .orderBy('modified_at')
      .orderBy('number')
      .limit(1)
      .offset(PIECE)
      .executeTakeFirst();
    let piece = counted.select(it => it.fn.countAll<number>().as('n')).where(start);
    if (next) piece = piece.where(sql<boolean>`(modified_at, number) < (${next.modified_at}, ${next.number})`);
    total += (await piece.executeTakeFirstOrThrow()).n;
    if (!next) return total;
    from = next;
    await nextTurn();
  }
}
