/** How authorities and certificates come into the store. */
import type { CertificateStatus, NewAuthority, NewCertificate, Room } from '../../ca/records.js';
import type { IssuerReason } from '../../ca/refusals.js';
import type { Change, Step } from '../../domain/change.js';
import type { Tag } from '../../domain/tags.js';
import { hotStatement } from '../hot-statements.js';
import { insertStep } from '../step.js';
import type { Store } from '../store.js';
import { holdAboveSteps } from './below.js';
import { roomStep } from './quota.js';
import { authorityRow, certificateRow } from './rows.js';

export function addAuthority(
  store: Store,
  authority: NewAuthority,
  sealedKey: Buffer | undefined,
  tags: readonly Tag[],
  now: Date,
): Change<IssuerReason> {
  return [
    ...(authority.parentId === undefined ? [] : parentSteps(store, authority.accountId, authority.parentId)),
    insertStep(store, 'ca_authorities', authorityRow(authority, sealedKey, now)),
    ...tagSteps(store, authority, tags),
    insertStep(store, 'ca_authority_events', {
      account_id: authority.accountId,
      authority_id: authority.id,
      event: `${authority.kind}-made`,
      time: now.getTime(),
    }),
  ];
}

export function addCertificate(
  store: Store,
  certificate: NewCertificate,
  sealedKey: Buffer | undefined,
  tags: readonly Tag[],
  now: Date,
  room: Room = 'little',
  status: CertificateStatus = 'issued',
): Change<IssuerReason | 'custom-identifier-exists'> {
  const row = certificateRow(certificate, sealedKey, now, status);
  // Of the unique columns only this one is the caller's; a second identifier or serial number would be a bug.
  const taken = certificate.customIdentifier === undefined ? undefined : 'custom-identifier-exists';
  return [
    ...issuerSteps(store, certificate.accountId, certificate.authorityId, room),
    insertStep(store, 'ca_certificates', row, taken),
    ...tagSteps(store, certificate, tags),
  ];
}

interface Issuer {
  readonly accountId: string;
  readonly id: string;
}

/**
 * That the issuer may still issue. On PostgreSQL the row is held until the commit: a call that revokes it waits, and finds what was issued
 * meanwhile. It is shared with others who issue unless there is little room for more (quota.ts). On SQLite changes run one after the
 * other anyway.
 */
const issuer = {
  unheld: hotStatement((db, it: Issuer) => selectIssuer(db, it)),
  shared: hotStatement((db, it: Issuer) => selectIssuer(db, it).forShare()),
  alone: hotStatement((db, it: Issuer) => selectIssuer(db, it).forUpdate()),
} as const;

function selectIssuer(db: Store['db'], { accountId, id }: Issuer) {
  return db
    .selectFrom('ca_authorities')
    .select('id')
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .where('status', '=', 'issued')
    .where('revoked_above_at', 'is', null);
}

/** The parent first: to hold it alone after having shared it is what two at once would wait for in vain. */
function parentSteps(store: Store, accountId: string, id: string): Step<IssuerReason>[] {
  return [...issuerSteps(store, accountId, id, 'little'), ...holdAboveSteps(store, id)];
}

function issuerSteps(store: Store, accountId: string, id: string, room: Room): Step<IssuerReason>[] {
  const hold = store.dialect.runsChangesAtOnce ? (room === 'much' ? issuer.shared : issuer.alone) : issuer.unheld;
  return [
    hold.step(store, { accountId, id }, { affects: 1, otherwise: 'authority-not-issuing' }),
    roomStep(store, accountId, id, room),
  ];
}

/** That an issuer still may issue, of what it has room for already. */
export function issuerStep(store: Store, accountId: string, id: string): Step<'authority-not-issuing'> {
  const hold = store.dialect.runsChangesAtOnce ? issuer.shared : issuer.unheld;
  return hold.step(store, { accountId, id }, { affects: 1, otherwise: 'authority-not-issuing' });
}

function tagSteps(store: Store, { id, accountId }: Issuer, tags: readonly Tag[]): Step<never>[] {
  return tags.map(({ key, value }) => insertStep(store, 'ca_tags', { account_id: accountId, id, key, value }));
}
