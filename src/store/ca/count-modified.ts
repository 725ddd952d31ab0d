/**
 * How many certificates were modified within a time. No count is kept of that, so they are counted in their index: piece by piece, since
 * on SQLite nothing else runs while a statement does.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import type { CertificateSearch, ModifiedBetween } from '../../ca/certificate-store.js';
import type { Store } from '../store.js';

/** Some milliseconds. */
const PIECE = 20_000;

export async function countModified(
  store: Store,
  accountId: string,
  { authorityId, kind, status, modified }: CertificateSearch & { readonly modified: ModifiedBetween },
): Promise<number> {
  const { db } = store;
  const to = modified.to?.getTime() ?? Number.MAX_SAFE_INTEGER;
  const own = db.selectFrom('ca_certificates').where('account_id', '=', accountId);
  let counted = own;
  if (authorityId !== undefined) counted = counted.where('authority_id', '=', authorityId);
  if (kind !== undefined) counted = counted.where('kind', '=', kind);
  if (status !== undefined) counted = counted.where('status', '=', status);

  let total = 0;
  let from = { modified_at: modified.from?.getTime() ?? 0, number: 0 };
  for (;;) {
    const start = sql<boolean>`(modified_at, number) >= (${from.modified_at}, ${from.number})`;
    const next = await own
      .select(['modified_at', 'number'])
      .where(start)
      .where('modified_at', '<', to)
      .orderBy('modified_at')
      .orderBy('number')
      .limit(1)
      .offset(PIECE)
      .executeTakeFirst();
    // One upper bound only: of two, SQLite may take the far one and read on to it.
    const end = next
      ? sql<boolean>`(modified_at, number) < (${next.modified_at}, ${next.number})`
      : sql<boolean>`modified_at < ${to}`;
    const piece = counted
      .select(it => it.fn.countAll<number>().as('n'))
      .where(start)
      .where(end);
    total += (await piece.executeTakeFirstOrThrow()).n;
    if (!next) return total;
    from = next;
    await nextTurn();
  }
}
