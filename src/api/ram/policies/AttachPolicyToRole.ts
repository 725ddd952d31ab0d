import { effect } from '../../../spec/operation.js';
import { addressedRoleAndPolicy, policyResource, roleResource } from '../addressed.js';
import { ram } from '../product.js';
import { roleErrors } from '../roles/errors.js';
import { roleName } from '../roles/fields.js';
import { policyErrors } from './errors.js';
import { policyName, policyType, resourceGroupId } from './fields.js';

export default ram.operation({
  action: 'AttachPolicyToRole',
  summary: 'Gives a role the permissions of a policy.',
  description: `
    It counts from the next request on, for the whole account or for the resources of one resource group. A policy can be attached with several scopes;
    a role has at most 20 attachments of system policies and 5 of custom policies.`,

  ram: { action: 'ram:AttachPolicyToRole', access: 'update', resource: [roleResource, policyResource] },

  request: {
    RoleName: roleName,
    PolicyType: policyType,
    PolicyName: policyName,
    ResourceGroupId: resourceGroupId,
  },
  response: {},
  errors: {
    ...roleErrors('EntityNotExist.Role'),
    ...policyErrors('EntityNotExist.Policy', 'EntityAlreadyExists.Role.Policy', 'LimitExceeded.Role.Policy'),
  },
  examples: [
    {
      title: 'A system policy',
      request: { RoleName: 'deploy', PolicyType: 'System', PolicyName: 'AliyunYundunCertReadOnlyAccess' },
      response: {},
    },
  ],
  seeAlso: ['DetachPolicyFromRole', 'ListPoliciesForRole', 'CreatePolicy'],
  differences: ['Whether a resource group of that id exists is not checked: there is no Resource Management here.'],

  resolve: (input, call) => addressedRoleAndPolicy(input, call),

  async handle(
    { RoleName, PolicyType, PolicyName, ResourceGroupId },
    { accountId, now, roles, policies, attachments },
  ) {
    const role = await roles.get(accountId, RoleName);
    const policy = await policies.get(accountId, PolicyType, PolicyName);
    return effect(await attachments.attach(policy, role, ResourceGroupId, now), {});
  },
});
