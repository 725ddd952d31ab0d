/** Secrets, in the order of the reference. */
import batchGetSecretValue from './BatchGetSecretValue.js';
import createSecret from './CreateSecret.js';
import deleteSecret from './DeleteSecret.js';
import describeSecret from './DescribeSecret.js';
import getRandomPassword from './GetRandomPassword.js';
import getSecretValue from './GetSecretValue.js';
import listSecrets from './ListSecrets.js';
import listSecretVersionIds from './ListSecretVersionIds.js';
import putSecretValue from './PutSecretValue.js';
import restoreSecret from './RestoreSecret.js';
import rotateSecret from './RotateSecret.js';
import updateSecret from './UpdateSecret.js';
import updateSecretRotationPolicy from './UpdateSecretRotationPolicy.js';
import updateSecretVersionStage from './UpdateSecretVersionStage.js';

export const secretOperations = [
  createSecret,
  describeSecret,
  listSecrets,
  updateSecret,
  deleteSecret,
  restoreSecret,
  putSecretValue,
  getSecretValue,
  batchGetSecretValue,
  listSecretVersionIds,
  updateSecretVersionStage,
  rotateSecret,
  updateSecretRotationPolicy,
  getRandomPassword,
];
