import { effect } from '../../../spec/operation.js';
import { description, nameOf } from '../names.js';
import { kms } from '../product.js';
import { resourceNotFound } from './errors.js';
import { accessControl, accessControlRules, permissions, permissionTemplates, resources } from './policy-fields.js';

export default kms.operation({
  action: 'UpdatePolicy',
  summary: 'Changes permissions, resources, network rules or description of a permission policy.',
  description: `
    Applies at once to every access point that is bound to the policy. A parameter that is left out stays as it is; an empty
    array takes all of its entries away. Name and scope cannot be changed.`,

  ram: { action: 'kms:UpdatePolicy', access: 'update', resource: 'acs:kms:{region}:{account}:policy/{Name}' },

  request: {
    Name: nameOf('kms.policy', 'The name of the policy.', 'policy_test'),
    Permissions: permissions({}, 0),
    Resources: resources({}, 0),
    AccessControlRules: accessControlRules(),
    Description: description('What the policy is for.', 'policy description'),
  },
  response: {},
  errors: { ...resourceNotFound },
  examples: [
    {
      title: 'Other resources',
      request: { Name: 'policy_test', Resources: '["secret/*"]' },
      response: {},
    },
  ],
  seeAlso: ['DescribePolicy'],

  async handle(input, { accountId, now, policies }) {
    const { Name, Permissions, Resources, AccessControlRules, Description } = input;
    const update = {
      permissions: Permissions && permissionTemplates(Permissions.value),
      resources: Resources?.value,
      accessControl: AccessControlRules && accessControl(AccessControlRules),
      description: Description,
    };
    return effect(policies.update(accountId, Name, update, now), {});
  },
});
