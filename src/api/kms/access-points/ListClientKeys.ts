import { list, object } from '../../../spec/field.js';
import { optionalNameOf } from '../names.js';
import { kms } from '../product.js';
import { clientKeyAnswer, clientKeyFields, exampleClientKey } from './client-key-fields.js';
import { resourceNotFound } from './errors.js';

export default kms.operation({
  action: 'ListClientKeys',
  summary: 'Lists the client keys of an application access point, or of the account, newest first.',
  description: 'All of them at once, expired ones included.',
  method: 'GET',

  ram: {
    action: 'kms:ListClientKeys',
    access: 'list',
    resource: 'acs:kms:{region}:{account}:applicationaccesspoint/{AapName}',
  },

  request: {
    AapName: optionalNameOf(
      'kms.access-point',
      'The access point. All keys of the account, if it is left out.',
      'aap_test',
    ),
  },
  response: {
    ClientKeys: list(object(clientKeyFields, {}), { required: true, about: 'The client keys.' }),
  },
  errors: { ...resourceNotFound },
  examples: [
    {
      title: 'The keys of the access point aap_test',
      request: { AapName: 'aap_test' },
      response: { ClientKeys: [exampleClientKey] },
    },
  ],
  seeAlso: ['GetClientKey', 'ListClientKeyUsage'],
  differences: [
    'An unknown access point is an error; what the cloud answers is not documented.',
    'Without AapName the permission asked for is that on all access points (applicationaccesspoint/*). A Deny on one of them does not match that, and its keys are listed too; an Allow on single access points does not match it either.',
  ],

  async handle({ AapName }, { accountId, clientKeys }) {
    const keys = await clientKeys.list(accountId, AapName);
    return { ClientKeys: keys.map(clientKeyAnswer) };
  },
});
