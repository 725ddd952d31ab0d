/**
 * What this domain needs of the store. Lookups are by account: what belongs to another is not there. The exceptions serve public files,
 * and say so.
 */
import type { Change } from '../domain/change.js';
import type { Page, PageOf, Part, PartOf } from '../domain/page.js';
import type { Tag } from '../domain/tags.js';
import type { InstanceStore } from './instance-store.js';
import type { LabelStore } from './label-store.js';
import type { PendingStore } from './pending-store.js';
import type {
  Authority,
  AuthorityEvent,
  AuthorityKind,
  AuthorityOrigin,
  Certificate,
  CertificateKind,
  CertificateStanding,
  Labels,
  NewAuthority,
  NewCertificate,
  Quota,
  Room,
  Standing,
  Status,
  StoredKey,
} from './records.js';
import type { IssuerReason } from './refusals.js';
import type { RevocationStore } from './revocation/store.js';

export interface AuthorityFilter {
  /** With any of these identifiers. */
  readonly ids?: readonly string[] | undefined;
  /** Below any of these authorities. */
  readonly parentIds?: readonly string[] | undefined;
  /** Subs that may issue at this time: valid, with their key here, and neither revoked nor below one that is. */
  readonly issuingAt?: Date | undefined;
  readonly id?: string | undefined;
  readonly kind?: AuthorityKind | undefined;
  readonly origin?: AuthorityOrigin | undefined;
  readonly status?: Status | undefined;
  /** Still valid, or expired, at `at`. */
  readonly expiry?: { readonly expired: boolean; readonly at: Date } | undefined;
  readonly resourceGroupId?: string | undefined;
}

/** Where lists go on: after the authority of this number. */
export type AuthorityPlace = readonly [number: number];

/** After the certificate of this number; in the order of modification, after that of this time and number. */
export type CertificatePlace = readonly [number: number] | readonly [modifiedAt: number, number: number];

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

/** All times of stored things are exact to the second, creation times to the millisecond. */
export interface CaStore {
  /** Revocation lists and OCSP. */
  readonly revocation: RevocationStore;
  readonly labels: LabelStore;
  readonly instances: InstanceStore;
  /** Certificates that are accepted and not issued yet. */
  readonly pending: PendingStore;
  findAuthority(accountId: string, id: string): Promise<Authority | undefined>;
  findAuthorityStanding(accountId: string, id: string): Promise<Standing | undefined>;
  /** DER, of whatever account. */
  findAuthorityCertificate(id: string): Promise<Buffer | undefined>;
  /** The sealed key; undefined for an authority whose key is not here, and for one that is not there. */
  findAuthorityKey(accountId: string, id: string): Promise<Buffer | undefined>;
  /** The identifier of the authority with that instance. */
  findAuthorityIdOfInstance(accountId: string, instanceId: string): Promise<string | undefined>;
  /** The authority whose instance has this identifier (`instanceUuid`). */
  findAuthorityIdOfUuid(accountId: string, instanceUuid: string): Promise<string | undefined>;
  /** Whether the name of one compares like that (`comparableName`), its key being where `origin` says. */
  hasAuthorityOfName(accountId: string, nameKey: string, origin?: AuthorityOrigin): Promise<boolean>;
  /** Newest first. */
  listAuthorities(
    accountId: string,
    filter: AuthorityFilter,
    part: Part<AuthorityPlace>,
  ): Promise<PartOf<Authority, AuthorityPlace>>;
  countAuthorities(accountId: string): Promise<number>;
  /** Undefined where the account has no such authority. */
  findQuota(accountId: string, authorityId: string): Promise<Quota | undefined>;
  findCertificate(accountId: string, id: string): Promise<Certificate | undefined>;
  findCertificateKey(accountId: string, id: string): Promise<StoredKey | undefined>;
  hasCustomIdentifier(accountId: string, customIdentifier: string): Promise<boolean>;
  /** Newest first. */
  listCertificates(
    accountId: string,
    filter: CertificateFilter,
    part: Part<CertificatePlace>,
  ): Promise<PartOf<Certificate, CertificatePlace>>;
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
  /** Newest first. */
  listAuthorityEvents(accountId: string, authorityId: string): Promise<readonly AuthorityEvent[]>;
  /** Of an authority or a certificate that was found, by key. */
  findTags(id: string): Promise<readonly Tag[]>;
  findAuthorityLabels(accountId: string, id: string): Promise<Labels | undefined>;
  findCertificateLabels(accountId: string, id: string): Promise<Labels | undefined>;
  /** The same of several; those without tags are not in it. */
  findTagsOfEach(ids: readonly string[]): Promise<ReadonlyMap<string, readonly Tag[]>>;

  /** An external authority comes without a key. */
  addAuthority(
    authority: NewAuthority,
    sealedKey: Buffer | undefined,
    tags: readonly Tag[],
    now: Date,
  ): Change<IssuerReason>;
  /** @param room as it was read before; with `much`, where there is little left, refused with `too-busy` */
  addCertificate(
    certificate: NewCertificate,
    sealedKey: Buffer | undefined,
    tags: readonly Tag[],
    now: Date,
    room?: Room,
  ): Change<IssuerReason | 'custom-identifier-exists'>;
  /**
   * Takes a serial number that a caller chose; goes before the change that adds its certificate. Refused when the authority has given it to
   * anything before, deleted or not.
   */
  takeSerialNumber(authorityId: string, serialNumber: string): Change<'serial-number-taken'>;
  /** Refused when the account has no such certificate, or none that is issued. */
  revokeCertificate(accountId: string, id: string, now: Date): Change<'certificate-not-revocable'>;
  /** What stands below it is below a revoked authority from then on. Refused likewise. */
  revokeAuthority(accountId: string, id: string, now: Date): Change<'authority-not-revocable'>;
  /** Its revocation stays. */
  deleteCertificate(accountId: string, id: string): Change<'certificate-not-revoked'>;
  /** Refused with `authority-has-issued` while something below it is neither revoked nor expired. */
  deleteAuthority(accountId: string, id: string, now: Date): Change<'authority-missing' | 'authority-has-issued'>;
  /** Refused unless the account has them all. */
  markUploaded(accountId: string, ids: readonly string[], now: Date): Change<'certificate-missing'>;
}
