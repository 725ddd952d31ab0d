import { effect } from '../../../spec/operation.js';
import { addressedRoleAndPolicy, policyResource, roleResource } from '../addressed.js';
import { ram } from '../product.js';
import { roleErrors } from '../roles/errors.js';
import { roleName } from '../roles/fields.js';
import { policyErrors } from './errors.js';
import { policyName, policyType, resourceGroupId } from './fields.js';

export default ram.operation({
  action: 'DetachPolicyFromRole',
  summary: 'Takes the permissions of a policy from a role.',
  description: 'It counts from the next request on. The scope has to be the one that the policy was attached with.',

  ram: { action: 'ram:DetachPolicyFromRole', access: 'update', resource: [roleResource, policyResource] },
  destructive: {
    loses:
      'What the policy allows, from the next request of a session of the role on, until AttachPolicyToRole gives it back. If the policy denies something, the denial ends.',
  },

  request: {
    RoleName: roleName,
    PolicyType: policyType,
    PolicyName: policyName,
    ResourceGroupId: resourceGroupId,
  },
  response: {},
  errors: {
    ...roleErrors('EntityNotExist.Role'),
    ...policyErrors('EntityNotExist.Policy', 'EntityNotExist.Role.Policy'),
  },
  examples: [
    {
      title: 'A custom policy',
      request: { RoleName: 'deploy', PolicyType: 'Custom', PolicyName: 'Read-Certificates' },
      response: {},
    },
  ],
  seeAlso: ['AttachPolicyToRole'],

  resolve: (input, call) => addressedRoleAndPolicy(input, call),

  async handle({ RoleName, PolicyType, PolicyName, ResourceGroupId }, { accountId, roles, policies, attachments }) {
    const role = await roles.get(accountId, RoleName);
    const policy = await policies.get(accountId, PolicyType, PolicyName);
    return effect(attachments.detach(policy, role, ResourceGroupId), {});
  },
});
