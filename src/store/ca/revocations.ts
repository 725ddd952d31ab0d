/** What an authority has revoked, as its CRL needs it: certificates and sub authorities alike. */
import { sql } from 'kysely';
import type { Revocation, RevocationSummary } from '../../ca/store.js';
import type { Store } from '../store.js';

/** Rows of both tables, as far as they are revoked and not expired. */
function revoked({ db }: Store, authorityId: string, now: Date) {
  const certificates = db
    .selectFrom('ca_certificates')
    .select(['serial_number', 'revoked_at', 'not_after'])
    .where('authority_id', '=', authorityId);
  const authorities = db
    .selectFrom('ca_authorities')
    .select(['serial_number', 'revoked_at', 'not_after'])
    .where('parent_id', '=', authorityId);
  return db
    .selectFrom(
      certificates
        .where('revoked_at', 'is not', null)
        .unionAll(authorities.where('revoked_at', 'is not', null))
        .as('revoked'),
    )
    .where('not_after', '>', now.getTime());
}

export async function summarizeRevocations(store: Store, authorityId: string, now: Date): Promise<RevocationSummary> {
  const { count, latest } = await revoked(store, authorityId, now)
    .select([sql<number>`count(*)`.as('count'), sql<number | null>`max(revoked_at)`.as('latest')])
    .executeTakeFirstOrThrow();
  return { count, latest: latest === null ? undefined : new Date(latest) };
}

export async function listRevocations(store: Store, authorityId: string, now: Date): Promise<readonly Revocation[]> {
  const rows = await revoked(store, authorityId, now)
    .select(['serial_number', 'revoked_at'])
    .orderBy('revoked_at')
    .orderBy('serial_number')
    .execute();
  return rows.map(row => ({ serialNumber: row.serial_number, revokedAt: new Date(row.revoked_at ?? 0) }));
}
