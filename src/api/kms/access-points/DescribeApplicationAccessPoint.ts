import { string } from '../../../spec/field.js';
import { nameOf } from '../names.js';
import { kms } from '../product.js';
import { resourceNotFound } from './errors.js';

export default kms.operation({
  action: 'DescribeApplicationAccessPoint',
  summary: 'Returns an application access point.',

  ram: {
    action: 'kms:DescribeApplicationAccessPoint',
    access: 'get',
    resource: 'acs:kms:{region}:{account}:applicationaccesspoint/{Name}',
  },

  request: { Name: nameOf('kms.access-point', 'The name of the access point.', 'aap_test') },
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
  errors: { ...resourceNotFound },
  examples: [
    {
      title: 'An application with two policies',
      request: { Name: 'aap_test' },
      response: {
        Arn: 'acs:kms:cn-hangzhou:1000000000000001:applicationaccesspoint/aap_test',
        Name: 'aap_test',
        AuthenticationMethod: 'ClientKey',
        Policies: '["policy_test","policy_other"]',
        Description: 'web shop',
      },
    },
  ],
  seeAlso: ['ListApplicationAccessPoints', 'ListClientKeys'],

  async handle({ Name }, { accountId, region, accessPoints }) {
    const accessPoint = await accessPoints.get(accountId, Name);
    return {
      Arn: `acs:kms:${region}:${accountId}:applicationaccesspoint/${Name}`,
      Name,
      AuthenticationMethod: accessPoint.authenticationMethod,
      Policies: JSON.stringify(accessPoint.policies),
      Description: accessPoint.description,
    };
  },
});
