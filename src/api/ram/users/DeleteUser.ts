import { effect } from '../../../spec/operation.js';
import { addressedUser, userResource } from '../addressed.js';
import { ram } from '../product.js';
import { userErrors } from './errors.js';
import { userName } from './fields.js';

export default ram.operation({
  action: 'DeleteUser',
  summary: 'Deletes a user who has no access keys, policies, password and MFA device any more and is in no group.',
  description: `
    The conflict that is reported is the first of: access keys, attached policies, groups, login profile, MFA device. Remove what it
    names and call again to learn of the next. What the user made belongs to the account and stays.`,

  ram: { action: 'ram:DeleteUser', access: 'delete', resource: userResource },
  destructive: { loses: 'The user. Somebody new of the same name starts without keys, policies and groups.' },

  request: { UserName: userName },
  response: {},
  errors: userErrors(
    'EntityNotExist.User',
    'DeleteConflict.User.AccessKey',
    'DeleteConflict.User.Policy',
    'DeleteConflict.User.Group',
    'DeleteConflict.User.LoginProfile',
    'DeleteConflict.User.MFADevice',
  ),
  examples: [{ title: 'Gone', request: { UserName: 'alice' }, response: {} }],
  seeAlso: ['DeleteAccessKey', 'DetachPolicyFromUser', 'RemoveUserFromGroup', 'DeleteLoginProfile', 'UnbindMFADevice'],

  resolve: ({ UserName }, call) => addressedUser(UserName, call),

  async handle({ UserName }, { accountId, users }) {
    return effect(await users.delete(accountId, UserName), {});
  },
});
