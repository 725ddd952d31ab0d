import { object } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { accountSettingErrors } from '../../ram/account-settings/errors.js';
import { isPasswordLength } from '../../ram/account-settings/password-policy-fields.js';
import { accountResource } from '../../ram/addressed.js';
import { ims } from '../product.js';
import {
  examplePasswordPolicy,
  passwordPolicyAnswer,
  passwordPolicyMembers,
  passwordPolicyOf,
  passwordPolicyRequest,
} from './password-policy-fields.js';

export default ims.operation({
  action: 'SetPasswordPolicy',
  summary: 'Says what passwords of users have to be like, and for how long they are good.',
  description: 'What is left out stays as it is. It is the same policy as that of RAM.',

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
  seeAlso: ['GetPasswordPolicy'],

  async handle(input, { accountId, accountSettings, fail }) {
    const { MinimumPasswordLength: length } = input;
    if (length !== undefined && !isPasswordLength(length)) throw fail('InvalidParameter.MinimumPasswordLength.Range');
    const { policy, change } = await accountSettings.setPasswordPolicy(accountId, passwordPolicyOf(input));
    return effect(change, { PasswordPolicy: passwordPolicyAnswer(policy) });
  },
});
