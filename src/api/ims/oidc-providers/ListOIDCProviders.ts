import type { NamePlace } from '../../../identity/names.js';
import { list, object } from '../../../spec/field.js';
import { markerAnswer, markerErrors, markerPart, markerRequest, markerResponse } from '../../ram/paging.js';
import { ims } from '../product.js';
import { exampleOidcProvider, oidcProviderAnswer, oidcProviderMembers } from './oidc-provider-answer.js';

const required = true;

export default ims.operation({
  action: 'ListOIDCProviders',
  summary: 'Lists the OIDC providers of the account in the order of their names.',
  description: 'While IsTruncated is true, call again with the Marker of the answer to get the next page.',

  ram: { action: 'ram:ListOIDCProviders', access: 'list', resource: 'acs:ram:*:{account}:oidc-provider/*' },

  request: markerRequest,
  response: {
    ...markerResponse,
    OIDCProviders: object(
      {
        OIDCProvider: list(object(oidcProviderMembers, { about: 'One provider.' }), {
          required,
          about: 'The providers.',
        }),
      },
      { required, about: 'The providers of this page.' },
    ),
  },
  errors: markerErrors,
  examples: [
    {
      title: 'The first of several',
      request: { MaxItems: 1 },
      response: {
        IsTruncated: true,
        Marker: 'AQAAAAEASFq3J0nT',
        OIDCProviders: { OIDCProvider: [exampleOidcProvider] },
      },
    },
  ],
  seeAlso: ['GetOIDCProvider'],

  async handle(input, { accountId, oidcProviders, markers }) {
    const marked = { action: 'ListOIDCProviders', accountId };
    const found = await oidcProviders.list(accountId, await markerPart<NamePlace>(input, marked, markers));
    return {
      ...(await markerAnswer(found, marked, markers)),
      OIDCProviders: { OIDCProvider: found.items.map(it => oidcProviderAnswer(accountId, it)) },
    };
  },
});
