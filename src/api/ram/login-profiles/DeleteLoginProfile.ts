import { effect } from '../../../spec/operation.js';
import { addressedUser, userResource } from '../addressed.js';
import { ram } from '../product.js';
import { userErrors } from '../users/errors.js';
import { loginProfileErrors } from './errors.js';
import { signingInUserName } from './fields.js';

export default ram.operation({
  action: 'DeleteLoginProfile',
  summary: 'Takes the password of a user away, so that it cannot sign in any more.',

  ram: { action: 'ram:DeleteLoginProfile', access: 'delete', resource: userResource },
  destructive: { loses: 'The password, and with it the sign-in of the user. Its AccessKeys go on.' },

  request: { UserName: signingInUserName },
  response: {},
  errors: {
    ...userErrors('EntityNotExist.User'),
    ...loginProfileErrors('EntityNotExist.User.LoginProfile'),
  },
  examples: [{ title: 'No more signing in', request: { UserName: 'alice' }, response: {} }],
  seeAlso: ['CreateLoginProfile'],

  resolve: ({ UserName }, call) => addressedUser(UserName, call),

  async handle({ UserName }, { accountId, users, loginProfiles }) {
    return effect(await loginProfiles.delete(await users.get(accountId, UserName)), {});
  },
});
