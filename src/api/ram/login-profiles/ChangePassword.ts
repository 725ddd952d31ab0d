import { effect } from '../../../spec/operation.js';
import { addressedUser, userResource } from '../addressed.js';
import { ram } from '../product.js';
import { loginProfileErrors } from './errors.js';
import { examplePassword, password } from './fields.js';

export default ram.operation({
  action: 'ChangePassword',
  summary: 'Changes the password of the user who calls.',
  description: `
    Users may do this without a policy as long as the security preference AllowUserToChangePassword says so; a policy that denies
    it comes first. A wrong OldPassword counts as a wrong password at the sign-in does.`,

  ram: { action: 'ram:ChangePassword', access: 'update', resource: userResource },

  request: {
    OldPassword: password('The present password.', true),
    NewPassword: password('The new one, as the password policy asks for it.', true),
  },
  response: {},
  errors: loginProfileErrors(
    'NotSupport.Account',
    'EntityNotExist.User.LoginProfile',
    'InvalidParameter.OldPassword.Incorrect',
    'InvalidParameter.NewPassword.TooWeak',
    'InvalidParameter.NewPassword.ReusePrevention',
    'LimitExceeded.User.LoginAttempts',
    'OperationConflict.User.LoginProfile',
  ),
  examples: [
    {
      title: 'Another one',
      request: { OldPassword: examplePassword, NewPassword: `${examplePassword}-2` },
      response: {},
    },
  ],
  seeAlso: ['GetPasswordPolicy', 'UpdateLoginProfile', 'SetSecurityPreference'],

  resolve: (_input, call) => addressedUser(undefined, call),

  async handle({ OldPassword, NewPassword }, { accountId, now, principal, requester, users, loginProfiles, fail }) {
    const user = principal.kind === 'user' ? await users.find(accountId, principal.name) : undefined;
    // Somebody else of the name of one that was deleted a moment ago is not the caller.
    if (user?.id !== principal.id) throw fail('NotSupport.Account');
    const change = await loginProfiles.changePassword(user, { old: OldPassword, new: NewPassword }, now, requester);
    return effect(change, {});
  },
});
