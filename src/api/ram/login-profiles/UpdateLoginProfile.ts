import { effect } from '../../../spec/operation.js';
import { addressedUser, userResource } from '../addressed.js';
import { ram } from '../product.js';
import { userErrors } from '../users/errors.js';
import { loginProfileErrors } from './errors.js';
import {
  examplePassword,
  mfaBindRequired,
  optionalPassword,
  passwordResetRequired,
  signingInUserName,
} from './fields.js';

export default ram.operation({
  action: 'UpdateLoginProfile',
  summary: 'Gives a user another password, or changes what its next sign-in has to do.',
  description: `
    What is left out stays as it is. Another password also ends the wait of a user who has tried too many wrong ones. The password
    that the user has already is no change, and does not make it any younger.`,

  ram: { action: 'ram:UpdateLoginProfile', access: 'update', resource: userResource },

  request: {
    UserName: signingInUserName,
    Password: optionalPassword,
    PasswordResetRequired: passwordResetRequired,
    MFABindRequired: mfaBindRequired,
  },
  response: {},
  errors: {
    ...userErrors('EntityNotExist.User'),
    ...loginProfileErrors(
      'EntityNotExist.User.LoginProfile',
      'InvalidParameter.Password.TooWeak',
      'OperationConflict.User.LoginProfile',
    ),
  },
  examples: [
    { title: 'Another password', request: { UserName: 'alice', Password: `${examplePassword}!` }, response: {} },
    { title: 'An MFA device from now on', request: { UserName: 'alice', MFABindRequired: true }, response: {} },
  ],
  seeAlso: ['GetLoginProfile', 'ChangePassword'],
  differences: [
    'Passwords that the user had before are not refused here: ReusePrevention is about what users choose with ChangePassword.',
  ],

  resolve: ({ UserName }, call) => addressedUser(UserName, call),

  async handle(input, { accountId, now, requester, users, loginProfiles }) {
    const user = await users.get(accountId, input.UserName);
    const demands = { resetRequired: input.PasswordResetRequired, mfaRequired: input.MFABindRequired };
    return effect(await loginProfiles.update(user, input.Password, demands, now, requester), {});
  },
});
