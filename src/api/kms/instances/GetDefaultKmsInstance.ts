import { string } from '../../../spec/field.js';
import { kms } from '../product.js';
import { INSTANCE_EXAMPLE } from './fields.js';

export default kms.operation({
  action: 'GetDefaultKmsInstance',
  summary: 'Tells the instance that every account has from the start.',

  ram: { action: 'kms:GetDefaultKmsInstance', access: 'get', resource: '*' },

  request: {},
  response: {
    DefaultKmsInstanceId: string({ required: true, about: 'The id of the instance.', example: INSTANCE_EXAMPLE }),
  },
  errors: {},
  examples: [
    { title: 'The instance of an account', request: {}, response: { DefaultKmsInstanceId: INSTANCE_EXAMPLE } },
  ],
  seeAlso: ['GetKmsInstance', 'ListKmsInstances'],

  async handle(_input, { accountId, instances }) {
    return { DefaultKmsInstanceId: (await instances.default(accountId)).name };
  },
});
