/** Whether certificates are good, by identifier and by serial number: their own state and that of the authority that issued them. */
import type { Certificate, CertificateStanding, CertificateStatus, Status } from '../../ca/records.js';
import type { Store } from '../store.js';
import { certificateColumns, toCertificate, toTime } from './rows.js';

const columns = [
  'certificate.id',
  'certificate.serial_number',
  'certificate.status',
  'certificate.revoked_at',
  'certificate.not_after',
  'authority.status as authority_status',
  'authority.revoked_at as authority_revoked_at',
  'authority.revoked_above_at',
] as const;

function standings({ db }: Store) {
  return db
    .selectFrom('ca_certificates as certificate')
    .leftJoin('ca_authorities as authority', 'authority.id', 'certificate.authority_id')
    .select(columns);
}

type StandingRow = Awaited<ReturnType<ReturnType<typeof standings>['execute']>>[number];

export async function findStandings(
  store: Store,
  accountId: string,
  ids: readonly string[],
): Promise<CertificateStanding[]> {
  const rows = await standings(store)
    .where(store.dialect.isAnyOf('certificate.id', ids))
    .where(store.dialect.equalsWithoutIndex('certificate.account_id', accountId))
    .execute();
  return rows.map(toCertificateStanding);
}

/**
 * The serial number is the second column of its index: the authorities of the account are the first. They say whose a certificate is, and to
 * ask for its account too would have all certificates of the account looked through.
 */
function authoritiesOf({ db }: Store, accountId: string) {
  return db.selectFrom('ca_authorities').select('id').where('account_id', '=', accountId);
}

export async function findStandingsOfSerialNumbers(
  store: Store,
  accountId: string,
  serialNumbers: readonly string[],
): Promise<CertificateStanding[]> {
  const issuers = authoritiesOf(store, accountId);
  const [rows, revoked] = await Promise.all([
    standings(store)
      .where('certificate.authority_id', 'in', issuers)
      .where(store.dialect.isAnyOf('certificate.serial_number', serialNumbers))
      .execute(),
    store.db
      .selectFrom('ca_revocations')
      .select(['authority_id', 'serial_number', 'revoked_at', 'not_after'])
      .where('authority_id', 'in', issuers)
      .where(store.dialect.isAnyOf('serial_number', serialNumbers))
      .execute(),
  ]);
  const found = rows.map(toCertificateStanding);
  const stored = new Set(found.map(it => it.serialNumber));
  return [
    ...found,
    ...revoked
      .filter(it => !stored.has(it.serial_number))
      .map(
        (it): CertificateStanding => ({
          id: undefined,
          serialNumber: it.serial_number,
          status: 'revoked',
          revokedAt: new Date(it.revoked_at),
          notAfter: new Date(it.not_after),
          issuer: undefined,
        }),
      ),
  ];
}

export async function findCertificatesOfSerialNumbers(
  store: Store,
  accountId: string,
  serialNumbers: readonly string[],
): Promise<Certificate[]> {
  const rows = await store.db
    .selectFrom('ca_certificates')
    .select(certificateColumns)
    .where('authority_id', 'in', authoritiesOf(store, accountId))
    .where(store.dialect.isAnyOf('serial_number', serialNumbers))
    .execute();
  return rows.map(toCertificate).sort((one, other) => other.number - one.number);
}

function toCertificateStanding(row: StandingRow): CertificateStanding {
  const { authority_status } = row;
  return {
    id: row.id,
    serialNumber: row.serial_number,
    status: row.status as CertificateStatus,
    revokedAt: toTime(row.revoked_at),
    notAfter: new Date(row.not_after),
    issuer:
      authority_status === null
        ? undefined
        : {
            status: authority_status as Status,
            revokedAt: toTime(row.authority_revoked_at),
            revokedAboveAt: toTime(row.revoked_above_at),
          },
  };
}
