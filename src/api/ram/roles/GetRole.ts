import { object } from '../../../spec/field.js';
import { addressedRole, roleResource } from '../addressed.js';
import { ram } from '../product.js';
import { roleErrors } from './errors.js';
import { roleName } from './fields.js';
import { exampleRole, roleAnswer, roleMembers } from './role-answer.js';

export default ram.operation({
  action: 'GetRole',
  summary: 'Tells what is known of a role, its trust policy included.',

  ram: { action: 'ram:GetRole', access: 'get', resource: roleResource },

  request: { RoleName: roleName },
  response: {
    Role: object(roleMembers, { required: true, about: 'The role.' }),
  },
  errors: roleErrors('EntityNotExist.Role'),
  examples: [
    {
      title: 'A role that was changed once',
      request: { RoleName: 'deploy' },
      response: { Role: { ...exampleRole, UpdateDate: '2026-02-11T03:15:21Z' } },
    },
  ],
  seeAlso: ['ListRoles', 'ListPoliciesForRole'],

  resolve: ({ RoleName }, call) => addressedRole(RoleName, call),

  async handle({ RoleName }, { accountId, roles }) {
    return { Role: roleAnswer(await roles.get(accountId, RoleName)) };
  },
});
