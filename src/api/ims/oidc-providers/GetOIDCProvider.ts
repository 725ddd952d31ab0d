import { ims } from '../product.js';
import { oidcProviderErrors } from './errors.js';
import { oidcProviderName, oidcProviderResource } from './fields.js';
import { exampleOidcProvider, oidcProviderAnswer, oidcProviderResponse } from './oidc-provider-answer.js';

export default ims.operation({
  action: 'GetOIDCProvider',
  summary: 'Tells what is known of an OIDC provider.',

  ram: { action: 'ram:GetOIDCProvider', access: 'get', resource: oidcProviderResource },

  request: { OIDCProviderName: oidcProviderName },
  response: oidcProviderResponse,
  errors: oidcProviderErrors('EntityNotExist.OIDCProvider'),
  examples: [
    { title: 'As it was made', request: { OIDCProviderName: 'ci' }, response: { OIDCProvider: exampleOidcProvider } },
  ],
  seeAlso: ['ListOIDCProviders', 'CreateOIDCProvider'],

  async handle({ OIDCProviderName }, { accountId, oidcProviders }) {
    return { OIDCProvider: oidcProviderAnswer(accountId, await oidcProviders.get(accountId, OIDCProviderName)) };
  },
});
