import { effect } from '../../../spec/operation.js';
import { kms } from '../product.js';
import { changeErrors } from './errors.js';
import { EXAMPLE_KEY_ID, keyPermission, plainKeyId, plainlyNamedKey, resolveKey } from './named-key.js';

export default kms.operation({
  action: 'DisableKey',
  summary: 'Disables a key: nothing is encrypted, decrypted or signed with it until it is enabled again.',
  description: 'One that is disabled stays so. No version is made by policy meanwhile.',

  ram: keyPermission('DisableKey', 'update'),

  request: { KeyId: plainKeyId },
  response: {},
  errors: { ...changeErrors },
  examples: [{ title: 'A key', request: { KeyId: EXAMPLE_KEY_ID }, response: {} }],
  destructive: {
    loses:
      'Programs that use the key get errors from the next call on: what it encrypted cannot be decrypted until the key is enabled again.',
  },
  seeAlso: ['EnableKey'],
  resolve: resolveKey,

  async handle({ KeyId }, call) {
    const key = await plainlyNamedKey('be-disabled', KeyId, call);
    return effect(call.keys.disable(key, call.now), {});
  },
});
