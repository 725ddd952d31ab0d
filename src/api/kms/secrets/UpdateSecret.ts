import { isManaged } from '../../../kms/secrets/managed/managed-secret.js';
import { secretReference } from '../../../kms/secrets/secret-reference.js';
import { object } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { Problem } from '../../../spec/problem.js';
import { kms } from '../product.js';
import { changedMeanwhile, inDeleteWindow, managedOnly, secretNotFound } from './errors.js';
import { customData } from './extended-config.js';
import { EXAMPLE_SECRET, resolveSecret, secretName, secretPermission } from './named-secret.js';
import { secretDescription, shownName } from './secret-fields.js';

export default kms.operation({
  action: 'UpdateSecret',
  summary: 'Changes the description of a secret, or the custom data of a managed one.',
  description: 'An empty description takes the old one away. Values are changed with PutSecretValue.',

  ram: secretPermission('UpdateSecret', 'update'),

  request: {
    SecretName: secretName,
    Description: secretDescription,
    ExtendedConfig: object(
      {
        CustomData: customData,
      },
      { about: 'Of managed secrets: texts of your own, which replace those that were there.' },
    ),
  },
  response: { SecretName: shownName },
  errors: { ...secretNotFound, ...inDeleteWindow, ...managedOnly, ...changedMeanwhile },
  examples: [
    {
      title: 'Another description',
      request: { SecretName: EXAMPLE_SECRET, Description: 'password of the order database' },
      response: { SecretName: EXAMPLE_SECRET },
    },
  ],
  seeAlso: ['DescribeSecret', 'PutSecretValue'],
  differences: ['ExtendedConfig is refused for Generic secrets, in all the forms in which clients send it.'],
  resolve: resolveSecret,

  async handle({ SecretName, Description, ExtendedConfig }, { accountId, now, secrets, managedSecrets, fail }) {
    const secret = await secrets.get(accountId, secretReference(SecretName), now);
    const given = ExtendedConfig?.CustomData;
    if (isManaged(secret) && given) {
      const update = Description === undefined ? {} : { description: Description };
      const change = await managedSecrets.setCustomData(secret, given, update, now);
      return effect(change, { SecretName: secret.name });
    }
    if (Object.keys(given ?? {}).length > 0) {
      const Rule = 'is for managed secrets, and this one is Generic; leave it out';
      throw fail('InvalidParameter', { P: 'ExtendedConfig', Rule });
    }
    // Its absence is a fault, and an empty one a description.
    if (Description === undefined) throw new Problem(['Description'], 'missing');
    return effect(secrets.describe(secret, Description, now), { SecretName: secret.name });
  },
});
