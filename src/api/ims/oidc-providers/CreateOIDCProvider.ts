import { isIssuer } from '../../../identity/federation/oidc-provider.js';
import { effect } from '../../../spec/operation.js';
import { ims } from '../product.js';
import { oidcProviderErrors } from './errors.js';
import {
  clientIds,
  clientIdsOf,
  description,
  fingerprints,
  fingerprintsOf,
  freeOidcProviderName,
  issuanceLimitTime,
  issuerUrl,
} from './fields.js';
import { exampleOidcProvider, oidcProviderAnswer, oidcProviderResponse } from './oidc-provider-answer.js';

export default ims.operation({
  action: 'CreateOIDCProvider',
  summary: 'Trusts an issuer of OpenID Connect tokens, so that its tokens may assume roles.',
  description: `
    AssumeRoleWithOIDC takes tokens of the provider for roles whose trust policy names its ARN as \`Federated\`. The keys of the issuer are fetched when a token of it comes:
    from the \`jwks_uri\` of its discovery document, over TLS, with a certificate of a CA that Node.js trusts, and from no address of a private network. An issuer in a private network,
    one with a CA of its own, and one that the server cannot reach, are registered by the administrator with \`chancery oidc-provider add\`; they are shown, changed and deleted here as well.`,

  ram: { action: 'ram:CreateOIDCProvider', access: 'create', resource: 'acs:ram:*:{account}:oidc-provider/*' },

  request: {
    OIDCProviderName: freeOidcProviderName,
    IssuerUrl: issuerUrl,
    ClientIds: clientIds,
    Fingerprints: fingerprints,
    Description: description,
    IssuanceLimitTime: issuanceLimitTime,
  },
  response: oidcProviderResponse,
  errors: oidcProviderErrors(
    'EntityAlreadyExists.OIDCProvider',
    'LimitExceeded.OIDCProvider',
    'LimitExceeded.OIDCProvider.ClientId',
    'LimitExceeded.OIDCProvider.Fingerprint',
    'InvalidParameter.IssuerUrl.Format',
    'InvalidParameter.IssuerUrl.PrivateAddress',
    'InvalidParameter.ClientIds.Format',
    'InvalidParameter.Fingerprints.Format',
  ),
  examples: [
    {
      title: 'Jobs of a CI system',
      request: {
        OIDCProviderName: 'ci',
        IssuerUrl: 'https://ci.example.com',
        ClientIds: 'chancery,shop',
        Fingerprints: '990f4193972f2becf12ddeda5237f9c952f20d9e',
        Description: 'Jobs of the CI system',
        IssuanceLimitTime: 6,
      },
      response: { OIDCProvider: exampleOidcProvider },
    },
  ],
  seeAlso: ['GetOIDCProvider', 'UpdateOIDCProvider', 'AddClientIdToOIDCProvider'],
  differences: [
    'Fingerprints are SHA-1, and need not be given: the certificate of the issuer is checked anyway.',
    'An issuer may have several providers, with other client ids each.',
  ],

  async handle(input, { accountId, now, oidcProviders, fail }) {
    const [audiences, digits] = [clientIdsOf(input.ClientIds ?? ''), fingerprintsOf(input.Fingerprints ?? '')];
    if (!isIssuer(input.IssuerUrl)) throw fail('InvalidParameter.IssuerUrl.Format');
    if (!audiences) throw fail('InvalidParameter.ClientIds.Format');
    if (!digits) throw fail('InvalidParameter.Fingerprints.Format');
    const given = {
      name: input.OIDCProviderName,
      issuer: input.IssuerUrl,
      clientIds: audiences,
      fingerprints: digits,
      description: input.Description ?? '',
      issuanceLimitHours: input.IssuanceLimitTime,
    };
    const { provider, change } = oidcProviders.create(accountId, given, now);
    return effect(change, { OIDCProvider: oidcProviderAnswer(accountId, provider) });
  },
});
