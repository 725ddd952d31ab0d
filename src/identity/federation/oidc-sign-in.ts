/** Whom a token of an identity provider vouches for: wire/ram-sts.md section 12.3 and OpenID Connect Core 1.0, ID Token Validation. */
import type { KeySets } from './key-sets.js';
import { type OidcProvider, type OidcProviderStore, oidcProviderArn } from './oidc-provider.js';
import { isSignedWith, parseSignedToken, type SignedToken } from './signed-token.js';

/** Somebody whom a provider of the account knows. */
export interface Vouched {
  readonly accountId: string;
  readonly providerArn: string;
  readonly issuer: string;
  readonly subject: string;
  /** Those of the token's audiences that the provider is registered with. */
  readonly audiences: readonly string[];
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

/** A token that is not believed. Before its signature was proven there is one reason for everything. */
export interface NotVouched {
  readonly refused: 'invalid' | 'expired';
  readonly reason: string;
}

const UNPROVEN: NotVouched = { refused: 'invalid', reason: 'It was not signed by an OIDC provider of this ARN.' };

/** How far the clocks of issuers may be off. */
const SKEW_MS = 60_000;
const HOUR_MS = 60 * 60_000;

export class OidcSignIn {
  constructor(
    private readonly providers: Pick<OidcProviderStore, 'findOidcProvider'>,
    private readonly keySets: KeySets,
  ) {}

  async find(arn: string, token: string, now: Date): Promise<Vouched | NotVouched> {
    const [, accountId = '', name = ''] =
      /^acs:ram::([0-9]{1,20}):oidc-provider\/([A-Za-z0-9._-]{1,128})$/.exec(arn) ?? [];
    const signed = parseSignedToken(token);
    if (name === '' || !signed) return UNPROVEN;
    const provider = await this.providers.findOidcProvider(accountId, name);
    // Before any key is looked for: tokens of other issuers must not lead to a question to this one.
    if (!provider || signed.claims.iss !== provider.issuer) return UNPROVEN;
    const providerArn = oidcProviderArn(accountId, provider.name);
    const keys = await this.keySets.find(providerArn, provider, signed.keyId, now);
    if (!keys.some(key => isSignedWith(signed, key))) return UNPROVEN;
    const read = claimsOf(signed, provider, now);
    return 'refused' in read ? read : { accountId, providerArn, issuer: provider.issuer, ...read };
  }
}

function claimsOf(
  { claims }: SignedToken,
  { clientIds, issuanceLimitHours }: OidcProvider,
  now: Date,
): Pick<Vouched, 'subject' | 'audiences' | 'issuedAt' | 'expiresAt'> | NotVouched {
  const { sub, aud, exp, iat, nbf } = claims;
  const time = now.getTime();
  if (typeof sub !== 'string' || !/^[\x20-\x7e]{1,255}$/.test(sub)) {
    return invalid('Its subject (sub) is not 1 to 255 printable ASCII characters.');
  }
  const audiences = [aud].flat().filter(it => typeof it === 'string' && clientIds.includes(it)) as string[];
  if (audiences.length === 0) return invalid('None of its audiences (aud) is a client id of the provider.');
  const [expiresAt, issuedAt, notBefore] = [timeOf(exp), timeOf(iat), timeOf(nbf ?? iat)];
  if (!expiresAt || !issuedAt || !notBefore)
    return invalid('It does not say when it was issued (iat) and expires (exp).');
  if (time - SKEW_MS >= expiresAt.getTime()) return { refused: 'expired', reason: 'It has expired (exp).' };
  if (time - issuanceLimitHours * HOUR_MS - SKEW_MS > issuedAt.getTime()) {
    return {
      refused: 'expired',
      reason: `It was issued too long ago (iat): its provider takes tokens for ${issuanceLimitHours} h.`,
    };
  }
  if (Math.max(issuedAt.getTime(), notBefore.getTime()) > time + SKEW_MS) {
    return invalid('It is not good yet (iat, nbf).');
  }
  return { subject: sub, audiences, issuedAt, expiresAt };
}

const invalid = (reason: string): NotVouched => ({ refused: 'invalid', reason });

/** Seconds since 1970, with a fraction maybe (RFC 7519 section 2, NumericDate). */
function timeOf(claim: unknown): Date | undefined {
  const isTime = typeof claim === 'number' && claim >= 0 && claim < 2 ** 35;
  return isTime ? new Date(claim * 1000) : undefined;
}
