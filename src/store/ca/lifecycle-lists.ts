/** Lists about what became of authorities and certificates, and the mark of a certificate that was uploaded. */
import type { AuthorityEvent, Certificate } from '../../ca/records.js';
import type { Change } from '../../domain/change.js';
import type { Page, PageOf } from '../../domain/page.js';
import { offsetOf } from '../pages.js';
import { step } from '../step.js';
import type { Store } from '../store.js';
import { certificatesOfNumbers } from './certificate-lists.js';
import { countByKind, sumOf } from './counts.js';

/** Last revoked first: found in the index of what is revoked, and then read by number (certificate-lists.ts). */
export async function listRevokedCertificates(
  store: Store,
  accountId: string,
  page: Page,
): Promise<PageOf<Certificate>> {
  const [counts, found] = await Promise.all([
    countByKind(store, accountId, undefined),
    store.db
      .selectFrom('ca_certificates')
      .select('number')
      .where('account_id', '=', accountId)
      .where('revoked_at', 'is not', null)
      .orderBy('revoked_at', 'desc')
      .orderBy('number', 'desc')
      .limit(page.size)
      .offset(offsetOf(page))
      .execute(),
  ]);
  const total = sumOf(counts.filter(it => it.status === 'revoked'));
  return {
    total,
    items: await certificatesOfNumbers(
      store,
      found.map(it => it.number),
    ),
  };
}

export async function listAuthorityEvents(
  { db }: Store,
  accountId: string,
  authorityId: string,
): Promise<readonly AuthorityEvent[]> {
  const rows = await db
    .selectFrom('ca_authority_events')
    .select(['event', 'time'])
    .where('authority_id', '=', authorityId)
    .where('account_id', '=', accountId)
    .orderBy('number', 'desc')
    .execute();
  return rows.map(({ event, time }) => ({ event, time: new Date(time) }));
}

export async function findCertificateIds(
  store: Store,
  accountId: string,
  numbers: readonly number[],
): Promise<readonly string[]> {
  const rows = await store.db
    .selectFrom('ca_certificates')
    .select('id')
    .where(store.dialect.isAnyNumberOf('number', numbers))
    .where('account_id', '=', accountId)
    .execute();
  return rows.map(({ id }) => id);
}

export function markUploaded(
  store: Store,
  accountId: string,
  ids: readonly string[],
  now: Date,
): Change<'certificate-missing'> {
  const uploaded = store.db
    .updateTable('ca_certificates')
    .set({ uploaded: 1, modified_at: now.getTime() })
    .where(store.dialect.isAnyOf('id', ids));
  return [
    step(uploaded.where(store.dialect.equalsWithoutIndex('account_id', accountId)).where('status', '!=', 'pending'), {
      affects: ids.length,
      otherwise: 'certificate-missing',
    }),
  ];
}
