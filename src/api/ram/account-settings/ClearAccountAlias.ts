import { effect } from '../../../spec/operation.js';
import { accountResource } from '../addressed.js';
import { ram } from '../product.js';

export default ram.operation({
  action: 'ClearAccountAlias',
  summary: 'Takes the alias of the account away; its users sign in with its id then.',

  ram: { action: 'ram:ClearAccountAlias', access: 'delete', resource: accountResource },
  destructive: { loses: 'The alias, which another account may take then.' },

  request: {},
  response: {},
  errors: {},
  examples: [{ title: 'No alias', request: {}, response: {} }],
  seeAlso: ['SetAccountAlias'],

  async handle(_input, { accountId, accountSettings }) {
    return effect(accountSettings.removeAlias(accountId), {});
  },
});
