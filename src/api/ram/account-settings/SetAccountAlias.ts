import { string } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { accountResource } from '../addressed.js';
import { ram } from '../product.js';
import { accountSettingErrors } from './errors.js';

export default ram.operation({
  action: 'SetAccountAlias',
  summary: 'Gives the account a name by which its users sign in.',
  description: 'It takes the place of the one before. The id of the account goes on working as well.',

  ram: { action: 'ram:SetAccountAlias', access: 'update', resource: accountResource },

  request: {
    AccountAlias: string({
      required: true,
      minLength: 3,
      maxLength: 63,
      pattern: /[a-z0-9-]+/,
      about:
        'Lower-case letters and digits, with single hyphens between them. Unique among all accounts of the server.',
      example: 'example-ltd',
    }),
  },
  response: {},
  errors: accountSettingErrors('InvalidParameter.AccountAlias.Format', 'EntityAlreadyExists.AccountAlias'),
  examples: [{ title: 'A name to sign in to', request: { AccountAlias: 'example-ltd' }, response: {} }],
  seeAlso: ['GetAccountAlias', 'ClearAccountAlias'],

  async handle({ AccountAlias: alias }, { accountId, accountSettings, fail }) {
    // Sixteen digits would be another account's id.
    if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(alias) || /^\d{16}$/.test(alias)) {
      throw fail('InvalidParameter.AccountAlias.Format');
    }
    return effect(await accountSettings.setAlias(accountId, alias), {});
  },
});
