/** OIDC providers as IMS answers them. */
import { type OidcProvider, oidcProviderArn } from '../../../identity/federation/oidc-provider.js';
import { integer, type ObjectOf, object, string } from '../../../spec/field.js';
import { utcTime } from '../../../text/utc-time.js';

const required = true;

export const oidcProviderMembers = {
  OIDCProviderName: string({ required, about: 'The name, in the case it was given in.', example: 'ci' }),
  Arn: string({
    required,
    about: 'The ARN: what AssumeRoleWithOIDC is given, and what trust policies name.',
    example: 'acs:ram::1000000000000001:oidc-provider/ci',
  }),
  Description: string({ required, about: 'What the provider is for.', example: 'Jobs of the CI system' }),
  IssuerUrl: string({ required, about: 'The issuer.', example: 'https://ci.example.com' }),
  // Terraform would take an empty text for a list of one.
  ClientIds: string({
    about: 'Whom tokens may be for, separated by commas. Absent: nobody.',
    example: 'chancery,shop',
  }),
  Fingerprints: string({
    about: 'SHA-1 of certificates, separated by commas. Absent: none is asked for.',
    example: '990f4193972f2becf12ddeda5237f9c952f20d9e',
  }),
  IssuanceLimitTime: integer({
    required,
    unit: 'hours',
    about: 'How long after it was issued a token is taken.',
    example: 6,
  }),
  CreateDate: string({ required, about: 'When the provider was made.', example: '2026-01-23T12:33:18Z' }),
  UpdateDate: string({ required, about: 'When it was last changed.', example: '2026-01-23T12:33:18Z' }),
  GmtCreate: string({ required, about: 'CreateDate in milliseconds since 1970.', example: '1769171598000' }),
  GmtModified: string({ required, about: 'UpdateDate in milliseconds since 1970.', example: '1769171598000' }),
} as const;

/** What every operation about one provider answers. */
export const oidcProviderResponse = {
  OIDCProvider: object(oidcProviderMembers, { required, about: 'The provider as it is now.' }),
} as const;

export function oidcProviderAnswer(accountId: string, provider: OidcProvider): ObjectOf<typeof oidcProviderMembers> {
  const { name, createdAt, updatedAt } = provider;
  return {
    OIDCProviderName: name,
    Arn: oidcProviderArn(accountId, name),
    Description: provider.description,
    IssuerUrl: provider.issuer,
    ...(provider.clientIds.length > 0 && { ClientIds: provider.clientIds.join() }),
    ...(provider.fingerprints.length > 0 && { Fingerprints: provider.fingerprints.join() }),
    IssuanceLimitTime: provider.issuanceLimitHours,
    CreateDate: utcTime(createdAt),
    UpdateDate: utcTime(updatedAt),
    GmtCreate: String(createdAt.getTime()),
    GmtModified: String(updatedAt.getTime()),
  };
}

/** The same provider as an example of all the pages. */
export const exampleOidcProvider = {
  OIDCProviderName: 'ci',
  Arn: 'acs:ram::1000000000000001:oidc-provider/ci',
  Description: 'Jobs of the CI system',
  IssuerUrl: 'https://ci.example.com',
  ClientIds: 'chancery,shop',
  Fingerprints: '990f4193972f2becf12ddeda5237f9c952f20d9e',
  IssuanceLimitTime: 6,
  CreateDate: '2026-01-23T12:33:18Z',
  UpdateDate: '2026-01-23T12:33:18Z',
  GmtCreate: '1769171598000',
  GmtModified: '1769171598000',
} as const;

/** As it is after a change. */
export const exampleChanged = {
  ...exampleOidcProvider,
  UpdateDate: '2026-02-11T03:15:21Z',
  GmtModified: '1770779721000',
} as const;
