import { boolean } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { kms } from '../product.js';
import { changeErrors, operationUnsupported, whileEnabledErrors } from './errors.js';
import { askedRotation, rotationIntervalField } from './key-request-fields.js';
import { EXAMPLE_KEY_ID, keyPermission, plainKeyId, plainlyNamedKey, resolveKey } from './named-key.js';

export default kms.operation({
  action: 'UpdateRotationPolicy',
  summary: 'Says whether a key gets a new version from time to time, and how often.',
  description: `
    The next version is due one interval after the newest one, and made at once where that has passed. It encrypts from then on; what older
    versions encrypted is decrypted with them for as long as the key is there.`,

  ram: keyPermission('UpdateRotationPolicy', 'update'),

  request: {
    KeyId: plainKeyId,
    EnableAutomaticRotation: boolean({ required: true, about: 'Whether it does.', example: true }),
    RotationInterval: rotationIntervalField,
  },
  response: {},
  errors: { ...changeErrors, ...whileEnabledErrors, ...operationUnsupported },
  examples: [
    {
      title: 'Every 30 days',
      request: { KeyId: EXAMPLE_KEY_ID, EnableAutomaticRotation: true, RotationInterval: '30d' },
      response: {},
    },
  ],
  seeAlso: ['ListKeyVersions', 'DescribeKey'],
  resolve: resolveKey,

  async handle({ KeyId, EnableAutomaticRotation, RotationInterval }, call) {
    const rotationMs = askedRotation(EnableAutomaticRotation, RotationInterval, call.fail);
    const key = await plainlyNamedKey('get-version', KeyId, call);
    return effect(call.keys.setRotation(key, rotationMs, call.now), {});
  },
});
