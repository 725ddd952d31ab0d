import { usualPolicy } from '../../../kms/policies/resource-policies.js';
import { secretReference } from '../../../kms/secrets/secret-reference.js';
import { kms } from '../product.js';
import { secretNotFound } from '../secrets/errors.js';
import { EXAMPLE_SECRET, resolveSecret, secretNameOrArn, secretPermission } from '../secrets/named-secret.js';
import { exampleSecretPolicy, isUsualName, policyName, shownPolicy } from './policy-fields.js';

export default kms.operation({
  action: 'GetSecretPolicy',
  summary:
    'Shows the policy of a secret: the one that it was given, or the usual one. Also while its deletion is planned.',

  ram: secretPermission('GetSecretPolicy', 'get'),

  request: { SecretName: secretNameOrArn, PolicyName: policyName },
  response: { Policy: shownPolicy('secret') },
  errors: secretNotFound,
  examples: [{ title: 'A secret', request: { SecretName: EXAMPLE_SECRET }, response: { Policy: exampleSecretPolicy } }],
  seeAlso: ['SetSecretPolicy', 'GetKeyPolicy'],
  differences: [
    'Every secret has a policy, also outside of instances. Another PolicyName than `default` answers as a secret that is not there.',
  ],
  resolve: resolveSecret,

  async handle({ SecretName, PolicyName }, { accountId, now, secrets, fail }) {
    const secret = await secrets.getAny(accountId, secretReference(SecretName), now);
    if (!isUsualName(PolicyName)) throw fail('Forbidden.ResourceNotFound');
    return { Policy: secret.policy ?? usualPolicy('secret', accountId) };
  },
});
