/** Revoking, and what an authority has revoked, as its CRL needs it: certificates and sub authorities alike. */
import { sql } from 'kysely';
import type { Status } from '../../ca/records.js';
import type { Change } from '../../domain/change.js';
import { hotStatement } from '../hot-statements.js';
import { insertStep } from '../step.js';
import type { Store } from '../store.js';
import { markBelowStep } from './below.js';
import { authorityRevokedStep, certificateRevokedStep } from './revocation-state.js';

interface ToRevoke {
  readonly accountId: string;
  readonly id: string;
  readonly at: number;
}

interface Kept {
  readonly id: string;
  readonly at: number;
}

/** Once: the second caller waits here for the first, and finds no row. */
const revokeIssuedCertificate = hotStatement((db, { accountId, id, at }: ToRevoke) =>
  db
    .updateTable('ca_certificates')
    .set({ status: 'revoked', revoked_at: at, modified_at: at })
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .where('status', '=', 'issued'),
);

const revokeIssuedAuthority = hotStatement((db, { accountId, id, at }: ToRevoke) =>
  db
    .updateTable('ca_authorities')
    .set({ status: 'revoked', revoked_at: at })
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .where('status', '=', 'issued'),
);

const columns = ['authority_id', 'serial_number', 'revoked_at', 'not_after'] as const;

/** Of a certificate that this change revokes. */
export const keepCertificate = hotStatement((db, { id, at }: Kept) =>
  db
    .insertInto('ca_revocations')
    .columns(columns)
    .expression(
      db
        .selectFrom('ca_certificates')
        .select(['authority_id', 'serial_number'])
        .select(sql<number>`cast(${at} as bigint)`.as('revoked_at'))
        .select('not_after')
        .where('id', '=', id),
    ),
);

/** A root stands on no list but its own, where nobody would look for it. */
const keepAuthority = hotStatement((db, it: Kept) => keepSub(db, it, 'revoked'));

/** Of an authority that is about to be deleted; one that was revoked before is on record already. */
export const keepDeletedAuthority = hotStatement((db, it: Kept) => keepSub(db, it, 'issued'));

const keepSub = (db: Store['db'], { id, at }: Kept, status: Status) =>
  db
    .insertInto('ca_revocations')
    .columns(columns)
    .expression(
      db
        .selectFrom('ca_authorities')
        .select(it => [it.ref('parent_id').$notNull().as('parent_id'), 'serial_number'])
        .select(sql<number>`cast(${at} as bigint)`.as('revoked_at'))
        .select('not_after')
        .where('id', '=', id)
        .where('parent_id', 'is not', null)
        .where('status', '=', status),
    );

export function revokeCertificate(
  store: Store,
  accountId: string,
  id: string,
  now: Date,
): Change<'certificate-not-revocable'> {
  const values = { accountId, id, at: now.getTime() };
  return [
    revokeIssuedCertificate.step(store, values, { affects: 1, otherwise: 'certificate-not-revocable' }),
    keepCertificate.step(store, values),
    certificateRevokedStep(store, id),
  ];
}

export function revokeAuthority(
  store: Store,
  accountId: string,
  id: string,
  now: Date,
): Change<'authority-not-revocable'> {
  const values = { accountId, id, at: now.getTime() };
  return [
    revokeIssuedAuthority.step(store, values, { affects: 1, otherwise: 'authority-not-revocable' }),
    keepAuthority.step(store, values),
    authorityRevokedStep(store, id),
    markBelowStep(store, id, now),
    insertStep(store, 'ca_authority_events', {
      account_id: accountId,
      authority_id: id,
      event: 'revoked',
      time: now.getTime(),
    }),
  ];
}
