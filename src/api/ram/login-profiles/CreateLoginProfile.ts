import { object } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { addressedUser, userResource } from '../addressed.js';
import { ram } from '../product.js';
import { userErrors } from '../users/errors.js';
import { userName } from '../users/fields.js';
import { loginProfileErrors } from './errors.js';
import {
  exampleLoginProfile,
  examplePassword,
  loginProfileAnswer,
  loginProfileMembers,
  mfaBindRequired,
  password,
  passwordResetRequired,
} from './fields.js';

export default ram.operation({
  action: 'CreateLoginProfile',
  summary: 'Lets a user sign in with a password.',
  description: `
    The password has to be what the password policy of the account asks for. It is kept as an Argon2id hash under the seal, and
    nobody can read it back. What the user may do is up to its policies, as with an AccessKey.`,

  ram: { action: 'ram:CreateLoginProfile', access: 'create', resource: userResource },

  request: {
    UserName: userName,
    Password: password('The password: up to 128 characters of any script.', true),
    PasswordResetRequired: passwordResetRequired,
    MFABindRequired: mfaBindRequired,
  },
  response: {
    LoginProfile: object(loginProfileMembers, { required: true, about: 'The new profile.' }),
  },
  errors: {
    ...userErrors('EntityNotExist.User'),
    ...loginProfileErrors('EntityAlreadyExists.User.LoginProfile', 'InvalidParameter.Password.TooWeak'),
  },
  examples: [
    {
      title: 'A first password, which the user replaces',
      request: { UserName: 'alice', Password: examplePassword, PasswordResetRequired: true },
      response: { LoginProfile: exampleLoginProfile },
    },
  ],
  seeAlso: ['GetPasswordPolicy', 'UpdateLoginProfile', 'DeleteLoginProfile'],
  differences: ['A password may have up to 128 characters of any script; the cloud takes 32 of ASCII.'],

  resolve: ({ UserName }, call) => addressedUser(UserName, call),

  async handle(input, { accountId, now, requester, users, loginProfiles }) {
    const user = await users.get(accountId, input.UserName);
    const demands = { resetRequired: input.PasswordResetRequired, mfaRequired: input.MFABindRequired };
    const { made, change } = await loginProfiles.create(user, input.Password, demands, now, requester);
    return effect(change, { LoginProfile: loginProfileAnswer(user, made) });
  },
});
