import { effect } from '../../../spec/operation.js';
import { nameOf } from '../names.js';
import { kms } from '../product.js';
import { resourceNotFound } from './errors.js';

export default kms.operation({
  action: 'DeletePolicy',
  summary: 'Deletes a permission policy.',
  description: `
    A policy can be deleted while access points are bound to it: they lose at once what it granted. Its name stays in them and grants nothing,
    until there is a policy of that name again.`,

  ram: { action: 'kms:DeletePolicy', access: 'delete', resource: 'acs:kms:{region}:{account}:policy/{Name}' },
  destructive: { loses: 'The policy. Access points that are bound to it lose at once what it granted.' },

  request: { Name: nameOf('kms.policy', 'The name of the policy.', 'policy_test') },
  response: {},
  errors: { ...resourceNotFound },
  examples: [{ title: 'A policy nobody needs', request: { Name: 'policy_test' }, response: {} }],
  seeAlso: ['CreatePolicy'],

  async handle({ Name }, { accountId, policies }) {
    return effect(policies.delete(accountId, Name), {});
  },
});
