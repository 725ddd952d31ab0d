import { nameOf } from '../names.js';
import { kms } from '../product.js';
import { accessPointAnswer, accessPointFields } from './access-point-fields.js';
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
  response: accessPointFields,
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
    return accessPointAnswer(await accessPoints.get(accountId, Name), { region, accountId });
  },
});
