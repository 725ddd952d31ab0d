import { effect } from '../../../spec/operation.js';
import { addressedUserAndPolicy, policyResource, userResource } from '../addressed.js';
import { ram } from '../product.js';
import { userErrors } from '../users/errors.js';
import { userName } from '../users/fields.js';
import { policyErrors } from './errors.js';
import { policyName, policyType, resourceGroupId } from './fields.js';

export default ram.operation({
  action: 'DetachPolicyFromUser',
  summary: 'Takes the permissions of a policy from a user.',
  description:
    'The permissions end with the next request. The scope has to be the one that the policy was attached with.',

  ram: { action: 'ram:DetachPolicyFromUser', access: 'update', resource: [userResource, policyResource] },
  destructive: {
    loses:
      'What the policy allows, from the next request of the user on, until AttachPolicyToUser gives it back. If the policy denies something, the denial ends.',
  },

  request: {
    UserName: userName,
    PolicyType: policyType,
    PolicyName: policyName,
    ResourceGroupId: resourceGroupId,
  },
  response: {},
  errors: {
    ...userErrors('EntityNotExist.User'),
    ...policyErrors('EntityNotExist.Policy', 'EntityNotExist.User.Policy'),
  },
  examples: [
    {
      title: 'A custom policy',
      request: { UserName: 'alice', PolicyType: 'Custom', PolicyName: 'Read-Certificates' },
      response: {},
    },
  ],
  seeAlso: ['AttachPolicyToUser'],

  resolve: (input, call) => addressedUserAndPolicy(input, call),

  async handle({ UserName, PolicyType, PolicyName, ResourceGroupId }, { accountId, users, policies, attachments }) {
    const user = await users.get(accountId, UserName);
    const policy = await policies.get(accountId, PolicyType, PolicyName);
    return effect(attachments.detach(policy, user, ResourceGroupId), {});
  },
});
