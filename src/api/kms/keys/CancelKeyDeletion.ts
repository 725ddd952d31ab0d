import { effect } from '../../../spec/operation.js';
import { kms } from '../product.js';
import { changeErrors } from './errors.js';
import { EXAMPLE_KEY_ID, keyPermission, plainKeyId, plainlyNamedKey, resolveKey } from './named-key.js';

export default kms.operation({
  action: 'CancelKeyDeletion',
  summary: 'Keeps a key that was to be deleted.',
  description: 'It is enabled then, also if it was disabled before; one without material waits for its material.',

  ram: keyPermission('CancelKeyDeletion', 'update'),

  request: { KeyId: plainKeyId },
  response: {},
  errors: { ...changeErrors },
  examples: [{ title: 'A key', request: { KeyId: EXAMPLE_KEY_ID }, response: {} }],
  seeAlso: ['ScheduleKeyDeletion'],
  resolve: resolveKey,

  async handle({ KeyId }, call) {
    const key = await plainlyNamedKey('be-kept', KeyId, call);
    return effect(call.keys.cancelDeletion(key, call.now), {});
  },
});
