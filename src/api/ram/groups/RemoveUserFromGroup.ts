import { effect } from '../../../spec/operation.js';
import { addressedUserAndGroup, groupResource, userResource } from '../addressed.js';
import { ram } from '../product.js';
import { userErrors } from '../users/errors.js';
import { userName } from '../users/fields.js';
import { groupErrors } from './errors.js';
import { groupName } from './fields.js';

export default ram.operation({
  action: 'RemoveUserFromGroup',
  summary: 'Takes a user out of a group.',
  description: 'It counts from the next request of the user on.',

  ram: { action: 'ram:RemoveUserFromGroup', access: 'update', resource: [userResource, groupResource] },
  destructive: {
    loses:
      'What the policies of the group allow the user, from its next request on, until AddUserToGroup gives it back. What they deny, they no longer deny to the user.',
  },

  request: { UserName: userName, GroupName: groupName },
  response: {},
  errors: {
    ...userErrors('EntityNotExist.User'),
    ...groupErrors('EntityNotExist.Group', 'EntityNotExist.User.Group'),
  },
  examples: [{ title: 'No longer a member', request: { UserName: 'alice', GroupName: 'developers' }, response: {} }],
  seeAlso: ['AddUserToGroup'],

  resolve: input => addressedUserAndGroup(input),

  async handle({ UserName, GroupName }, { accountId, users, groups, memberships }) {
    const user = await users.get(accountId, UserName);
    const group = await groups.get(accountId, GroupName);
    return effect(memberships.remove(user, group), {});
  },
});
