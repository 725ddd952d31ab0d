import { object } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { accountResource } from '../addressed.js';
import { ram } from '../product.js';
import { accountSettingErrors } from './errors.js';
import {
  examplePasswordPolicy,
  isPasswordLength,
  passwordPolicyAnswer,
  passwordPolicyMembers,
  passwordPolicyOf,
  passwordPolicyRequest,
} from './password-policy-fields.js';

export default ram.operation({
  action: 'SetPasswordPolicy',
  summary: 'Says what passwords of users have to be like, and for how long they are good.',
  description: `
    What is left out stays as it is. It counts for passwords that are chosen from now on, except for age and attempts, which count
    for all at once.`,

  ram: { action: 'ram:SetPasswordPolicy', access: 'update', resource: accountResource },

  request: passwordPolicyRequest,
  response: {
    PasswordPolicy: object(passwordPolicyMembers, { required: true, about: 'The policy as it is now.' }),
  },
  errors: accountSettingErrors('InvalidParameter.MinimumPasswordLength.Range'),
  examples: [
    {
      title: 'A new password every quarter',
      request: { MaxPasswordAge: 90, PasswordReusePrevention: 3 },
      response: { PasswordPolicy: examplePasswordPolicy },
    },
  ],
  seeAlso: ['GetPasswordPolicy', 'ChangePassword'],

  async handle(input, { accountId, accountSettings, fail }) {
    const { MinimumPasswordLength: length } = input;
    if (length !== undefined && !isPasswordLength(length)) throw fail('InvalidParameter.MinimumPasswordLength.Range');
    const { policy, change } = await accountSettings.setPasswordPolicy(accountId, passwordPolicyOf(input));
    return effect(change, { PasswordPolicy: passwordPolicyAnswer(policy) });
  },
});
