import { oneOf } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { description, newName } from '../names.js';
import { kms } from '../product.js';
import { accessPointAnswer, accessPointFields } from './access-point-fields.js';
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
  response: accessPointFields,
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
    const accessPoint = {
      name: Name,
      authenticationMethod: AuthenticationMethod,
      policies: Policies.value,
      description: Description,
      createdAt: now,
    };
    return effect(accessPoints.create(accountId, accessPoint), accessPointAnswer(accessPoint, { region, accountId }));
  },
});
