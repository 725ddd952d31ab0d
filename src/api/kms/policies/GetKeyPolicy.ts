import { usualPolicy } from '../../../kms/policies/resource-policies.js';
import { aliasUnsupported, keyNotFound } from '../keys/errors.js';
import { EXAMPLE_KEY_ID, keyPermission, plainKeyId, plainlyNamedKey, resolveKey } from '../keys/named-key.js';
import { kms } from '../product.js';
import { examplePolicy, isUsualName, policyName, policyNotFound, shownPolicy } from './policy-fields.js';

export default kms.operation({
  action: 'GetKeyPolicy',
  summary: 'Shows the policy of a key: the one that it was given, or the usual one.',

  ram: keyPermission('GetKeyPolicy', 'get'),

  request: { KeyId: plainKeyId, PolicyName: policyName },
  response: { Policy: shownPolicy('key') },
  errors: { ...keyNotFound, ...aliasUnsupported, ...policyNotFound },
  examples: [{ title: 'A key', request: { KeyId: EXAMPLE_KEY_ID }, response: { Policy: examplePolicy } }],
  seeAlso: ['SetKeyPolicy', 'GetSecretPolicy'],
  differences: ['Every key has a policy, also outside of instances: Forbidden.KeyPolicyUnSupported is never answered.'],
  resolve: resolveKey,

  async handle({ KeyId, PolicyName }, call) {
    const key = await plainlyNamedKey('be-shown', KeyId, call);
    if (!isUsualName(PolicyName)) throw call.fail('Forbidden.ResourceNotFound');
    return { Policy: key.policy ?? usualPolicy('key', key.accountId) };
  },
});
