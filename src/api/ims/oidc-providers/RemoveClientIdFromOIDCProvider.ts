import { effect } from '../../../spec/operation.js';
import { ims } from '../product.js';
import { oidcProviderErrors } from './errors.js';
import { clientId, oidcProviderName, oidcProviderResource } from './fields.js';
import { exampleChanged, oidcProviderAnswer, oidcProviderResponse } from './oidc-provider-answer.js';

export default ims.operation({
  action: 'RemoveClientIdFromOIDCProvider',
  summary: 'Takes a client id from an OIDC provider.',
  description:
    'Tokens for it are refused from the next call on. Without any client id, no token of the provider is believed.',

  ram: { action: 'ram:RemoveClientIdFromOIDCProvider', access: 'update', resource: oidcProviderResource },
  destructive: { loses: 'Jobs whose tokens are for this client id assume no role any more.' },

  request: { OIDCProviderName: oidcProviderName, ClientId: clientId },
  response: oidcProviderResponse,
  errors: oidcProviderErrors(
    'EntityNotExist.OIDCProvider',
    'OperationConflict.OIDCProvider',
    'EntityNotExist.OIDCProvider.ClientId',
  ),
  examples: [
    {
      title: 'A client id less',
      request: { OIDCProviderName: 'ci', ClientId: 'shop' },
      response: { OIDCProvider: { ...exampleChanged, ClientIds: 'chancery' } },
    },
  ],
  seeAlso: ['AddClientIdToOIDCProvider', 'UpdateOIDCProvider'],

  async handle({ OIDCProviderName, ClientId }, { accountId, now, oidcProviders }) {
    const { provider, change } = await oidcProviders.remove(accountId, OIDCProviderName, 'clientIds', ClientId, now);
    return effect(change, { OIDCProvider: oidcProviderAnswer(accountId, provider) });
  },
});
