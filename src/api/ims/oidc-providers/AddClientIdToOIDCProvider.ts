import { effect } from '../../../spec/operation.js';
import { ims } from '../product.js';
import { oidcProviderErrors } from './errors.js';
import { clientId, oidcProviderName, oidcProviderResource } from './fields.js';
import { exampleChanged, oidcProviderAnswer, oidcProviderResponse } from './oidc-provider-answer.js';

export default ims.operation({
  action: 'AddClientIdToOIDCProvider',
  summary: 'Lets tokens of an OIDC provider be for one client id more.',

  ram: { action: 'ram:AddClientIdToOIDCProvider', access: 'update', resource: oidcProviderResource },

  request: { OIDCProviderName: oidcProviderName, ClientId: clientId },
  response: oidcProviderResponse,
  errors: oidcProviderErrors(
    'EntityNotExist.OIDCProvider',
    'OperationConflict.OIDCProvider',
    'EntityAlreadyExists.OIDCProvider.ClientId',
    'LimitExceeded.OIDCProvider.ClientId',
  ),
  examples: [
    {
      title: 'A client id more',
      request: { OIDCProviderName: 'ci', ClientId: 'staging' },
      response: { OIDCProvider: { ...exampleChanged, ClientIds: 'chancery,shop,staging' } },
    },
  ],
  seeAlso: ['RemoveClientIdFromOIDCProvider', 'UpdateOIDCProvider'],

  async handle({ OIDCProviderName, ClientId }, { accountId, now, oidcProviders }) {
    const { provider, change } = await oidcProviders.add(accountId, OIDCProviderName, 'clientIds', ClientId, now);
    return effect(change, { OIDCProvider: oidcProviderAnswer(accountId, provider) });
  },
});
