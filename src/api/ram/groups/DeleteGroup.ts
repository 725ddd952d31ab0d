import { effect } from '../../../spec/operation.js';
import { addressedGroup, groupResource } from '../addressed.js';
import { ram } from '../product.js';
import { groupErrors } from './errors.js';
import { groupName } from './fields.js';

export default ram.operation({
  action: 'DeleteGroup',
  summary: 'Deletes a group that has no members and no policies any more.',
  description:
    'The conflict that is reported is the first of: members, attached policies. Remove what it names and call again to learn of the other.',

  ram: { action: 'ram:DeleteGroup', access: 'delete', resource: groupResource },
  destructive: { loses: 'The group. A new one of the same name starts without members and policies.' },

  request: { GroupName: groupName },
  response: {},
  errors: groupErrors('EntityNotExist.Group', 'DeleteConflict.Group.User', 'DeleteConflict.Group.Policy'),
  examples: [{ title: 'Gone', request: { GroupName: 'developers' }, response: {} }],
  seeAlso: ['RemoveUserFromGroup', 'DetachPolicyFromGroup'],

  resolve: ({ GroupName }) => addressedGroup(GroupName),

  async handle({ GroupName }, { accountId, groups }) {
    return effect(await groups.delete(accountId, GroupName), {});
  },
});
