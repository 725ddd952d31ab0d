/**
 * Deleting authorities and certificates. What was revoked stays on record (revocations.ts), so that a serial number that was deleted is neither good
 * again nor given to another certificate; the identifiers that callers chose are free again.
 */
import type { CertificateKind } from '../../ca/records.js';
import type { Change, Step } from '../../domain/change.js';
import { hotStatement } from '../hot-statements.js';
import { insertStep, step } from '../step.js';
import type { Store } from '../store.js';
import { authorityRevokedStep } from './revocation-state.js';
import { keepDeletedAuthority } from './revocations.js';

const KINDS: readonly CertificateKind[] = ['client', 'server', 'custom'];

const deleteRevoked = hotStatement((db, { accountId, id }: { readonly accountId: string; readonly id: string }) =>
  db
    .deleteFrom('ca_certificates')
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .where('status', '=', 'revoked'),
);

export function deleteCertificate(store: Store, accountId: string, id: string): Change<'certificate-not-revoked'> {
  return [
    deleteRevoked.step(store, { accountId, id }, { affects: 1, otherwise: 'certificate-not-revoked' }),
    tagsStep(store, id),
  ];
}

/**
 * A sub authority that was not revoked is revoked by this: it stands on the list of the authority above from now on. A call that is issuing from it
 * at the same moment has finished before what is below it is counted, or finds it gone.
 */
export function deleteAuthority(
  store: Store,
  accountId: string,
  id: string,
  now: Date,
): Change<'authority-missing' | 'authority-has-issued'> {
  const { db } = store;
  const own = { affects: 1, otherwise: 'authority-missing' } as const;
  const none = { affects: 0, otherwise: 'authority-has-issued' } as const;
  return [
    // To the value that it has, to hold it.
    step(
      db
        .updateTable('ca_authorities')
        .set(it => ({ status: it.ref('status') }))
        .where('id', '=', id)
        .where('account_id', '=', accountId),
      own,
    ),
    step(
      db
        .selectFrom('ca_authorities')
        .select('id')
        .where('parent_id', '=', id)
        .where('status', '=', 'issued')
        .where('not_after', '>', now.getTime())
        .limit(1),
      none,
    ),
    step(
      db
        .selectFrom('ca_certificates')
        .select('id')
        .where('authority_id', '=', id)
        // In the columns of an index: of what is revoked, which may be very much, nothing is read.
        .where('kind', 'in', KINDS)
        .where('status', 'in', ['pending', 'issued'])
        .where('not_after', '>', now.getTime())
        .limit(1),
      none,
    ),
    keepDeletedAuthority.step(store, { id, at: now.getTime() }),
    authorityRevokedStep(store, id),
    ...publishedByIt(store, id),
    step(db.deleteFrom('ca_authorities').where('id', '=', id), own),
    tagsStep(store, id),
    insertStep(store, 'ca_authority_events', {
      account_id: accountId,
      authority_id: id,
      event: 'deleted',
      time: now.getTime(),
    }),
  ];
}

/** Its lists and responders: what it said nobody will ask for, since its certificate is revoked or expired. */
function publishedByIt({ db }: Store, id: string): Step<never>[] {
  const tables = ['ca_revocation_states', 'ca_revocation_lists', 'ca_ocsp_responders'] as const;
  return tables.map(table => step(db.deleteFrom(table).where('authority_id', '=', id)));
}

function tagsStep(store: Store, id: string): Step<never> {
  return step(store.db.deleteFrom('ca_tags').where('id', '=', id));
}
