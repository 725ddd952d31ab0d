import { secretReference } from '../../../kms/secrets/secret-reference.js';
import { effect } from '../../../spec/operation.js';
import { kms } from '../product.js';
import { changedMeanwhile, inDeleteWindow, secretNotFound } from '../secrets/errors.js';
import { EXAMPLE_SECRET, resolveSecret, secretNameOrArn, secretPermission } from '../secrets/named-secret.js';
import {
  ABOUT_POLICIES,
  checkedPolicy,
  exampleSecretPolicy,
  isUsualName,
  otherPolicy,
  policyName,
} from './policy-fields.js';

export default kms.operation({
  action: 'SetSecretPolicy',
  summary: 'Gives a secret a policy of its own, which counts beside those of RAM from the next call on.',
  description: ABOUT_POLICIES,

  ram: secretPermission('SetSecretPolicy', 'update'),

  request: { SecretName: secretNameOrArn, Policy: otherPolicy('secret'), PolicyName: policyName },
  response: {},
  errors: { ...secretNotFound, ...inDeleteWindow, ...changedMeanwhile },
  examples: [
    { title: 'The usual policy', request: { SecretName: EXAMPLE_SECRET, Policy: exampleSecretPolicy }, response: {} },
  ],
  seeAlso: ['GetSecretPolicy', 'SetKeyPolicy'],
  differences: [
    'Every secret may have a policy, also outside of instances. Another PolicyName than `default` answers as a secret that is not there.',
    'The key of a secret has a policy of its own: who reads a value under a chosen key needs `kms:Decrypt` on that too.',
    'Client keys read by the policies of their access point alone.',
  ],
  resolve: resolveSecret,

  async handle({ SecretName, Policy, PolicyName }, { accountId, now, secrets, fail }) {
    const secret = await secrets.get(accountId, secretReference(SecretName), now);
    if (!isUsualName(PolicyName)) throw fail('Forbidden.ResourceNotFound');
    return effect(secrets.setPolicy(secret, checkedPolicy(Policy, fail), now), {});
  },
});
