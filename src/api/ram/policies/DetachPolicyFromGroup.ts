import { effect } from '../../../spec/operation.js';
import { addressedGroupAndPolicy, groupResource, policyResource } from '../addressed.js';
import { groupErrors } from '../groups/errors.js';
import { groupName } from '../groups/fields.js';
import { ram } from '../product.js';
import { policyErrors } from './errors.js';
import { policyName, policyType, resourceGroupId } from './fields.js';

export default ram.operation({
  action: 'DetachPolicyFromGroup',
  summary: 'Takes the permissions of a policy from the members of a group.',
  description: 'It counts from the next request on. The scope has to be the one that the policy was attached with.',

  ram: { action: 'ram:DetachPolicyFromGroup', access: 'update', resource: [groupResource, policyResource] },
  destructive: {
    loses:
      'What the policy allows, from the next request of a member on, until AttachPolicyToGroup gives it back. If the policy denies something, the denial ends.',
  },

  request: {
    GroupName: groupName,
    PolicyType: policyType,
    PolicyName: policyName,
    ResourceGroupId: resourceGroupId,
  },
  response: {},
  errors: {
    ...groupErrors('EntityNotExist.Group'),
    ...policyErrors('EntityNotExist.Policy', 'EntityNotExist.Group.Policy'),
  },
  examples: [
    {
      title: 'A custom policy',
      request: { GroupName: 'developers', PolicyType: 'Custom', PolicyName: 'Read-Certificates' },
      response: {},
    },
  ],
  seeAlso: ['AttachPolicyToGroup'],

  resolve: (input, call) => addressedGroupAndPolicy(input, call),

  async handle({ GroupName, PolicyType, PolicyName, ResourceGroupId }, { accountId, groups, policies, attachments }) {
    const group = await groups.get(accountId, GroupName);
    const policy = await policies.get(accountId, PolicyType, PolicyName);
    return effect(attachments.detach(policy, group, ResourceGroupId), {});
  },
});
