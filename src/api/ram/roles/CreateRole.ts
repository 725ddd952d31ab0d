import { object } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { policyErrors } from '../policies/errors.js';
import { ram } from '../product.js';
import { tagErrors } from '../tags/errors.js';
import { givenTags, newTags } from '../tags/fields.js';
import { roleErrors } from './errors.js';
import { freeRoleName, maxSessionDuration, roleDescription, trustPolicy } from './fields.js';
import { createdRoleAnswer, createdRoleMembers, exampleRole, exampleTrustPolicy } from './role-answer.js';

export default ram.operation({
  action: 'CreateRole',
  summary: 'Makes a role, which has no permissions yet.',
  description: `
    The trust policy says who may assume the role: accounts, users and roles (\`RAM\`), cloud services (\`Service\`) or identity providers
    (\`Federated\`), with conditions. It is kept as it was given, byte for byte. Names of roles are unique within the account without regard
    to case. AttachPolicyToRole gives the role permissions. An account has at most 1,000 roles.`,

  ram: { action: 'ram:CreateRole', access: 'create', resource: 'acs:ram:*:{account}:role/*' },

  request: {
    RoleName: freeRoleName,
    AssumeRolePolicyDocument: trustPolicy,
    Description: roleDescription,
    MaxSessionDuration: maxSessionDuration,
    Tag: newTags,
  },
  requestTags: 'Tag',
  response: {
    Role: object(createdRoleMembers, { required: true, about: 'The new role.' }),
  },
  errors: {
    ...policyErrors('MalformedPolicyDocument'),
    ...roleErrors('EntityAlreadyExists.Role', 'LimitExceeded.Role'),
    ...tagErrors('InvalidParameter.Tag'),
  },
  examples: [
    {
      title: 'A role for the users and roles of an account',
      request: { RoleName: 'deploy', Description: 'Deployments', AssumeRolePolicyDocument: exampleTrustPolicy },
      response: { Role: exampleRole },
    },
  ],
  seeAlso: ['AttachPolicyToRole', 'UpdateRole', 'GetRole'],

  async handle(input, { accountId, now, roles, fail }) {
    const { RoleName, AssumeRolePolicyDocument, Description = '', MaxSessionDuration, Tag = [] } = input;
    const tags = givenTags(Tag, fail);
    const details = {
      description: Description,
      trustPolicy: AssumeRolePolicyDocument,
      maxSessionSeconds: MaxSessionDuration,
    };
    const { made, change } = await roles.createTagged(accountId, RoleName, details, tags, now);
    return effect(change, { Role: createdRoleAnswer(made) });
  },
});
