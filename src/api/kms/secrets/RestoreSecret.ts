import { secretReference } from '../../../kms/secrets/secret-reference.js';
import { effect } from '../../../spec/operation.js';
import { kms } from '../product.js';
import { notPlanned, secretNotFound } from './errors.js';
import { EXAMPLE_SECRET, resolveSecret, secretName, secretPermission } from './named-secret.js';
import { shownName } from './secret-fields.js';

export default kms.operation({
  action: 'RestoreSecret',
  summary: 'Keeps a secret whose deletion is planned: it can be read again.',

  ram: secretPermission('RestoreSecret', 'update'),

  request: { SecretName: secretName },
  response: { SecretName: shownName },
  errors: { ...secretNotFound, ...notPlanned },
  examples: [{ title: 'A secret', request: { SecretName: EXAMPLE_SECRET }, response: { SecretName: EXAMPLE_SECRET } }],
  seeAlso: ['DeleteSecret'],
  resolve: resolveSecret,

  async handle({ SecretName }, { accountId, now, secrets }) {
    const secret = await secrets.getAny(accountId, secretReference(SecretName), now);
    return effect(secrets.restore(secret, now), { SecretName: secret.name });
  },
});
