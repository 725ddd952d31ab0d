import { fingerprintDigits } from '../../../identity/federation/oidc-provider.js';
import { effect } from '../../../spec/operation.js';
import { ims } from '../product.js';
import { oidcProviderErrors } from './errors.js';
import { fingerprint, oidcProviderName, oidcProviderResource } from './fields.js';
import { exampleChanged, oidcProviderAnswer, oidcProviderResponse } from './oidc-provider-answer.js';

const { Fingerprints: _, ...exampleWithoutFingerprints } = exampleChanged;

export default ims.operation({
  action: 'RemoveFingerprintFromOIDCProvider',
  summary: 'Takes a fingerprint from an OIDC provider.',
  description:
    'With the last one the pin is gone: from then on any certificate that is good for the host of the issuer, of a CA that is trusted, will do.',

  ram: { action: 'ram:RemoveFingerprintFromOIDCProvider', access: 'update', resource: oidcProviderResource },
  destructive: {
    loses:
      'The pin to this certificate: an issuer that still has it is not asked for keys any more. With the last fingerprint goes the last pin.',
  },

  request: { OIDCProviderName: oidcProviderName, Fingerprint: fingerprint },
  response: oidcProviderResponse,
  errors: oidcProviderErrors(
    'EntityNotExist.OIDCProvider',
    'OperationConflict.OIDCProvider',
    'EntityNotExist.OIDCProvider.Fingerprint',
    'InvalidParameter.Fingerprint.Format',
  ),
  examples: [
    {
      title: 'After the issuer has changed its certificate',
      request: { OIDCProviderName: 'ci', Fingerprint: '990f4193972f2becf12ddeda5237f9c952f20d9e' },
      response: { OIDCProvider: exampleWithoutFingerprints },
    },
  ],
  seeAlso: ['AddFingerprintToOIDCProvider'],

  async handle({ OIDCProviderName, Fingerprint }, { accountId, now, oidcProviders, fail }) {
    const digits = fingerprintDigits(Fingerprint);
    if (digits === undefined) throw fail('InvalidParameter.Fingerprint.Format');
    const { provider, change } = await oidcProviders.remove(accountId, OIDCProviderName, 'fingerprints', digits, now);
    return effect(change, { OIDCProvider: oidcProviderAnswer(accountId, provider) });
  },
});
