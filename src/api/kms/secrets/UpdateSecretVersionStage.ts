import { refuseManaged } from '../../../kms/secrets/managed/managed-secret.js';
import { secretReference } from '../../../kms/secrets/secret-reference.js';
import { isBuiltIn } from '../../../kms/secrets/stages.js';
import { string } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { Problem } from '../../../spec/problem.js';
import { kms } from '../product.js';
import {
  changedMeanwhile,
  genericOnly,
  inDeleteWindow,
  labelElsewhere,
  secretLimits,
  secretOrVersionNotFound,
} from './errors.js';
import { EXAMPLE_SECRET, resolveSecret, secretNameOrArn, secretPermission } from './named-secret.js';
import { LABEL, shownName, versionId } from './secret-fields.js';

export default kms.operation({
  action: 'UpdateSecretVersionStage',
  summary: 'Puts a label on a version of a Generic secret, moves it, or takes it away.',
  description: `
    With MoveToVersion alone the label goes to that version from wherever it is; with RemoveFromVersion alone it is taken away; with both it has to be on the
    first. When ACSCurrent moves, the version that had it gets ACSPrevious. These two labels move, and cannot be taken away.`,

  ram: secretPermission('UpdateSecretVersionStage', 'update'),

  request: {
    SecretName: secretNameOrArn,
    VersionStage: string({ ...LABEL, required: true, about: 'The label.' }),
    RemoveFromVersion: versionId('The version that loses the label.'),
    MoveToVersion: versionId('The version that gets the label. Needed for ACSCurrent and ACSPrevious.'),
  },
  response: { SecretName: shownName },
  errors: {
    ...secretOrVersionNotFound,
    ...inDeleteWindow,
    ...genericOnly,
    ...labelElsewhere,
    ...secretLimits,
    ...changedMeanwhile,
  },
  examples: [
    {
      title: 'Back to an older version',
      request: { SecretName: EXAMPLE_SECRET, VersionStage: 'ACSCurrent', MoveToVersion: 'v1' },
      response: { SecretName: EXAMPLE_SECRET },
    },
  ],
  seeAlso: ['ListSecretVersionIds', 'PutSecretValue'],
  resolve: resolveSecret,

  async handle(input, { accountId, now, secrets, secretVersions }) {
    const { SecretName, VersionStage: label, RemoveFromVersion: from, MoveToVersion: to } = input;
    if (to === undefined && (from === undefined || isBuiltIn(label))) throw new Problem(['MoveToVersion'], 'missing');
    const secret = await secrets.get(accountId, secretReference(SecretName), now);
    refuseManaged(secret);
    const change = await secretVersions.moveLabel(secret, { label, from, to }, now);
    return effect(change, { SecretName: secret.name });
  },
});
