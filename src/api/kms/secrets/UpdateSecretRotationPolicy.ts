import { secretReference } from '../../../kms/secrets/secret-reference.js';
import { boolean } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { kms } from '../product.js';
import { changedMeanwhile, inDeleteWindow, managedOnly, secretNotFound } from './errors.js';
import { EXAMPLE_SECRET, managedSecretName, resolveSecret, secretPermission } from './named-secret.js';
import { rotationInterval, rotationPolicy } from './rotation-fields.js';
import { shownName } from './secret-fields.js';

export default kms.operation({
  action: 'UpdateSecretRotationPolicy',
  summary: 'Says whether a managed secret is rotated automatically, and how often.',
  description:
    'The next rotation comes an interval after the last one, or after the secret was made; where that is over, at once.',

  ram: secretPermission('UpdateSecretRotationPolicy', 'update'),

  request: {
    SecretName: managedSecretName,
    EnableAutomaticRotation: boolean({ required: true, about: 'Whether it is rotated automatically.', example: true }),
    RotationInterval: rotationInterval,
  },
  response: { SecretName: shownName },
  errors: { ...secretNotFound, ...inDeleteWindow, ...managedOnly, ...changedMeanwhile },
  examples: [
    {
      title: 'Every month',
      request: { SecretName: EXAMPLE_SECRET, EnableAutomaticRotation: true, RotationInterval: '30d' },
      response: { SecretName: EXAMPLE_SECRET },
    },
  ],
  seeAlso: ['RotateSecret', 'DescribeSecret'],
  differences: [
    'An interval that is given while rotation is switched off is kept and shown, and has no effect until it is switched on.',
  ],
  resolve: resolveSecret,

  async handle({ SecretName, EnableAutomaticRotation, RotationInterval }, { accountId, now, secrets, managedSecrets }) {
    const policy = rotationPolicy(EnableAutomaticRotation, RotationInterval);
    const secret = await secrets.get(accountId, secretReference(SecretName), now);
    return effect(await managedSecrets.setPolicy(secret, policy, now), { SecretName: secret.name });
  },
});
