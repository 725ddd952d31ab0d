import { effect } from '../../../spec/operation.js';
import { changeErrors, keyPendingDeletion } from '../keys/errors.js';
import { EXAMPLE_KEY_ID, keyPermission, plainKeyId, plainlyNamedKey, resolveKey } from '../keys/named-key.js';
import { kms } from '../product.js';
import {
  ABOUT_POLICIES,
  checkedPolicy,
  examplePolicy,
  isUsualName,
  otherPolicy,
  policyName,
  policyNotFound,
} from './policy-fields.js';

export default kms.operation({
  action: 'SetKeyPolicy',
  summary: 'Gives a key a policy of its own, which counts beside those of RAM from the next call on.',
  description: ABOUT_POLICIES,

  ram: keyPermission('SetKeyPolicy', 'update'),

  request: { KeyId: plainKeyId, Policy: otherPolicy('key'), PolicyName: policyName },
  response: {},
  errors: { ...changeErrors, ...keyPendingDeletion, ...policyNotFound },
  examples: [
    {
      title: 'The usual policy',
      request: { KeyId: EXAMPLE_KEY_ID, Policy: examplePolicy },
      response: {},
    },
  ],
  seeAlso: ['GetKeyPolicy', 'SetSecretPolicy'],
  differences: [
    'Every key may have a policy, also outside of instances.',
    'Every action that is asked for on a key counts. The vendor lists some that do.',
    'Other accounts may do what uses or shows a key, and nothing else, whatever the policy says.',
  ],
  resolve: resolveKey,

  async handle({ KeyId, Policy, PolicyName }, call) {
    const key = await plainlyNamedKey('get-policy', KeyId, call);
    if (!isUsualName(PolicyName)) throw call.fail('Forbidden.ResourceNotFound');
    return effect(call.keys.setPolicy(key, checkedPolicy(Policy, call.fail), call.now), {});
  },
});
