import { effect } from '../../../spec/operation.js';
import { nameOf } from '../names.js';
import { kms } from '../product.js';
import { resourceNotFound } from './errors.js';

export default kms.operation({
  action: 'DeleteApplicationAccessPoint',
  summary: 'Deletes an application access point and its client keys.',
  description: 'At once and for good: applications that sign with one of its client keys are refused from then on.',

  ram: {
    action: 'kms:DeleteApplicationAccessPoint',
    access: 'delete',
    resource: 'acs:kms:{region}:{account}:applicationaccesspoint/{Name}',
  },
  destructive: {
    loses:
      'The access point and all its client keys, for good. Applications that sign with one of them are refused from then on.',
  },

  request: { Name: nameOf('kms.access-point', 'The name of the access point.', 'aap_test') },
  response: {},
  errors: { ...resourceNotFound },
  examples: [{ title: 'An application that is gone', request: { Name: 'aap_test' }, response: {} }],
  seeAlso: ['DeleteClientKey'],

  async handle({ Name }, { accountId, accessPoints }) {
    return effect(accessPoints.delete(accountId, Name), {});
  },
});
