import { integer } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { kms } from '../product.js';
import { aliasUnsupported, keyNotFound, stateModifiedFailed } from './errors.js';
import { EXAMPLE_KEY_ID, keyPermission, plainKeyId, plainlyNamedKey, resolveKey } from './named-key.js';

export default kms.operation({
  action: 'ScheduleKeyDeletion',
  summary: 'Sets the date on which a key is deleted for good.',
  description: `
    Until then the key cannot be used, and CancelKeyDeletion keeps it. On that date the key, all its versions and its aliases are deleted from the
    server, and whatever was encrypted with the key is lost.`,

  ram: keyPermission('ScheduleKeyDeletion', 'delete'),

  request: {
    KeyId: plainKeyId,
    PendingWindowInDays: integer({
      required: true,
      minimum: 7,
      maximum: 366,
      unit: 'days',
      about: 'In how many days.',
      example: 7,
    }),
  },
  response: {},
  errors: {
    ...keyNotFound,
    ...aliasUnsupported,
    'Rejected.StateModifiedFailed': {
      ...stateModifiedFailed['Rejected.StateModifiedFailed'],
      message: 'Keystate modified failed: the key is scheduled for deletion already, or protected from it.',
      advice: 'Take the protection away with SetDeletionProtection. A date that is set stays until CancelKeyDeletion.',
    },
  },
  examples: [{ title: 'In a week', request: { KeyId: EXAMPLE_KEY_ID, PendingWindowInDays: 7 }, response: {} }],
  destructive: {
    loses:
      'The key cannot be used from now on. On its date it is deleted, and everything that was encrypted with it is lost for good.',
  },
  seeAlso: ['CancelKeyDeletion', 'SetDeletionProtection'],
  resolve: resolveKey,

  async handle({ KeyId, PendingWindowInDays }, call) {
    const key = await plainlyNamedKey('be-scheduled-for-deletion', KeyId, call);
    return effect(call.keys.scheduleDeletion(key, PendingWindowInDays, call.now), {});
  },
});
