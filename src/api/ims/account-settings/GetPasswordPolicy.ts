import { object } from '../../../spec/field.js';
import { accountResource } from '../../ram/addressed.js';
import { ims } from '../product.js';
import { examplePasswordPolicy, passwordPolicyAnswer, passwordPolicyMembers } from './password-policy-fields.js';

export default ims.operation({
  action: 'GetPasswordPolicy',
  summary: 'Tells what passwords of users have to be like.',
  description: 'The same policy as that of RAM, with two members more.',

  ram: { action: 'ram:GetPasswordPolicy', access: 'get', resource: accountResource },

  request: {},
  response: {
    PasswordPolicy: object(passwordPolicyMembers, { required: true, about: 'The policy.' }),
  },
  errors: {},
  examples: [{ title: 'As it was set', request: {}, response: { PasswordPolicy: examplePasswordPolicy } }],
  seeAlso: ['SetPasswordPolicy'],

  async handle(_input, { accountId, accountSettings }) {
    return { PasswordPolicy: passwordPolicyAnswer(await accountSettings.passwordPolicy(accountId)) };
  },
});
