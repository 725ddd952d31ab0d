/** Lists about what became of authorities and certificates, and the mark of a certificate that was uploaded. */
import type { AuthorityEvent, Certificate } from '../../ca/store.js';
import type { Change } from '../../domain/change.js';
import type { Page, PageOf } from '../../domain/page.js';
import { step } from '../step.js';
import type { Store } from '../store.js';
import { certificateColumns, toCertificate } from './rows.js';

export async function listRevokedCertificates(
  { db }: Store,
  accountId: string,
  page: Page,
): Promise<PageOf<Certificate>> {
  const revoked = db
    .selectFrom('ca_certificates')
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is not', null);
  const [{ total }, rows] = await Promise.all([
    revoked.select(it => it.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
    revoked
      .select(certificateColumns)
      .orderBy('revoked_at', 'desc')
      .orderBy('number', 'desc')
      .limit(page.size)
      .offset((page.number - 1) * page.size)
      .execute(),
  ]);
  return { total, items: rows.map(toCertificate) };
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
  { db }: Store,
  accountId: string,
  numbers: readonly number[],
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('ca_certificates')
    .select('id')
    .where('number', 'in', numbers)
    .where('account_id', '=', accountId)
    .execute();
  return rows.map(({ id }) => id);
}

export function markUploaded({ db }: Store, accountId: string, ids: readonly string[], now: Date): Change {
  const uploaded = db
    .updateTable('ca_certificates')
    .set({ uploaded: 1, modified_at: now.getTime() })
    .where('id', 'in', ids);
  return [
    step(uploaded.where('account_id', '=', accountId).where('status', '!=', 'pending'), {
      affects: ids.length,
      otherwise: 'certificate-not-found',
    }),
  ];
}
