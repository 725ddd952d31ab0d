import { string } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { kms } from '../product.js';
import { resourceNotFound } from './errors.js';

export default kms.operation({
  action: 'DeleteClientKey',
  summary: 'Deletes a client key.',
  description: 'At once and for good: applications that sign with it are refused from then on.',

  ram: {
    action: 'kms:DeleteClientKey',
    access: 'delete',
    resource: 'acs:kms:{region}:{account}:applicationaccesspoint/{AapName}',
  },
  destructive: { loses: 'The client key, for good. Applications that sign with it are refused from then on.' },

  request: {
    ClientKeyId: string({
      required: true,
      names: 'kms.client-key',
      about: 'The id of the client key.',
      example: 'KAAP.66abf237-63f6-4625-b8cf-47e1086e0001',
    }),
  },
  response: {},
  errors: { ...resourceNotFound },
  examples: [
    {
      title: 'A key that was replaced',
      request: { ClientKeyId: 'KAAP.66abf237-63f6-4625-b8cf-47e1086e0001' },
      response: {},
    },
  ],
  seeAlso: ['CreateClientKey', 'DeleteApplicationAccessPoint'],

  async resolve({ ClientKeyId }, { accountId, clientKeys }) {
    const key = await clientKeys.find(accountId, ClientKeyId);
    return key && { foundPlaceholders: { AapName: key.accessPoint } };
  },

  async handle({ ClientKeyId }, { accountId, clientKeys }) {
    return effect(clientKeys.delete(accountId, ClientKeyId), {});
  },
});
