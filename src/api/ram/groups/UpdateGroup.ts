import { object } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { addressedGroup, groupResource } from '../addressed.js';
import { ram } from '../product.js';
import { groupErrors } from './errors.js';
import { groupComments, groupName, newGroupName } from './fields.js';
import { exampleGroup, groupAnswer, groupMembers } from './group-answer.js';

export default ram.operation({
  action: 'UpdateGroup',
  summary: 'Changes the name or the remark of a group.',
  description: `
    What is left out stays as it is; a remark that is given empty is removed. A group that gets another name keeps its id, its members and
    its policies, but policies that name the group in an ARN do not follow.`,

  ram: { action: 'ram:UpdateGroup', access: 'update', resource: groupResource },

  request: { GroupName: groupName, NewGroupName: newGroupName, NewComments: groupComments },
  response: {
    Group: object(groupMembers, { required: true, about: 'The group as it is now.' }),
  },
  errors: groupErrors('EntityNotExist.Group', 'EntityAlreadyExists.Group'),
  examples: [
    {
      title: 'Another name',
      request: { GroupName: 'developers', NewGroupName: 'engineers' },
      response: { Group: { ...exampleGroup, GroupName: 'engineers', UpdateDate: '2026-02-11T03:15:21Z' } },
    },
  ],
  seeAlso: ['GetGroup', 'CreateGroup'],

  resolve: ({ GroupName }) => addressedGroup(GroupName),

  async handle({ GroupName, NewGroupName, NewComments }, { accountId, now, groups }) {
    const changes = { name: NewGroupName, comments: NewComments };
    const { updated, change } = await groups.update(accountId, GroupName, changes, now);
    return effect(change, { Group: groupAnswer(updated) });
  },
});
