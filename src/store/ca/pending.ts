/**
 * Certificates that are accepted and not issued yet. Each has its row among the certificates from the start, with its serial number and without
 * DER, and a row of its own with what only its issuing needs.
 *
 * Which server works on which one is a matter of claims, which expire: of speed, and never of whether one is issued twice. That is decided where it is
 * issued, by the row that is pending until then.
 */
import type { NewPending, PendingCertificate, PendingStore } from '../../ca/pending-store.js';
import type { NewCertificate, Room } from '../../ca/records.js';
import type { IssuerReason } from '../../ca/refusals.js';
import type { Change } from '../../domain/change.js';
import type { Tag } from '../../domain/tags.js';
import { hotStatement } from '../hot-statements.js';
import { insertStep, step } from '../step.js';
import type { Store } from '../store.js';
import { addCertificate, issuerStep } from './changes.js';
import { keepCertificate } from './revocations.js';
import { certificateColumns, toCertificate } from './rows.js';

const TAKEN = 'certificate-not-pending';
const EMPTY = Buffer.alloc(0);

export function pendingTables(store: Store): PendingStore {
  return {
    add: (...all) => add(store, ...all),
    hasClaimable: now => hasClaimable(store, now),
    claim: (...all) => claim(store, ...all),
    findClaimed: (...all) => findClaimed(store, ...all),
    issue: (...all) => issue(store, ...all),
    fail: (...all) => fail(store, ...all),
    postpone: (...all) => postpone(store, ...all),
  };
}

function add(
  store: Store,
  certificate: Omit<NewCertificate, 'certificateDer'>,
  { request, spkiDer }: NewPending,
  tags: readonly Tag[],
  now: Date,
  room?: Room,
): Change<IssuerReason | 'custom-identifier-exists'> {
  return [
    ...addCertificate(store, { ...certificate, certificateDer: EMPTY }, undefined, tags, now, room, 'pending'),
    insertStep(store, 'ca_pending_certificates', {
      certificate_id: certificate.id,
      account_id: certificate.accountId,
      authority_id: certificate.authorityId,
      request: JSON.stringify(request),
      spki_der: spkiDer ?? null,
      accepted_at: now.getTime(),
      attempts: 0,
      claimed_by: null,
      claimable_at: now.getTime(),
    }),
  ];
}

async function hasClaimable({ db }: Store, now: Date): Promise<boolean> {
  const rows = await db
    .selectFrom('ca_pending_certificates')
    .select('certificate_id')
    .where('claimable_at', '<=', now.getTime())
    .limit(1)
    .execute();
  return rows.length > 0;
}

/** Those that have waited longest. Of two servers that choose the same, the second one finds them taken when it comes to them. */
function claim({ db }: Store, worker: string, now: Date, until: Date, most: number): Change<never> {
  const oldest = db
    .selectFrom('ca_pending_certificates')
    .select('certificate_id')
    .where('claimable_at', '<=', now.getTime())
    .orderBy('claimable_at')
    .limit(most);
  return [
    step(
      db
        .updateTable('ca_pending_certificates')
        .set(it => ({ claimed_by: worker, claimable_at: until.getTime(), attempts: it('attempts', '+', 1) }))
        .where('certificate_id', 'in', oldest)
        .where('claimable_at', '<=', now.getTime()),
    ),
  ];
}

async function findClaimed({ db }: Store, worker: string, until: Date): Promise<readonly PendingCertificate[]> {
  const rows = await db
    .selectFrom('ca_pending_certificates')
    .innerJoin('ca_certificates', 'id', 'certificate_id')
    .select(certificateColumns.map(column => `ca_certificates.${column}` as const))
    .select(['request', 'spki_der', 'attempts'])
    .where('claimed_by', '=', worker)
    .where('claimable_at', '=', until.getTime())
    .execute();
  return rows.map(row => ({
    certificate: toCertificate(row),
    request: JSON.parse(row.request) as PendingCertificate['request'],
    spkiDer: row.spki_der ?? undefined,
    attempts: row.attempts,
  }));
}

interface Issued {
  readonly id: string;
  readonly certificateDer: Buffer;
  readonly sealedKey: Buffer | null;
  readonly at: number;
}

const makeIssued = hotStatement((db, { id, certificateDer, sealedKey, at }: Issued) =>
  db
    .updateTable('ca_certificates')
    .set({ status: 'issued', certificate_der: certificateDer, sealed_key: sealedKey, modified_at: at })
    .where('id', '=', id)
    .where('status', '=', 'pending'),
);

const makeFailed = hotStatement((db, { id, at }: { readonly id: string; readonly at: number }) =>
  db
    .updateTable('ca_certificates')
    .set({ status: 'revoked', revoked_at: at, modified_at: at })
    .where('id', '=', id)
    .where('status', '=', 'pending'),
);

const forget = hotStatement((db, { id }: { readonly id: string }) =>
  db.deleteFrom('ca_pending_certificates').where('certificate_id', '=', id),
);

function issue(
  store: Store,
  { id, accountId, authorityId }: PendingCertificate['certificate'],
  certificateDer: Buffer,
  sealedKey: Buffer | undefined,
  now: Date,
): Change<typeof TAKEN | 'authority-not-issuing'> {
  const values = { id, certificateDer, sealedKey: sealedKey ?? null, at: now.getTime() };
  return [
    issuerStep(store, accountId, authorityId),
    makeIssued.step(store, values, { affects: 1, otherwise: TAKEN }),
    forget.step(store, { id }),
  ];
}

function fail(store: Store, id: string, now: Date): Change<typeof TAKEN> {
  const values = { id, at: now.getTime() };
  return [
    makeFailed.step(store, values, { affects: 1, otherwise: TAKEN }),
    keepCertificate.step(store, values),
    forget.step(store, values),
  ];
}

function postpone({ db }: Store, id: string, worker: string, until: Date): Change<never> {
  return [
    step(
      db
        .updateTable('ca_pending_certificates')
        .set({ claimed_by: null, claimable_at: until.getTime() })
        .where('certificate_id', '=', id)
        .where('claimed_by', '=', worker),
    ),
  ];
}
