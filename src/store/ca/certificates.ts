/** Certificates in the database: what `CertificateStore` of ca/certificate-store.ts promises. */
import type { CertificateStore } from '../../ca/certificate-store.js';
import type { CertificateStatus } from '../../ca/records.js';
import { hotStatement } from '../hot-statements.js';
import type { Store } from '../store.js';
import { findHeldKeys, listCertificates, searchCertificates } from './certificate-lists.js';
import { addCertificate } from './changes.js';
import { deleteCertificate } from './deletions.js';
import { tagsOfRows } from './labels-of-one.js';
import { findCertificateIds, listRevokedCertificates, markUploaded } from './lifecycle-lists.js';
import { revokeCertificate } from './revocations.js';
import { certificateColumns, toCertificate } from './rows.js';
import { findCertificatesOfSerialNumbers, findStandings, findStandingsOfSerialNumbers } from './standings.js';

interface Key {
  readonly accountId: string;
  readonly id: string;
}

const certificateById = hotStatement((db, { accountId, id }: Key) =>
  db.selectFrom('ca_certificates').select(certificateColumns).where('id', '=', id).where('account_id', '=', accountId),
);

const certificateWithTags = hotStatement((db, { accountId, id }: Key) =>
  db
    .selectFrom('ca_certificates')
    .leftJoin('ca_tags', 'ca_tags.id', 'ca_certificates.id')
    .select(certificateColumns.map(it => `ca_certificates.${it}` as const))
    .select(['key', 'value'])
    .where('ca_certificates.id', '=', id)
    .where('ca_certificates.account_id', '=', accountId)
    .orderBy('key'),
);

const keyOfCertificate = hotStatement((db, { accountId, id }: Key) =>
  db
    .selectFrom('ca_certificates')
    .select(['resource_group_id', 'sealed_key', 'status', 'not_after'])
    .where('id', '=', id)
    .where('account_id', '=', accountId),
);

export function certificateTables(store: Store): CertificateStore {
  return {
    async findCertificate(accountId, id) {
      const [row] = await certificateById.rows(store, { accountId, id });
      return row && toCertificate(row);
    },

    async findCertificateWithTags(accountId, id) {
      const rows = await certificateWithTags.rows(store, { accountId, id });
      return rows[0] && { certificate: toCertificate(rows[0]), tags: tagsOfRows(rows) };
    },

    async findCertificateKey(accountId, id) {
      const [row] = await keyOfCertificate.rows(store, { accountId, id });
      return (
        row && {
          resourceGroupId: row.resource_group_id,
          sealedKey: row.sealed_key ?? undefined,
          status: row.status as CertificateStatus,
          notAfter: new Date(row.not_after),
        }
      );
    },

    async hasCustomIdentifier(accountId, customIdentifier) {
      const row = await store.db
        .selectFrom('ca_certificates')
        .select('number')
        .where('account_id', '=', accountId)
        .where('custom_identifier', '=', customIdentifier)
        .executeTakeFirst();
      return row !== undefined;
    },

    listCertificates: (...asked) => listCertificates(store, ...asked),
    searchCertificates: (...asked) => searchCertificates(store, ...asked),
    listRevokedCertificates: (...asked) => listRevokedCertificates(store, ...asked),
    findHeldKeys: ids => findHeldKeys(store, ids),
    findCertificateStandings: (...asked) => findStandings(store, ...asked),
    findStandingsOfSerialNumbers: (...asked) => findStandingsOfSerialNumbers(store, ...asked),
    findCertificatesOfSerialNumbers: (...asked) => findCertificatesOfSerialNumbers(store, ...asked),
    findCertificateIds: (...asked) => findCertificateIds(store, ...asked),

    addCertificate: (...made) => addCertificate(store, ...made),
    revokeCertificate: (...revoked) => revokeCertificate(store, ...revoked),
    deleteCertificate: (...deleted) => deleteCertificate(store, ...deleted),
    markUploaded: (...uploaded) => markUploaded(store, ...uploaded),
  };
}
