import { effect } from '../../../spec/operation.js';
import { addressedRole, roleResource } from '../addressed.js';
import { policyErrors } from '../policies/errors.js';
import { ram } from '../product.js';
import { roleErrors } from './errors.js';
import { roleName } from './fields.js';

export default ram.operation({
  action: 'DeleteRole',
  summary: 'Deletes a role that has no policies any more.',
  description: 'Its tags go with it.',

  ram: { action: 'ram:DeleteRole', access: 'delete', resource: roleResource },
  destructive: {
    loses: 'The role, its trust policy and its tags. A new one of the same name starts without policies.',
  },

  request: { RoleName: roleName },
  response: {},
  errors: { ...roleErrors('EntityNotExist.Role'), ...policyErrors('DeleteConflict.Role.Policy') },
  examples: [{ title: 'Gone', request: { RoleName: 'deploy' }, response: {} }],
  seeAlso: ['DetachPolicyFromRole', 'ListPoliciesForRole'],

  resolve: ({ RoleName }, call) => addressedRole(RoleName, call),

  async handle({ RoleName }, { accountId, roles }) {
    return effect(await roles.delete(accountId, RoleName), {});
  },
});
