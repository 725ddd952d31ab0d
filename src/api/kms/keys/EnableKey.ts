import { effect } from '../../../spec/operation.js';
import { kms } from '../product.js';
import { changeErrors } from './errors.js';
import { EXAMPLE_KEY_ID, keyPermission, plainKeyId, plainlyNamedKey, resolveKey } from './named-key.js';

export default kms.operation({
  action: 'EnableKey',
  summary: 'Enables a key that was disabled.',
  description: 'One that is enabled stays so. Versions by policy are made again; one that is overdue is made at once.',

  ram: keyPermission('EnableKey', 'update'),

  request: { KeyId: plainKeyId },
  response: {},
  errors: { ...changeErrors },
  examples: [{ title: 'A key', request: { KeyId: EXAMPLE_KEY_ID }, response: {} }],
  seeAlso: ['DisableKey'],
  resolve: resolveKey,

  async handle({ KeyId }, call) {
    const key = await plainlyNamedKey('be-enabled', KeyId, call);
    return effect(call.keys.enable(key, call.now), {});
  },
});
