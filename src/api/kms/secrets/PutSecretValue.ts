import { refuseManaged } from '../../../kms/secrets/managed/managed-secret.js';
import { MAX_VERSIONS } from '../../../kms/secrets/secret.js';
import { secretReference } from '../../../kms/secrets/secret-reference.js';
import { MAX_LABELS } from '../../../kms/secrets/stages.js';
import { effect } from '../../../spec/operation.js';
import { keyNotFound, whileEnabledErrors } from '../keys/errors.js';
import { kms } from '../product.js';
import {
  changedMeanwhile,
  genericOnly,
  inDeleteWindow,
  secretLimits,
  secretNotFound,
  versionExists,
} from './errors.js';
import { givenStages, labelsIn } from './given-labels.js';
import { EXAMPLE_SECRET, resolveSecretAndKey, secretNameOrArn, secretPermission } from './named-secret.js';
import {
  newVersionId,
  secretData,
  secretDataType,
  shownName,
  shownStages,
  shownVersionId,
  versionStages,
} from './secret-fields.js';

export default kms.operation({
  action: 'PutSecretValue',
  summary: 'Stores a new version of a Generic secret.',
  description: `
    A version is written once: the same id with the same value succeeds and changes nothing, and with another value it is refused. A secret has up to ${MAX_VERSIONS}
    versions and ${MAX_LABELS} labels; one more version takes the oldest without a label away.`,

  ram: { ...secretPermission('PutSecretValue', 'update'), dependentActions: ['kms:GenerateDataKey'] },

  request: {
    SecretName: secretNameOrArn,
    VersionId: newVersionId,
    SecretData: secretData,
    SecretDataType: secretDataType,
    VersionStages: givenStages,
  },
  response: { SecretName: shownName, VersionId: shownVersionId, VersionStages: versionStages },
  errors: {
    ...secretNotFound,
    ...versionExists,
    ...inDeleteWindow,
    ...secretLimits,
    ...genericOnly,
    ...changedMeanwhile,
    ...keyNotFound,
    ...whileEnabledErrors,
  },
  examples: [
    {
      title: 'A second version, which is the current one from now on',
      request: { SecretName: EXAMPLE_SECRET, VersionId: 'v2', SecretData: 'importantdata' },
      response: { SecretName: EXAMPLE_SECRET, VersionId: 'v2', VersionStages: { VersionStage: ['ACSCurrent'] } },
    },
  ],
  seeAlso: ['GetSecretValue', 'ListSecretVersionIds', 'UpdateSecretVersionStage'],
  differences: [
    'Of two calls for one secret at the same moment, one is refused with Rejected.ResourceInUse.',
    'VersionStages must name at least one label, and not both ACSCurrent and ACSPrevious.',
  ],
  resolve: resolveSecretAndKey('kms:GenerateDataKey'),

  async handle(input, { accountId, now, keys, secrets, secretVersions }) {
    const { SecretName, VersionId, SecretData, SecretDataType, VersionStages } = input;
    const labels = labelsIn(VersionStages);
    const secret = await secrets.get(accountId, secretReference(SecretName), now);
    refuseManaged(secret);
    const { encryptionKeyId: id } = secret;
    const key = id === undefined ? undefined : await keys.get('work', accountId, { kind: 'id', id }, now);
    const version = { id: VersionId, value: SecretData, dataType: SecretDataType, labels };
    const { stages, change } = await secretVersions.put(secret, version, key, now);
    return effect(change, { SecretName: secret.name, VersionId, VersionStages: shownStages(stages, VersionId) });
  },
});
