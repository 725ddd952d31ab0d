import { object } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { ram } from '../product.js';
import { groupErrors } from './errors.js';
import { freeGroupName, groupComments } from './fields.js';
import { createdGroupAnswer, createdGroupMembers, exampleGroup } from './group-answer.js';

export default ram.operation({
  action: 'CreateGroup',
  summary: 'Makes a group, which has no members and no permissions yet.',
  description: `
    Names of groups are unique within the account without regard to case; the case given is kept. AddUserToGroup gives it members,
    AttachPolicyToGroup gives them permissions. An account has at most 50 groups.`,

  ram: { action: 'ram:CreateGroup', access: 'create', resource: 'acs:ram:*:{account}:group/*' },

  request: { GroupName: freeGroupName, Comments: groupComments },
  response: {
    Group: object(createdGroupMembers, { required: true, about: 'The new group.' }),
  },
  errors: groupErrors('EntityAlreadyExists.Group', 'LimitExceeded.Group'),
  examples: [
    {
      title: 'A group for developers',
      request: { GroupName: 'developers', Comments: 'Everybody who writes code' },
      response: { Group: exampleGroup },
    },
  ],
  seeAlso: ['AddUserToGroup', 'AttachPolicyToGroup', 'UpdateGroup'],

  async handle({ GroupName, Comments = '' }, { accountId, now, groups }) {
    const { made, change } = await groups.create(accountId, GroupName, { comments: Comments }, now);
    return effect(change, { Group: createdGroupAnswer(made) });
  },
});
