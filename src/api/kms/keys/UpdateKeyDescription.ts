import { effect } from '../../../spec/operation.js';
import { Problem } from '../../../spec/problem.js';
import { kms } from '../product.js';
import { changeErrors, keyPendingDeletion } from './errors.js';
import { keyDescription } from './key-request-fields.js';
import { EXAMPLE_KEY_ID, keyPermission, plainKeyId, plainlyNamedKey, resolveKey } from './named-key.js';

export default kms.operation({
  action: 'UpdateKeyDescription',
  summary: 'Changes the description of a key.',
  description: 'An empty description takes the old one away.',

  ram: keyPermission('UpdateKeyDescription', 'update'),

  request: { KeyId: plainKeyId, Description: keyDescription },
  response: {},
  errors: { ...changeErrors, ...keyPendingDeletion },
  examples: [
    {
      title: 'Another description',
      request: { KeyId: EXAMPLE_KEY_ID, Description: 'for the order database' },
      response: {},
    },
  ],
  seeAlso: ['DescribeKey'],
  resolve: resolveKey,

  async handle({ KeyId, Description }, call) {
    // Its absence is a fault, and an empty one a description.
    if (Description === undefined) throw new Problem(['Description'], 'missing');
    const key = await plainlyNamedKey('be-described', KeyId, call);
    return effect(call.keys.describe(key, Description, call.now), {});
  },
});
