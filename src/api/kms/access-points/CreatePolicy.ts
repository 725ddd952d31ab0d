import { SHARED_SCOPE } from '../../../kms/access-points/policies.js';
import { string } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { description, newName } from '../names.js';
import { kms } from '../product.js';
import { resourceExists } from './errors.js';
import {
  accessControl,
  accessControlRules,
  permissions,
  permissionTemplates,
  policyAnswer,
  policyFields,
  resources,
} from './policy-fields.js';

export default kms.operation({
  action: 'CreatePolicy',
  summary: 'Creates a permission policy for application access points.',
  description: `
    A policy says which keys and secrets an application may use, through which gateway and from where. It has an effect once
    an access point is bound to it. It is not a RAM policy; those are made by the operation of the same name in RAM.`,

  ram: { action: 'kms:CreatePolicy', access: 'create', resource: 'acs:kms:{region}:{account}:policy/{Name}' },

  request: {
    Name: newName('The name of the policy, unique in the account.', 'policy_test'),
    KmsInstance: string({
      minLength: 1,
      maxLength: 64,
      pattern: /shared|kst-[A-Za-z0-9-]+/,
      default: SHARED_SCOPE,
      about: 'The scope: the id of an instance, or `shared` for the shared gateway.',
      example: 'kst-hzz634e67d126u9p90001',
    }),
    Permissions: permissions({ required: true }, 1),
    Resources: resources({ required: true }, 1),
    AccessControlRules: accessControlRules(),
    Description: description('What the policy is for.', 'policy description'),
  },
  response: policyFields(
    string({
      required: true,
      about: 'The permissions, as a JSON array without blanks.',
      example: '["RbacPermission/Template/CryptoServiceKeyUser"]',
    }),
    string({
      required: true,
      about: 'The resources, as a JSON array without blanks.',
      example: '["key/key-hzz63d9c8d3dfv8cv0001"]',
    }),
  ),
  errors: { ...resourceExists },
  examples: [
    {
      title: 'One secret over the shared gateway, from one network',
      request: {
        Name: 'policy_test',
        KmsInstance: 'shared',
        Permissions: '["RbacPermission/Template/CryptoServiceSecretUser"]',
        Resources: '["secret/acs/ram/user/ram-secret"]',
        AccessControlRules: '{"NetworkRules":["networkrule_test"]}',
      },
      response: {
        Arn: 'acs:kms:cn-hangzhou:1000000000000001:policy/policy_test',
        Name: 'policy_test',
        KmsInstance: 'shared',
        Permissions: '["RbacPermission/Template/CryptoServiceSecretUser"]',
        Resources: '["secret/acs/ram/user/ram-secret"]',
        AccessControlRules: '{"NetworkRules":["networkrule_test"]}',
        Description: '',
      },
    },
  ],
  seeAlso: ['CreateApplicationAccessPoint', 'CreateNetworkRule'],
  differences: [
    'Permissions and Resources are answered without the blanks that the request may have had.',
    'RbacPermission/Template/SecretUser is the assumed wire name of the SecretUser permission of the console.',
  ],

  async handle(input, { accountId, region, now, policies }) {
    const { Name, KmsInstance, Permissions, Resources, AccessControlRules, Description = '' } = input;
    const policy = {
      name: Name,
      scope: KmsInstance,
      permissions: permissionTemplates(Permissions.value),
      resources: Resources.value,
      accessControl: AccessControlRules && accessControl(AccessControlRules),
      description: Description,
      createdAt: now,
    };
    return effect(
      policies.create(accountId, policy),
      policyAnswer(policy, { region, accountId }, entries => JSON.stringify(entries)),
    );
  },
});
