import { effect } from '../../../spec/operation.js';
import { ims } from '../product.js';
import { oidcProviderErrors } from './errors.js';
import {
  clientIds,
  clientIdsOf,
  description,
  newIssuanceLimitTime,
  oidcProviderName,
  oidcProviderResource,
} from './fields.js';
import { exampleChanged, oidcProviderAnswer, oidcProviderResponse } from './oidc-provider-answer.js';

export default ims.operation({
  action: 'UpdateOIDCProvider',
  summary: 'Changes the client ids, the description or the age of tokens of an OIDC provider.',
  description:
    'What is left out stays as it is; ClientIds that are given take the place of all before. Name and issuer stay, and fingerprints are added and removed one by one.',

  ram: { action: 'ram:UpdateOIDCProvider', access: 'update', resource: oidcProviderResource },

  request: {
    OIDCProviderName: oidcProviderName,
    NewDescription: description,
    ClientIds: clientIds,
    IssuanceLimitTime: newIssuanceLimitTime,
  },
  response: oidcProviderResponse,
  errors: oidcProviderErrors(
    'EntityNotExist.OIDCProvider',
    'OperationConflict.OIDCProvider',
    'LimitExceeded.OIDCProvider.ClientId',
    'InvalidParameter.ClientIds.Format',
  ),
  examples: [
    {
      title: 'Tokens count for a shorter time',
      request: { OIDCProviderName: 'ci', IssuanceLimitTime: 1 },
      response: { OIDCProvider: { ...exampleChanged, IssuanceLimitTime: 1 } },
    },
  ],
  seeAlso: ['AddClientIdToOIDCProvider', 'AddFingerprintToOIDCProvider', 'GetOIDCProvider'],

  async handle(input, { accountId, now, oidcProviders, fail }) {
    const { OIDCProviderName, NewDescription, ClientIds, IssuanceLimitTime } = input;
    const audiences = ClientIds === undefined ? undefined : clientIdsOf(ClientIds);
    if (ClientIds !== undefined && !audiences) throw fail('InvalidParameter.ClientIds.Format');
    const changes = {
      ...(NewDescription !== undefined && { description: NewDescription }),
      ...(audiences && { clientIds: audiences }),
      ...(IssuanceLimitTime !== undefined && { issuanceLimitHours: IssuanceLimitTime }),
    };
    const { provider, change } = await oidcProviders.change(accountId, OIDCProviderName, changes, now);
    return effect(change, { OIDCProvider: oidcProviderAnswer(accountId, provider) });
  },
});
