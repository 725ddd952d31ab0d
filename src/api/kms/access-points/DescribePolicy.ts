import { list, string } from '../../../spec/field.js';
import { nameOf } from '../names.js';
import { kms } from '../product.js';
import { resourceNotFound } from './errors.js';
import { wirePermissions } from './policy-fields.js';

export default kms.operation({
  action: 'DescribePolicy',
  summary: 'Returns a permission policy.',

  ram: { action: 'kms:DescribePolicy', access: 'get', resource: 'acs:kms:{region}:{account}:policy/{Name}' },

  request: { Name: nameOf('kms.policy', 'The name of the policy.', 'policy_test') },
  response: {
    Arn: string({
      required: true,
      about: 'The ARN of the policy.',
      example: 'acs:kms:cn-hangzhou:1000000000000001:policy/policy_test',
    }),
    Name: string({ required: true, about: 'The name of the policy.', example: 'policy_test' }),
    KmsInstance: string({ required: true, about: 'The scope.', example: 'kst-hzz634e67d126u9p90001' }),
    Permissions: list(string({ example: 'RbacPermission/Template/CryptoServiceKeyUser' }), {
      required: true,
      about: 'The permissions. An array here, unlike in the answer of CreatePolicy.',
    }),
    Resources: list(string({ example: 'key/key-hzz63d9c8d3dfv8cv0001' }), {
      required: true,
      about: 'The resources. An array here, unlike in the answer of CreatePolicy.',
    }),
    AccessControlRules: string({
      about: 'The network rules, exactly as they were given; absent if none were.',
      example: '{"NetworkRules":["networkrule_test"]}',
    }),
    Description: string({ required: true, about: 'What the policy is for.', example: 'policy description' }),
  },
  errors: { ...resourceNotFound },
  examples: [
    {
      title: 'A policy for one secret',
      request: { Name: 'policy_test' },
      response: {
        Arn: 'acs:kms:cn-hangzhou:1000000000000001:policy/policy_test',
        Name: 'policy_test',
        KmsInstance: 'shared',
        Permissions: ['RbacPermission/Template/CryptoServiceSecretUser'],
        Resources: ['secret/acs/ram/user/ram-secret'],
        AccessControlRules: '{"NetworkRules":["networkrule_test"]}',
        Description: '',
      },
    },
  ],
  seeAlso: ['ListPolicies'],

  async handle({ Name }, { accountId, region, policies }) {
    const policy = await policies.get(accountId, Name);
    return {
      Arn: `acs:kms:${region}:${accountId}:policy/${Name}`,
      Name,
      KmsInstance: policy.scope,
      Permissions: wirePermissions(policy.permissions),
      Resources: policy.resources,
      AccessControlRules: policy.accessControl?.asReceived,
      Description: policy.description,
    };
  },
});
