/** An issuer of OpenID Connect tokens that an account trusts, as it is stored: wire/ram-sts.md section 12.3. */
import type { Change } from '../../domain/change.js';
import type { Continuation, ContinuationOf } from '../../domain/page.js';
import type { NamePlace } from '../names.js';

/** What may be changed of one. */
export interface OidcProviderDetails {
  readonly description: string;
  /** Whom tokens have to be for (`aud`): one of these. */
  readonly clientIds: readonly string[];
  /** SHA-1 of certificates, 40 lower-case hexadecimal digits. If there are any, one of them has to be in the chain of the issuer's TLS certificate. */
  readonly fingerprints: readonly string[];
  /** How many hours after it was issued a token is taken, however long it says that it lasts. */
  readonly issuanceLimitHours: number;
}

export interface OidcProvider extends OidcProviderDetails {
  /** As it was given; found in any case. */
  readonly name: string;
  /** The issuer's URL, exactly as its tokens have it in `iss`. */
  readonly issuer: string;
  /** The issuer's keys as a JSON Web Key Set, if they were given and are not to be fetched. */
  readonly keySet: string | undefined;
  /** The CA of the issuer's TLS certificate in PEM; absent: those that Node trusts. */
  readonly caPem: string | undefined;
  /** Whether the issuer may have an address of a private network. */
  readonly privateAddresses: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export type OidcProviderReason =
  | 'oidc-provider-missing'
  | 'oidc-provider-exists'
  | 'oidc-provider-limit'
  /** Another call changed the same at the same moment; this one can be made again. */
  | 'oidc-provider-raced'
  /** The address in the URL is one of a private network, which only the administrator may allow. */
  | 'oidc-issuer-private'
  | 'oidc-client-id-missing'
  | 'oidc-client-id-exists'
  | 'oidc-client-id-limit'
  | 'oidc-fingerprint-missing'
  | 'oidc-fingerprint-exists'
  | 'oidc-fingerprint-limit';

export interface OidcProviderStore {
  findOidcProvider(accountId: string, name: string): Promise<OidcProvider | undefined>;
  /** In the order of their names. */
  listOidcProviders(accountId: string, part: Continuation<NamePlace>): Promise<ContinuationOf<OidcProvider, NamePlace>>;
  addOidcProvider(
    accountId: string,
    provider: OidcProvider,
    limit: number,
  ): Change<'oidc-provider-exists' | 'oidc-provider-limit'>;
  /** Writes the members that are given, where all of them are still as in `before`. */
  changeOidcProvider(
    accountId: string,
    before: OidcProvider,
    changes: Partial<OidcProviderDetails>,
    now: Date,
  ): Change<'oidc-provider-raced'>;
  removeOidcProvider(accountId: string, name: string): Change<'oidc-provider-missing'>;
}

/** The vendor's usual IssuanceLimitTime. */
export const USUAL_ISSUANCE_LIMIT_HOURS = 12;

export const PROVIDER_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

/** Without commas: lists of them are written with commas. */
export const CLIENT_ID = /^[\x21-\x2b\x2d-\x7e]{1,255}$/;

export const MAX_ISSUER_LENGTH = 255;

/** Whether tokens and a discovery document can be of this issuer: an https URL without query, fragment and credentials. */
export function isIssuer(text: string): boolean {
  if (text.length > MAX_ISSUER_LENGTH || !/^https:\/\/[\x21-\x7e]+$/.test(text) || /[?#]/.test(text)) return false;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url !== undefined && url.username === '' && url.password === '';
}

/** A SHA-1 as it is stored, of one that is written in any case and with or without colons; undefined for what is none. */
export function fingerprintDigits(text: string): string | undefined {
  const digits = text.replaceAll(':', '').toLowerCase();
  return /^[0-9a-f]{40}$/.test(digits) ? digits : undefined;
}

export function oidcProviderArn(accountId: string, name: string): string {
  return `acs:ram::${accountId}:oidc-provider/${name}`;
}
