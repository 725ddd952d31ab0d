import { object } from '../../../spec/field.js';
import { addressedGroup, groupResource } from '../addressed.js';
import { ram } from '../product.js';
import { groupErrors } from './errors.js';
import { groupName } from './fields.js';
import { exampleGroup, groupAnswer, groupMembers } from './group-answer.js';

export default ram.operation({
  action: 'GetGroup',
  summary: 'Tells what is known of a group.',

  ram: { action: 'ram:GetGroup', access: 'get', resource: groupResource },

  request: { GroupName: groupName },
  response: {
    Group: object(groupMembers, { required: true, about: 'The group.' }),
  },
  errors: groupErrors('EntityNotExist.Group'),
  examples: [
    {
      title: 'A group that was changed once',
      request: { GroupName: 'developers' },
      response: { Group: { ...exampleGroup, UpdateDate: '2026-02-11T03:15:21Z' } },
    },
  ],
  seeAlso: ['ListGroups', 'ListUsersForGroup', 'ListPoliciesForGroup'],

  resolve: ({ GroupName }) => addressedGroup(GroupName),

  async handle({ GroupName }, { accountId, groups }) {
    return { Group: groupAnswer(await groups.get(accountId, GroupName)) };
  },
});
