import { object } from '../../../spec/field.js';
import { accountResource } from '../addressed.js';
import { ram } from '../product.js';
import { examplePasswordPolicy, passwordPolicyAnswer, passwordPolicyMembers } from './password-policy-fields.js';

export default ram.operation({
  action: 'GetPasswordPolicy',
  summary: 'Tells what passwords of users have to be like.',

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
