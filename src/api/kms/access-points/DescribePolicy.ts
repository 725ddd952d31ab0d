import { list, string } from '../../../spec/field.js';
import { nameOf } from '../names.js';
import { kms } from '../product.js';
import { resourceNotFound } from './errors.js';
import { policyAnswer, policyFields } from './policy-fields.js';

export default kms.operation({
  action: 'DescribePolicy',
  summary: 'Returns a permission policy.',

  ram: { action: 'kms:DescribePolicy', access: 'get', resource: 'acs:kms:{region}:{account}:policy/{Name}' },

  request: { Name: nameOf('kms.policy', 'The name of the policy.', 'policy_test') },
  response: policyFields(
    list(string({ example: 'RbacPermission/Template/CryptoServiceKeyUser' }), {
      required: true,
      about: 'The permissions. An array here, unlike in the answer of CreatePolicy.',
    }),
    list(string({ example: 'key/key-hzz63d9c8d3dfv8cv0001' }), {
      required: true,
      about: 'The resources. An array here, unlike in the answer of CreatePolicy.',
    }),
  ),
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
    return policyAnswer(await policies.get(accountId, Name), { region, accountId }, entries => entries);
  },
});
