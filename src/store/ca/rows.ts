/** Authorities and certificates as rows, both ways. */
import type { Selectable } from 'kysely';
import type {
  AlternativeName,
  Authority,
  AuthorityKind,
  AuthorityOrigin,
  Certificate,
  CertificateKind,
  CertificateStatus,
  NewAuthority,
  NewCertificate,
  Standing,
  Status,
} from '../../ca/records.js';
import { toBoolean } from '../codec.js';
import type { CaAuthoritiesTable, CaCertificatesTable } from '../tables/ca.js';

/** Without the sealed key: only who is about to use a key reads it. */
const issuedColumns = [
  'number',
  'id',
  'account_id',
  'kind',
  'status',
  'algorithm',
  'country',
  'state',
  'locality',
  'organization',
  'organization_unit',
  'common_name',
  'serial_number',
  'not_before',
  'not_after',
  'certificate_der',
  'alias',
  'resource_group_id',
  'revoked_at',
] as const;

export const authorityColumns = [
  ...issuedColumns,
  'origin',
  'parent_id',
  'years',
  'path_length',
  'crl_enabled',
  'crl_days',
  'certificate_max_days',
  'instance_id',
  'instance_uuid',
  'revoked_above_at',
  'certificate_limit',
] as const;

export const certificateColumns = [
  ...issuedColumns,
  'authority_id',
  'alternative_names',
  'given_fields',
  'custom_identifier',
  'uploaded',
] as const;

/** The column has had to hold bytes since before there were authorities without a key. */
const NO_KEY = Buffer.alloc(0);

type IssuedRow = Pick<Selectable<CaCertificatesTable>, (typeof issuedColumns)[number]>;
type AuthorityRow = Pick<Selectable<CaAuthoritiesTable>, (typeof authorityColumns)[number]>;
type CertificateRow = Pick<Selectable<CaCertificatesTable>, (typeof certificateColumns)[number]>;

export function toAuthority(row: AuthorityRow): Authority {
  return {
    ...toIssued(row),
    ...toStanding(row),
    kind: row.kind as AuthorityKind,
    parentId: row.parent_id ?? undefined,
    years: row.years,
    pathLength: row.path_length ?? undefined,
    crlEnabled: toBoolean(row.crl_enabled),
    crlDays: row.crl_days,
    certificateMaxDays: row.certificate_max_days ?? undefined,
    instanceId: row.instance_id,
    instanceUuid: row.instance_uuid,
    number: row.number,
    certificateLimit: row.certificate_limit,
  };
}

export function toCertificate(row: CertificateRow): Certificate {
  return {
    ...toIssued(row),
    number: row.number,
    status: row.status as CertificateStatus,
    kind: row.kind as CertificateKind,
    authorityId: row.authority_id,
    alternativeNames: row.alternative_names === null ? [] : (JSON.parse(row.alternative_names) as AlternativeName[]),
    givenFields: row.given_fields === null ? undefined : fieldsOf(row.given_fields),
    customIdentifier: row.custom_identifier ?? undefined,
    uploaded: toBoolean(row.uploaded),
  };
}

function toIssued(row: IssuedRow) {
  return {
    id: row.id,
    accountId: row.account_id,
    algorithm: row.algorithm,
    subject: {
      country: row.country ?? undefined,
      state: row.state ?? undefined,
      locality: row.locality ?? undefined,
      organization: row.organization ?? undefined,
      organizationUnit: row.organization_unit ?? undefined,
      commonName: row.common_name ?? undefined,
    },
    serialNumber: row.serial_number,
    notBefore: new Date(row.not_before),
    notAfter: new Date(row.not_after),
    certificateDer: row.certificate_der,
    alias: row.alias ?? undefined,
    resourceGroupId: row.resource_group_id,
    revokedAt: toTime(row.revoked_at),
  };
}

export const standingColumns = ['status', 'revoked_above_at', 'not_after', 'origin'] as const;

export function toStanding(row: Pick<AuthorityRow, (typeof standingColumns)[number]>): Standing {
  return {
    status: row.status as Status,
    revokedAboveAt: toTime(row.revoked_above_at),
    notAfter: new Date(row.not_after),
    origin: row.origin as AuthorityOrigin,
  };
}

export const toTime = (column: number | null): Date | undefined => (column === null ? undefined : new Date(column));

export function authorityRow(authority: NewAuthority, sealedKey: Buffer | undefined, now: Date) {
  return {
    ...issuedRow(authority, now, 'issued'),
    parent_id: authority.parentId ?? null,
    sealed_key: sealedKey ?? NO_KEY,
    origin: authority.origin,
    years: authority.years,
    path_length: authority.pathLength ?? null,
    crl_enabled: authority.crlEnabled ? 1 : 0,
    crl_days: authority.crlDays,
    certificate_max_days: authority.certificateMaxDays ?? null,
    instance_id: authority.instanceId,
    instance_uuid: authority.instanceUuid,
    name_key: authority.nameKey,
  };
}

export function certificateRow(
  certificate: NewCertificate,
  sealedKey: Buffer | undefined,
  now: Date,
  status: CertificateStatus,
) {
  const { alternativeNames } = certificate;
  return {
    ...issuedRow(certificate, now, status),
    authority_id: certificate.authorityId,
    alternative_names: alternativeNames.length === 0 ? null : JSON.stringify(alternativeNames),
    sealed_key: sealedKey ?? null,
    given_fields: certificate.givenFields === undefined ? null : bitsOf(certificate.givenFields),
    custom_identifier: certificate.customIdentifier ?? null,
    uploaded: 0,
    modified_at: now.getTime(),
  };
}

type SubjectField = NonNullable<Certificate['givenFields']>[number];

/** The order is that of the bits of the column, from the lowest. */
const FIELDS: readonly SubjectField[] = [
  'country',
  'state',
  'locality',
  'organization',
  'organizationUnit',
  'commonName',
];

const bitsOf = (fields: readonly SubjectField[]): number =>
  FIELDS.reduce((bits, field, place) => (fields.includes(field) ? bits | (1 << place) : bits), 0);

const fieldsOf = (bits: number): SubjectField[] => FIELDS.filter((_, place) => (bits & (1 << place)) !== 0);

function issuedRow(issued: NewAuthority | NewCertificate, now: Date, status: Status | CertificateStatus) {
  const { subject } = issued;
  return {
    id: issued.id,
    account_id: issued.accountId,
    kind: issued.kind,
    status,
    algorithm: issued.algorithm,
    country: subject.country ?? null,
    state: subject.state ?? null,
    locality: subject.locality ?? null,
    organization: subject.organization ?? null,
    organization_unit: subject.organizationUnit ?? null,
    common_name: subject.commonName ?? null,
    serial_number: issued.serialNumber,
    not_before: issued.notBefore.getTime(),
    not_after: issued.notAfter.getTime(),
    certificate_der: issued.certificateDer,
    alias: 'alias' in issued ? (issued.alias ?? null) : null,
    resource_group_id: issued.resourceGroupId,
    created_at: now.getTime(),
    revoked_at: null,
  };
}
