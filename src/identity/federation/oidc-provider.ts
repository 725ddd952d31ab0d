/** An issuer of OpenID Connect tokens that an account trusts, as it is stored: wire/ram-sts.md section 12.3. */
import type { NamedStore } from '../../domain/named-things.js';

export interface OidcProvider {
  /** In lower case: policies name providers without regard to case. */
  readonly name: string;
  /** The issuer's URL, exactly as its tokens have it in `iss`. */
  readonly issuer: string;
  /** Whom tokens have to be for (`aud`): one of these. */
  readonly clientIds: readonly string[];
  /** SHA-1 of certificates, 40 lower-case hexadecimal digits. If there are any, one of them has to be in the chain of the issuer's TLS certificate. */
  readonly fingerprints: readonly string[];
  /** The issuer's keys as a JSON Web Key Set, if they were given and are not to be fetched. */
  readonly keySet: string | undefined;
  /** The CA of the issuer's TLS certificate in PEM; absent: those that Node trusts. */
  readonly caPem: string | undefined;
  /** Whether the issuer may have an address of a private network. */
  readonly privateAddresses: boolean;
  readonly createdAt: Date;
}

/** Nothing of one is changed: it is removed and made anew. */
export type OidcProviderStore = NamedStore<'oidc-provider', OidcProvider, Record<never, never>>;

export const PROVIDER_NAME = /^[a-z0-9][a-z0-9._-]{0,127}$/;

export function oidcProviderArn(accountId: string, name: string): string {
  return `acs:ram::${accountId}:oidc-provider/${name}`;
}
