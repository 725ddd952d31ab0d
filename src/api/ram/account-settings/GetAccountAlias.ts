import { string } from '../../../spec/field.js';
import { accountResource } from '../addressed.js';
import { ram } from '../product.js';

export default ram.operation({
  action: 'GetAccountAlias',
  summary: 'Tells by which name the users of the account sign in.',

  ram: { action: 'ram:GetAccountAlias', access: 'get', resource: accountResource },

  request: {},
  response: {
    AccountAlias: string({ required: true, about: 'The alias; empty where there is none.', example: 'example-ltd' }),
  },
  errors: {},
  examples: [{ title: 'As it was set', request: {}, response: { AccountAlias: 'example-ltd' } }],
  seeAlso: ['SetAccountAlias'],

  async handle(_input, { accountId, accountSettings }) {
    return { AccountAlias: (await accountSettings.alias(accountId)) ?? '' };
  },
});
