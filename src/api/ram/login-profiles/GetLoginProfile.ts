import { object } from '../../../spec/field.js';
import { addressedUser, userResource } from '../addressed.js';
import { ram } from '../product.js';
import { userErrors } from '../users/errors.js';
import { loginProfileErrors } from './errors.js';
import { exampleLoginProfile, loginProfileAnswer, loginProfileMembers, signingInUserName } from './fields.js';

export default ram.operation({
  action: 'GetLoginProfile',
  summary: 'Tells whether and how a user signs in.',

  ram: { action: 'ram:GetLoginProfile', access: 'get', resource: userResource },

  request: { UserName: signingInUserName },
  response: {
    LoginProfile: object(loginProfileMembers, { required: true, about: 'The profile.' }),
  },
  errors: {
    ...userErrors('EntityNotExist.User'),
    ...loginProfileErrors('EntityNotExist.User.LoginProfile'),
  },
  examples: [
    {
      title: 'A user with a first password',
      request: { UserName: 'alice' },
      response: { LoginProfile: exampleLoginProfile },
    },
  ],
  seeAlso: ['UpdateLoginProfile', 'GetUserMFAInfo'],

  resolve: ({ UserName }, call) => addressedUser(UserName, call),

  async handle({ UserName }, { accountId, users, loginProfiles }) {
    const user = await users.get(accountId, UserName);
    return { LoginProfile: loginProfileAnswer(user, await loginProfiles.get(user)) };
  },
});
