/** What this domain asks of the store about certificates: ca/store.ts. */
import type { Change } from '../domain/change.js';
import type { Page, PageOf, Part, PartOf } from '../domain/page.js';
import type { Tag } from '../domain/tags.js';
import type { Certificate, CertificateKind, CertificateStanding, NewCertificate, Room, StoredKey } from './records.js';
import type { IssuerReason } from './refusals.js';

export interface CertificateFilter {
  readonly id?: string | undefined;
  readonly resourceGroupId?: string | undefined;
}

/** From `from` on and before `to`. */
export interface ModifiedBetween {
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

export interface CertificateSearch {
  readonly authorityId?: string | undefined;
  readonly kind?: CertificateKind | undefined;
  readonly status?: Certificate['status'] | undefined;
  /** When the status, alias, tags or group last changed. */
  readonly modified?: ModifiedBetween | undefined;
}

/** After the certificate of this number; in the order of modification, after that of this time and number. */
export type CertificatePlace = readonly [number: number] | readonly [modifiedAt: number, number: number];

export interface FoundCertificate {
  readonly certificate: Certificate;
  /** In the order of their keys. */
  readonly tags: readonly Tag[];
}

export interface CertificateStore {
  findCertificate(accountId: string, id: string): Promise<Certificate | undefined>;
  findCertificateWithTags(accountId: string, id: string): Promise<FoundCertificate | undefined>;
  findCertificateKey(accountId: string, id: string): Promise<StoredKey | undefined>;
  hasCustomIdentifier(accountId: string, customIdentifier: string): Promise<boolean>;
  /** Newest first. */
  listCertificates(accountId: string, filter: CertificateFilter, page: Page): Promise<PageOf<Certificate>>;
  /** Newest first; those modified within a time in the order of that, the latest first. */
  searchCertificates(
    accountId: string,
    search: CertificateSearch,
    part: Part<CertificatePlace>,
  ): Promise<PartOf<Certificate, CertificatePlace>>;
  /** Which of these certificates have a private key here. */
  findHeldKeys(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Last revoked first. */
  listRevokedCertificates(accountId: string, page: Page): Promise<PageOf<Certificate>>;
  /** Those that are there. */
  findCertificateStandings(accountId: string, ids: readonly string[]): Promise<readonly CertificateStanding[]>;
  /** Those that are there, and those that were revoked and deleted. One number may be several: each authority counts for itself. */
  findStandingsOfSerialNumbers(
    accountId: string,
    serialNumbers: readonly string[],
  ): Promise<readonly CertificateStanding[]>;
  findCertificatesOfSerialNumbers(accountId: string, serialNumbers: readonly string[]): Promise<readonly Certificate[]>;
  /** The identifiers of certificates by their numbers, as far as they are there. */
  findCertificateIds(accountId: string, numbers: readonly number[]): Promise<readonly string[]>;
  /** @param room as it was read before; with `much`, where there is little left, refused with `too-busy` */
  addCertificate(
    certificate: NewCertificate,
    sealedKey: Buffer | undefined,
    tags: readonly Tag[],
    now: Date,
    room?: Room,
  ): Change<IssuerReason | 'custom-identifier-exists'>;
  /** Refused when the account has no such certificate, or none that is issued. */
  revokeCertificate(accountId: string, id: string, now: Date): Change<'certificate-not-revocable'>;
  /** Its revocation stays. */
  deleteCertificate(accountId: string, id: string): Change<'certificate-not-revoked'>;
  /** Refused unless the account has them all. */
  markUploaded(accountId: string, ids: readonly string[], now: Date): Change<'certificate-missing'>;
}
