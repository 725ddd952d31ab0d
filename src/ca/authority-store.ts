/** What this domain asks of the store about authorities: ca/store.ts. */
import type { Generations } from '../caches/generations.js';
import type { Change } from '../domain/change.js';
import type { Part, PartOf } from '../domain/page.js';
import type { Tag } from '../domain/tags.js';
import type {
  Authority,
  AuthorityEvent,
  AuthorityKind,
  AuthorityOrigin,
  Labels,
  NewAuthority,
  Quota,
  Standing,
  Status,
} from './records.js';
import type { IssuerReason } from './refusals.js';

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

/** How an authority's name compares (`comparableName`), and where its key is. */
export interface AuthorityName {
  readonly nameKey: string;
  readonly origin: AuthorityOrigin;
}

export interface AuthorityStore {
  /** `authorities` is raised by every change of an authority, its state, name or limit, and not by what it issues. */
  readonly generations: Generations;
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
  /** Of so many authorities at most, of whatever state, in no order. */
  listAuthorityNames(accountId: string, limit: number): Promise<readonly AuthorityName[]>;
  /** Newest first. */
  listAuthorities(
    accountId: string,
    filter: AuthorityFilter,
    part: Part<AuthorityPlace>,
  ): Promise<PartOf<Authority, AuthorityPlace>>;
  countAuthorities(accountId: string): Promise<number>;
  /** Undefined where the account has no such authority. */
  findQuota(accountId: string, authorityId: string): Promise<Quota | undefined>;
  /** Newest first. */
  listAuthorityEvents(accountId: string, authorityId: string): Promise<readonly AuthorityEvent[]>;
  findAuthorityLabels(accountId: string, id: string): Promise<Labels | undefined>;
  /** An external authority comes without a key. */
  addAuthority(
    authority: NewAuthority,
    sealedKey: Buffer | undefined,
    tags: readonly Tag[],
    now: Date,
  ): Change<IssuerReason>;
  /**
   * Takes a serial number that a caller chose; goes before the change that adds its certificate. Refused when the authority has given it to
   * anything before, deleted or not.
   */
  takeSerialNumber(authorityId: string, serialNumber: string): Change<'serial-number-taken'>;
  /** What stands below it is below a revoked authority from then on. Refused when the account has no such authority, or none that is issued. */
  revokeAuthority(accountId: string, id: string, now: Date): Change<'authority-not-revocable'>;
  /** Refused with `authority-has-issued` while something below it is neither revoked nor expired. */
  deleteAuthority(accountId: string, id: string, now: Date): Change<'authority-missing' | 'authority-has-issued'>;
}
