import { secretReference } from '../../../kms/secrets/secret-reference.js';
import { map, object, string } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { Problem } from '../../../spec/problem.js';
import { FREE_TEXT } from '../../../spec/text-rules.js';
import { kms } from '../product.js';
import { changedMeanwhile, inDeleteWindow, secretNotFound } from './errors.js';
import { EXAMPLE_SECRET, resolveSecret, secretName, secretPermission } from './named-secret.js';
import { secretDescription, shownName } from './secret-fields.js';

export default kms.operation({
  action: 'UpdateSecret',
  summary: 'Changes the description of a secret.',
  description: 'An empty description takes the old one away. Values are changed with PutSecretValue.',

  ram: secretPermission('UpdateSecret', 'update'),

  request: {
    SecretName: secretName,
    Description: secretDescription,
    ExtendedConfig: object(
      {
        CustomData: map(string({ maxLength: 1024, pattern: FREE_TEXT, example: 'v' }), {
          about: 'For managed secrets. Leave it out.',
        }),
      },
      { about: 'For managed secrets. Leave it out.' },
    ),
  },
  response: { SecretName: shownName },
  errors: { ...secretNotFound, ...inDeleteWindow, ...changedMeanwhile },
  examples: [
    {
      title: 'Another description',
      request: { SecretName: EXAMPLE_SECRET, Description: 'password of the order database' },
      response: { SecretName: EXAMPLE_SECRET },
    },
  ],
  seeAlso: ['DescribeSecret', 'PutSecretValue'],
  differences: [
    'ExtendedConfig is refused, in all the forms in which clients send it: only Generic secrets are offered.',
  ],
  resolve: resolveSecret,

  async handle({ SecretName, Description, ExtendedConfig }, { accountId, now, secrets, fail }) {
    if (Object.keys(ExtendedConfig?.CustomData ?? {}).length > 0) {
      const Rule = 'is for managed secrets, of which there are none here; leave it out';
      throw fail('InvalidParameter', { P: 'ExtendedConfig', Rule });
    }
    // Its absence is a fault, and an empty one a description.
    if (Description === undefined) throw new Problem(['Description'], 'missing');
    const secret = await secrets.get(accountId, secretReference(SecretName), now);
    return effect(secrets.describe(secret, Description, now), { SecretName: secret.name });
  },
});
