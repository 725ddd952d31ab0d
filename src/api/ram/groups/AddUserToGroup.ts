import { effect } from '../../../spec/operation.js';
import { addressedUserAndGroup, groupResource, userResource } from '../addressed.js';
import { ram } from '../product.js';
import { userErrors } from '../users/errors.js';
import { userName } from '../users/fields.js';
import { groupErrors } from './errors.js';
import { groupName } from './fields.js';

export default ram.operation({
  action: 'AddUserToGroup',
  summary: 'Makes a user a member of a group.',
  description: `
    From the next request on the user has the permissions of the group beside its own, and what a policy of the group denies is denied to
    the user. A user is in at most 5 groups.`,

  ram: { action: 'ram:AddUserToGroup', access: 'update', resource: [userResource, groupResource] },

  request: { UserName: userName, GroupName: groupName },
  response: {},
  errors: {
    ...userErrors('EntityNotExist.User'),
    ...groupErrors('EntityNotExist.Group', 'EntityAlreadyExists.User.Group', 'LimitExceeded.User.Group'),
  },
  examples: [{ title: 'A new member', request: { UserName: 'alice', GroupName: 'developers' }, response: {} }],
  seeAlso: ['RemoveUserFromGroup', 'ListGroupsForUser', 'ListUsersForGroup'],

  resolve: input => addressedUserAndGroup(input),

  async handle({ UserName, GroupName }, { accountId, now, users, groups, memberships }) {
    const user = await users.get(accountId, UserName);
    const group = await groups.get(accountId, GroupName);
    return effect(await memberships.add(user, group, now), {});
  },
});
