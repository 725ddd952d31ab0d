import { string } from '../../../spec/field.js';
import { kms } from '../product.js';
import { clientKeyAnswer, clientKeyFields, exampleClientKey } from './client-key-fields.js';
import { resourceNotFound } from './errors.js';

export default kms.operation({
  action: 'GetClientKey',
  summary: 'Retrieves information about a client key.',
  description:
    'An expired client key is shown too. The private key is never returned; CreateClientKey handed out its only copy.',
  method: 'GET',

  ram: {
    action: 'kms:GetClientKey',
    access: 'get',
    resource: 'acs:kms:{region}:{account}:applicationaccesspoint/{AapName}',
  },

  request: {
    ClientKeyId: string({
      required: true,
      names: 'kms.client-key',
      about: 'The ID of the client key.',
      example: 'KAAP.66abf237-63f6-4625-b8cf-47e1086e0001',
    }),
  },
  response: clientKeyFields,
  errors: { ...resourceNotFound },
  examples: [
    {
      title: 'A client key of the access point aap_test',
      request: { ClientKeyId: 'KAAP.66abf237-63f6-4625-b8cf-47e1086e0001' },
      response: exampleClientKey,
    },
  ],
  seeAlso: ['CreateClientKey', 'ListClientKeys'],
  differences: ['PublicKeyData has real line ends where the page shows a backslash and an n.'],

  async resolve({ ClientKeyId }, { accountId, clientKeys }) {
    const key = await clientKeys.find(accountId, ClientKeyId);
    return key && { foundPlaceholders: { AapName: key.accessPoint } };
  },

  async handle({ ClientKeyId }, { accountId, clientKeys }) {
    return clientKeyAnswer(await clientKeys.get(accountId, ClientKeyId));
  },
});
