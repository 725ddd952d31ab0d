import { object } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { addressedRole, roleResource } from '../addressed.js';
import { policyErrors } from '../policies/errors.js';
import { ram } from '../product.js';
import { roleErrors } from './errors.js';
import { newMaxSessionDuration, newTrustPolicy, roleDescription, roleName } from './fields.js';
import { exampleRole, roleAnswer, roleMembers } from './role-answer.js';

export default ram.operation({
  action: 'UpdateRole',
  summary: 'Changes the trust policy, the description or the longest session of a role.',
  description: 'What is left out stays as it is; a description that is given empty is removed. A role keeps its name.',

  ram: { action: 'ram:UpdateRole', access: 'update', resource: roleResource },

  request: {
    RoleName: roleName,
    NewAssumeRolePolicyDocument: newTrustPolicy,
    NewDescription: roleDescription,
    NewMaxSessionDuration: newMaxSessionDuration,
  },
  response: {
    Role: object(roleMembers, { required: true, about: 'The role as it is now.' }),
  },
  errors: { ...roleErrors('EntityNotExist.Role'), ...policyErrors('MalformedPolicyDocument') },
  examples: [
    {
      title: 'Longer sessions',
      request: { RoleName: 'deploy', NewMaxSessionDuration: 7200 },
      response: { Role: { ...exampleRole, MaxSessionDuration: 7200, UpdateDate: '2026-02-11T03:15:21Z' } },
    },
  ],
  seeAlso: ['GetRole', 'CreateRole'],

  resolve: ({ RoleName }, call) => addressedRole(RoleName, call),

  async handle(input, { accountId, now, roles }) {
    const changes = {
      trustPolicy: input.NewAssumeRolePolicyDocument,
      description: input.NewDescription,
      maxSessionSeconds: input.NewMaxSessionDuration,
    };
    const { updated, change } = await roles.change(accountId, input.RoleName, changes, now);
    return effect(change, { Role: roleAnswer(updated) });
  },
});
