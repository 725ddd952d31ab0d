/** Publications, lists and responders as rows, both ways. */
import type { Selectable } from 'kysely';
import type { AuthorityOrigin, Status } from '../../ca/records.js';
import type { ListHead, Publication, Publisher, StoredList, StoredResponder } from '../../ca/revocation/store.js';
import { toBoolean } from '../codec.js';
import type { CaAuthoritiesTable } from '../tables/ca.js';
import type {
  CaOcspRespondersTable,
  CaRevocationListsTable,
  CaRevocationStatesTable,
} from '../tables/ca-revocation.js';

const authorityColumns = [
  'id',
  'account_id',
  'status',
  'revoked_at',
  'revoked_above_at',
  'not_after',
  'origin',
  'crl_enabled',
  'crl_days',
] as const;

const stateColumns = [
  'revision',
  'number',
  'listed_revision',
  'this_update',
  'next_update',
  'regular_number',
  'regular_at',
  'base_number',
  'base_at',
  'shards',
  'public_urls',
  'entries_hash',
] as const;

/** What a list is known by, without its bytes. */
export const headColumns = [
  'name',
  'number',
  'this_update',
  'next_update',
  'entries_hash',
  'latest_at',
  'datable',
] as const;

/** Both tables have a number. */
export const publisherColumns = [
  ...authorityColumns.map(column => `ca_authorities.${column}` as const),
  ...stateColumns.map(column => `ca_revocation_states.${column}` as const),
];

type AuthorityPart = Pick<Selectable<CaAuthoritiesTable>, (typeof authorityColumns)[number]>;
type StatePart = Pick<Selectable<CaRevocationStatesTable>, (typeof stateColumns)[number]>;
/** Without a row of states all its columns are null. */
type PublisherRow = AuthorityPart & { readonly [Column in keyof StatePart]: StatePart[Column] | null };

export function toPublisher(row: PublisherRow): Publisher {
  return {
    id: row.id,
    accountId: row.account_id,
    status: row.status as Status,
    revokedAt: toDate(row.revoked_at),
    revokedAboveAt: toDate(row.revoked_above_at),
    notAfter: new Date(row.not_after),
    origin: row.origin as AuthorityOrigin,
    crlEnabled: toBoolean(row.crl_enabled),
    crlDays: row.crl_days,
    revision: row.revision ?? 0,
    published: row.number ? toPublication(row as AuthorityPart & StatePart) : undefined,
  };
}

function toPublication(row: StatePart): Publication {
  return {
    number: row.number,
    revision: row.listed_revision,
    thisUpdate: new Date(row.this_update),
    nextUpdate: new Date(row.next_update),
    regular: { number: row.regular_number, at: new Date(row.regular_at) },
    base: { number: row.base_number, at: new Date(row.base_at) },
    shards: row.shards,
    publicUrls: JSON.parse(row.public_urls) as string[],
    entriesHash: row.entries_hash,
  };
}

export function stateRow(publication: Publication) {
  return {
    number: publication.number,
    listed_revision: publication.revision,
    this_update: publication.thisUpdate.getTime(),
    next_update: publication.nextUpdate.getTime(),
    regular_number: publication.regular.number,
    regular_at: publication.regular.at.getTime(),
    base_number: publication.base.number,
    base_at: publication.base.at.getTime(),
    shards: publication.shards,
    public_urls: JSON.stringify(publication.publicUrls),
    entries_hash: publication.entriesHash,
  };
}

export function toHead(row: Omit<Selectable<CaRevocationListsTable>, 'authority_id' | 'der'>): ListHead {
  return {
    name: row.name,
    number: row.number,
    thisUpdate: new Date(row.this_update),
    nextUpdate: new Date(row.next_update),
    entriesHash: row.entries_hash,
    latestAt: new Date(row.latest_at),
    datable: toBoolean(row.datable),
  };
}

export function listRow(list: StoredList) {
  return {
    number: list.number,
    this_update: list.thisUpdate.getTime(),
    next_update: list.nextUpdate.getTime(),
    entries_hash: list.entriesHash,
    latest_at: list.latestAt.getTime(),
    datable: list.datable ? 1 : 0,
    der: list.der,
  };
}

export function toResponder(row: Selectable<CaOcspRespondersTable>): StoredResponder {
  return {
    id: row.id,
    authorityId: row.authority_id,
    serialNumber: row.serial_number,
    algorithm: row.algorithm,
    notBefore: new Date(row.not_before),
    notAfter: new Date(row.not_after),
    certificateDer: row.certificate_der,
    sealedKey: row.sealed_key,
  };
}

const toDate = (ms: number | null): Date | undefined => (ms === null ? undefined : new Date(ms));
