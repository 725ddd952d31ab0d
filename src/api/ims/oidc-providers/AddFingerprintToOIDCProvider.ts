import { fingerprintDigits } from '../../../identity/federation/oidc-provider.js';
import { effect } from '../../../spec/operation.js';
import { ims } from '../product.js';
import { oidcProviderErrors } from './errors.js';
import { fingerprint, oidcProviderName, oidcProviderResource } from './fields.js';
import { exampleChanged, oidcProviderAnswer, oidcProviderResponse } from './oidc-provider-answer.js';

export default ims.operation({
  action: 'AddFingerprintToOIDCProvider',
  summary: 'Pins one certificate more of the issuer of an OIDC provider.',
  description:
    'As soon as a provider has fingerprints, its keys are fetched only where a certificate of one of them is in the chain of the issuer. Add the next one before the issuer changes its certificate.',

  ram: { action: 'ram:AddFingerprintToOIDCProvider', access: 'update', resource: oidcProviderResource },

  request: { OIDCProviderName: oidcProviderName, Fingerprint: fingerprint },
  response: oidcProviderResponse,
  errors: oidcProviderErrors(
    'EntityNotExist.OIDCProvider',
    'OperationConflict.OIDCProvider',
    'EntityAlreadyExists.OIDCProvider.Fingerprint',
    'LimitExceeded.OIDCProvider.Fingerprint',
    'InvalidParameter.Fingerprint.Format',
  ),
  examples: [
    {
      title: 'Before the issuer changes its certificate',
      request: { OIDCProviderName: 'ci', Fingerprint: '902ef2deeb3c5b13ea4c3d5193629309e231ae55' },
      response: {
        OIDCProvider: {
          ...exampleChanged,
          Fingerprints: '990f4193972f2becf12ddeda5237f9c952f20d9e,902ef2deeb3c5b13ea4c3d5193629309e231ae55',
        },
      },
    },
  ],
  seeAlso: ['RemoveFingerprintFromOIDCProvider'],

  async handle({ OIDCProviderName, Fingerprint }, { accountId, now, oidcProviders, fail }) {
    const digits = fingerprintDigits(Fingerprint);
    if (digits === undefined) throw fail('InvalidParameter.Fingerprint.Format');
    const { provider, change } = await oidcProviders.add(accountId, OIDCProviderName, 'fingerprints', digits, now);
    return effect(change, { OIDCProvider: oidcProviderAnswer(accountId, provider) });
  },
});
