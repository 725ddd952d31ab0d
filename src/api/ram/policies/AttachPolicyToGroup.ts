import { effect } from '../../../spec/operation.js';
import { addressedGroupAndPolicy, groupResource, policyResource } from '../addressed.js';
import { groupErrors } from '../groups/errors.js';
import { groupName } from '../groups/fields.js';
import { ram } from '../product.js';
import { policyErrors } from './errors.js';
import { policyName, policyType, resourceGroupId } from './fields.js';

export default ram.operation({
  action: 'AttachPolicyToGroup',
  summary: 'Gives the members of a group the permissions of a policy.',
  description: `
    It counts from the next request on, for the whole account or for the resources of one resource group. A policy can be attached with several scopes;
    a group has at most 20 attachments of system policies and 5 of custom policies.`,

  ram: { action: 'ram:AttachPolicyToGroup', access: 'update', resource: [groupResource, policyResource] },

  request: {
    GroupName: groupName,
    PolicyType: policyType,
    PolicyName: policyName,
    ResourceGroupId: resourceGroupId,
  },
  response: {},
  errors: {
    ...groupErrors('EntityNotExist.Group'),
    ...policyErrors('EntityNotExist.Policy', 'EntityAlreadyExists.Group.Policy', 'LimitExceeded.Group.Policy'),
  },
  examples: [
    {
      title: 'A system policy',
      request: { GroupName: 'developers', PolicyType: 'System', PolicyName: 'AliyunYundunCertReadOnlyAccess' },
      response: {},
    },
  ],
  seeAlso: ['DetachPolicyFromGroup', 'ListPoliciesForGroup', 'CreatePolicy'],
  differences: ['Whether a resource group of that id exists is not checked: there is no Resource Management here.'],

  resolve: (input, call) => addressedGroupAndPolicy(input, call),

  async handle(
    { GroupName, PolicyType, PolicyName, ResourceGroupId },
    { accountId, now, groups, policies, attachments },
  ) {
    const group = await groups.get(accountId, GroupName);
    const policy = await policies.get(accountId, PolicyType, PolicyName);
    return effect(await attachments.attach(policy, group, ResourceGroupId, now), {});
  },
});
