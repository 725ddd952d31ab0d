/** How authorities and certificates come into the store. */
import type { NewAuthority, NewCertificate } from '../../ca/store.js';
import type { Change, Step } from '../../domain/change.js';
import type { Tag } from '../../domain/tags.js';
import { hotStatement } from '../hot-statements.js';
import { insertStep } from '../step.js';
import type { Store } from '../store.js';
import { holdAboveSteps } from './below.js';
import { authorityRow, certificateRow } from './rows.js';

export function addAuthority(
  store: Store,
  authority: NewAuthority,
  sealedKey: Buffer | undefined,
  tags: readonly Tag[],
  now: Date,
): Change {
  return [
    ...(authority.parentId === undefined ? [] : parentSteps(store, authority.accountId, authority.parentId)),
    insertStep(store, 'ca_authorities', authorityRow(authority, sealedKey, now)),
    ...tagSteps(store, authority.id, tags),
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
): Change {
  const row = certificateRow(certificate, sealedKey, now);
  // Of the unique columns only this one is the caller's; a second identifier or serial number would be a bug.
  const taken = certificate.customIdentifier === undefined ? undefined : 'custom-identifier-taken';
  return [
    issuerStep(store, certificate.accountId, certificate.authorityId),
    insertStep(store, 'ca_certificates', row, taken),
    ...tagSteps(store, certificate.id, tags),
  ];
}

interface Issuer {
  readonly accountId: string;
  readonly id: string;
}

/**
 * That the issuer may still issue. On PostgreSQL the row is held until the commit, shared with others who issue: whoever revokes it
 * waits, and finds what was issued meanwhile. On SQLite changes run one after the other anyway.
 */
const issuer = {
  sqlite: hotStatement((db, it: Issuer) => selectIssuer(db, it)),
  postgres: hotStatement((db, it: Issuer) => selectIssuer(db, it).forShare()),
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

function parentSteps(store: Store, accountId: string, id: string): Step[] {
  return [...holdAboveSteps(store, id), issuerStep(store, accountId, id)];
}

function issuerStep(store: Store, accountId: string, id: string): Step {
  return issuer[store.dialect].step(store, { accountId, id }, { affects: 1, otherwise: 'authority-not-issuing' });
}

function tagSteps(store: Store, id: string, tags: readonly Tag[]): Step[] {
  return tags.map(({ key, value }) => insertStep(store, 'ca_tags', { id, key, value }));
}
