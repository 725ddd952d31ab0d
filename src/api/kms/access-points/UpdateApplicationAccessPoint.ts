import { effect } from '../../../spec/operation.js';
import { description, nameOf } from '../names.js';
import { kms } from '../product.js';
import { resourceNotFound } from './errors.js';
import { boundPolicies } from './policy-fields.js';

export default kms.operation({
  action: 'UpdateApplicationAccessPoint',
  summary: 'Changes the policies or the description of an application access point.',
  description: `
    Applies at once. A list of policies replaces the one before it; a parameter that is left out stays as it is. The name
    cannot be changed.`,

  ram: {
    action: 'kms:UpdateApplicationAccessPoint',
    access: 'update',
    resource: 'acs:kms:{region}:{account}:applicationaccesspoint/{Name}',
  },

  request: {
    Name: nameOf('kms.access-point', 'The name of the access point.', 'aap_test'),
    Policies: boundPolicies({}),
    Description: description('What the application is.', 'aap description'),
  },
  response: {},
  errors: { ...resourceNotFound },
  examples: [
    {
      title: 'Another policy',
      request: { Name: 'aap_test', Policies: '["policy_other"]' },
      response: {},
    },
  ],
  seeAlso: ['DescribeApplicationAccessPoint'],

  async handle({ Name, Policies, Description }, { accountId, now, accessPoints }) {
    const update = { policies: Policies?.value, description: Description };
    return effect(accessPoints.update(accountId, Name, update, now), {});
  },
});
