import { list, object } from '../../../spec/field.js';
import { utcTime } from '../../../text/utc-time.js';
import { addressedGroup, groupResource } from '../addressed.js';
import { groupErrors } from '../groups/errors.js';
import { groupName } from '../groups/fields.js';
import { ram } from '../product.js';
import { attachDate, examplePolicy, policyAnswer, policyMembers } from './policy-answer.js';

export default ram.operation({
  action: 'ListPoliciesForGroup',
  summary: 'Lists the policies attached to a group, the oldest attachment first.',
  description: 'Each policy is listed once, in whatever scopes it is attached. This list has no pages.',

  ram: { action: 'ram:ListPoliciesForGroup', access: 'list', resource: groupResource },

  request: { GroupName: groupName },
  response: {
    Policies: object(
      {
        Policy: list(object({ ...policyMembers, AttachDate: attachDate }, { about: 'One policy.' }), {
          required: true,
          about: 'The policies.',
        }),
      },
      { required: true, about: 'All policies of the group.' },
    ),
  },
  errors: groupErrors('EntityNotExist.Group'),
  examples: [
    {
      title: 'One policy',
      request: { GroupName: 'developers' },
      response: { Policies: { Policy: [{ ...examplePolicy, AttachDate: '2026-02-12T07:02:13Z' }] } },
    },
  ],
  seeAlso: ['AttachPolicyToGroup', 'ListEntitiesForPolicy'],

  resolve: ({ GroupName }) => addressedGroup(GroupName),

  async handle({ GroupName }, { accountId, groups, attachments }) {
    const group = await groups.get(accountId, GroupName);
    const attached = await attachments.policiesOf(group);
    return {
      Policies: {
        Policy: attached.map(({ policy, attachedAt }) => ({
          ...policyAnswer(policy),
          AttachDate: utcTime(attachedAt),
        })),
      },
    };
  },
});
