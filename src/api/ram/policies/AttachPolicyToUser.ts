import { effect } from '../../../spec/operation.js';
import { addressedUserAndPolicy, policyResource, userResource } from '../addressed.js';
import { ram } from '../product.js';
import { userErrors } from '../users/errors.js';
import { userName } from '../users/fields.js';
import { policyErrors } from './errors.js';
import { policyName, policyType, resourceGroupId } from './fields.js';

export default ram.operation({
  action: 'AttachPolicyToUser',
  summary: 'Gives a user the permissions of a policy.',
  description: `
    The permissions count from the next request on, for the whole account or for the resources of one resource group. A policy can be attached with several scopes;
    a user has at most 20 attachments of system policies and 10 of custom policies.`,

  ram: { action: 'ram:AttachPolicyToUser', access: 'update', resource: [userResource, policyResource] },

  request: {
    UserName: userName,
    PolicyType: policyType,
    PolicyName: policyName,
    ResourceGroupId: resourceGroupId,
  },
  response: {},
  errors: {
    ...userErrors('EntityNotExist.User'),
    ...policyErrors('EntityNotExist.Policy', 'EntityAlreadyExists.User.Policy', 'LimitExceeded.User.Policy'),
  },
  examples: [
    {
      title: 'A system policy',
      request: { UserName: 'alice', PolicyType: 'System', PolicyName: 'AliyunYundunCertReadOnlyAccess' },
      response: {},
    },
  ],
  seeAlso: ['DetachPolicyFromUser', 'ListPoliciesForUser', 'CreatePolicy'],
  differences: ['Whether a resource group of that id exists is not checked: there is no Resource Management here.'],

  resolve: (input, call) => addressedUserAndPolicy(input, call),

  async handle(
    { UserName, PolicyType, PolicyName, ResourceGroupId },
    { accountId, now, users, policies, attachments },
  ) {
    const user = await users.get(accountId, UserName);
    const policy = await policies.get(accountId, PolicyType, PolicyName);
    return effect(await attachments.attach(policy, user, ResourceGroupId, now), {});
  },
});
