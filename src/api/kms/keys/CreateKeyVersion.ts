import { DAYS_BETWEEN_VERSIONS, MAX_VERSIONS } from '../../../kms/keys/keys.js';
import { effect } from '../../../spec/operation.js';
import { kms } from '../product.js';
import { aliasNotFound, keyNotFound, operationUnsupported, stateModifiedFailed, whileEnabledErrors } from './errors.js';
import { EXAMPLE_KEY_ID, keyIdOrAlias, keyPermission, namedKey, resolveKey } from './named-key.js';
import { exampleVersion, keyVersion, shownVersion } from './version-fields.js';

export default kms.operation({
  action: 'CreateKeyVersion',
  summary: 'Makes another pair within an asymmetric key.',
  description: `
    Callers of an asymmetric key name the version that they mean, and the old ones stay usable. The newest version of the key must be
    ${DAYS_BETWEEN_VERSIONS} days old. Symmetric keys get their versions by UpdateRotationPolicy.`,

  ram: keyPermission('CreateKeyVersion', 'update'),

  request: { KeyId: keyIdOrAlias },
  response: { KeyVersion: keyVersion },
  errors: {
    ...keyNotFound,
    ...aliasNotFound,
    ...whileEnabledErrors,
    ...stateModifiedFailed,
    'Rejected.UnsupportedOperation': {
      ...operationUnsupported['Rejected.UnsupportedOperation'],
      message: `Unsupported operation: only a pair that was made here gets versions, and its newest one must be ${DAYS_BETWEEN_VERSIONS} days old.`,
      advice: 'Look at `KeySpec`, `Origin` and `LastRotationDate` with DescribeKey.',
    },
    'Rejected.LimitExceeded': {
      status: 400,
      message: 'The request was rejected because user create resource limit was exceeded.',
      cause: `The key has ${MAX_VERSIONS} versions, which is as many as it may have.`,
      advice: 'Create another key with CreateKey.',
    },
  },
  examples: [{ title: 'A second pair', request: { KeyId: EXAMPLE_KEY_ID }, response: { KeyVersion: exampleVersion } }],
  seeAlso: ['ListKeyVersions', 'UpdateRotationPolicy'],
  resolve: resolveKey,

  async handle({ KeyId }, call) {
    const key = await namedKey('get-version', KeyId, call);
    const { version, change } = await call.keys.createVersion(key, call.now, call.requester);
    return effect(change, { KeyVersion: shownVersion(version) });
  },
});
