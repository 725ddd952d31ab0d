import { effect } from '../../../spec/operation.js';
import { ims } from '../product.js';
import { oidcProviderErrors } from './errors.js';
import { oidcProviderName, oidcProviderResource } from './fields.js';

export default ims.operation({
  action: 'DeleteOIDCProvider',
  summary: 'Trusts an issuer no longer.',
  description: 'Its tokens assume no role from the next call on. Sessions that were begun go on until they end.',

  ram: { action: 'ram:DeleteOIDCProvider', access: 'delete', resource: oidcProviderResource },
  destructive: {
    loses:
      'The provider: whoever signs in with its tokens is refused. What the administrator gave with it, such as a CA or keys, cannot be given here again.',
  },

  request: { OIDCProviderName: oidcProviderName },
  response: {},
  errors: oidcProviderErrors('EntityNotExist.OIDCProvider'),
  examples: [{ title: 'Gone', request: { OIDCProviderName: 'ci' }, response: {} }],
  seeAlso: ['ListOIDCProviders'],

  async handle({ OIDCProviderName }, { accountId, oidcProviders }) {
    return effect(oidcProviders.delete(accountId, OIDCProviderName), {});
  },
});
