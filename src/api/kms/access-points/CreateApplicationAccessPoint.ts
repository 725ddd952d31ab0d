import { oneOf, string } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { description, newName } from '../names.js';
import { kms } from '../product.js';
import { resourceExists } from './errors.js';
import { boundPolicies } from './policy-fields.js';

export default kms.operation({
  action: 'CreateApplicationAccessPoint',
  summary: 'Creates an application access point: an application that has client keys and what its policies grant.',

  ram: {
    action: 'kms:CreateApplicationAccessPoint',
    access: 'create',
    resource: 'acs:kms:{region}:{account}:applicationaccesspoint/{Name}',
  },

  request: {
    Name: newName('The name of the access point, unique in the account.', 'aap_test'),
    AuthenticationMethod: oneOf(['ClientKey'], {
      default: 'ClientKey',
      about: 'How the application proves itself.',
      example: 'ClientKey',
    }),
    Policies: boundPolicies({ required: true }),
    Description: description('What the application is.', 'aap description'),
  },
  response: {
    Arn: string({
      required: true,
      about: 'The ARN of the access point.',
      example: 'acs:kms:cn-hangzhou:1000000000000001:applicationaccesspoint/aap_test',
    }),
    Name: string({ required: true, about: 'The name of the access point.', example: 'aap_test' }),
    AuthenticationMethod: string({ required: true, about: 'Always ClientKey.', example: 'ClientKey' }),
    Policies: string({
      required: true,
      about: 'The names of the policies, as a JSON array without blanks.',
      example: '["policy_test"]',
    }),
    Description: string({ required: true, about: 'What the application is.', example: 'aap description' }),
  },
  errors: { ...resourceExists },
  examples: [
    {
      title: 'An application with one policy',
      request: { Name: 'aap_test', Policies: '["policy_test"]' },
      response: {
        Arn: 'acs:kms:cn-hangzhou:1000000000000001:applicationaccesspoint/aap_test',
        Name: 'aap_test',
        AuthenticationMethod: 'ClientKey',
        Policies: '["policy_test"]',
        Description: '',
      },
    },
  ],
  seeAlso: ['CreatePolicy', 'CreateClientKey'],
  differences: ['The authentication method RAMRole, which the console of the cloud offers, is refused.'],

  async handle(input, { accountId, region, now, accessPoints }) {
    const { Name, AuthenticationMethod, Policies, Description = '' } = input;
    const change = accessPoints.create(accountId, {
      name: Name,
      authenticationMethod: AuthenticationMethod,
      policies: Policies.value,
      description: Description,
      createdAt: now,
    });
    return effect(change, {
      Arn: `acs:kms:${region}:${accountId}:applicationaccesspoint/${Name}`,
      Name,
      AuthenticationMethod,
      Policies: JSON.stringify(Policies.value),
      Description,
    });
  },
});
