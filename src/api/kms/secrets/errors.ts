/** Errors of the operations on secrets, with the vendor's texts (wire/kms.md sections 11 and 18), and which refusal each of them is. */
import type { SecretReason } from '../../../kms/secrets/refusals.js';
import { MAX_VERSIONS } from '../../../kms/secrets/secret.js';
import { MAX_LABELS } from '../../../kms/secrets/stages.js';

export const secretNotFound = {
  'Forbidden.ResourceNotFound': {
    status: 404,
    message: 'Resource not found.',
    cause:
      'The account has no secret of this name, or it is deleted. What another account has looks the same, and so does an ARN of another region.',
    advice: 'Check the name: ListSecrets lists the secrets of the account.',
  },
} as const;

export const secretOrVersionNotFound = {
  'Forbidden.ResourceNotFound': {
    status: 404,
    message: 'Resource not found.',
    cause:
      'The account has no secret of this name, or the secret has no such version: none with this id, none with this label, or the two are of different versions.',
    advice: 'Check the name with ListSecrets, and the version with ListSecretVersionIds.',
  },
} as const;

export const secretExists = {
  'Rejected.ResourceExist': {
    status: 409,
    message: 'The resource already exists.',
    cause: 'The account has a secret of this name.',
    advice: 'Choose another name, or store another version with PutSecretValue.',
  },
} as const;

export const versionExists = {
  'Rejected.ResourceExist': {
    status: 409,
    message: 'The request was rejected becasue key already exsit',
    cause: 'The secret has a version of this id with another value. A version is never changed.',
    advice: 'Choose another `VersionId`.',
  },
} as const;

export const inDeleteWindow = {
  'Rejected.ResourceInDeleteWindow': {
    status: 409,
    message: 'The secret is planned to be deleted.',
    advice: 'Keep the secret with RestoreSecret before its `PlannedDeleteTime`, if it is still needed.',
  },
} as const;

export const deletionPlanned = {
  'Rejected.ResourceInDeleteWindow': {
    ...inDeleteWindow['Rejected.ResourceInDeleteWindow'],
    message: 'secret in delete peroid',
    advice: 'Its `PlannedDeleteTime` stays until RestoreSecret. `ForceDeleteWithoutRecovery=true` deletes it at once.',
  },
} as const;

/** Of operations that change a secret. */
export const changedMeanwhile = {
  'Rejected.ResourceInUse': {
    status: 409,
    message: 'The secret was changed by another call at the same moment.',
    advice: 'Look at the secret with DescribeSecret, and make the call again.',
  },
} as const;

export const notPlanned = {
  'Rejected.ResourceInUse': {
    status: 409,
    message: 'restore normal secret',
    cause: 'The deletion of the secret is not planned, or another call has changed the secret at the same moment.',
    advice: 'Look at the secret with DescribeSecret: it needs no restoring.',
  },
} as const;

export const secretLimits = {
  'Rejected.LimitExceeded': {
    status: 400,
    message: 'exceed secret limits error',
    cause: `A secret may have ${MAX_LABELS} labels and ${MAX_VERSIONS} versions.`,
    advice: 'Take a label away with UpdateSecretVersionStage.',
  },
} as const;

export const labelElsewhere = {
  'Rejected.InvalidRequest': {
    status: 400,
    message: 'param mismatch',
    cause: 'The version that `RemoveFromVersion` names does not have the label.',
    advice: 'Look with ListSecretVersionIds which version has it.',
  },
} as const;

/** Of operations that encrypt a value. */
export const genericOnly = {
  UnsupportedOperation: {
    status: 400,
    message:
      'This action is not supported: secrets are of the type Generic here, and only symmetric keys for encryption encrypt them.',
    advice:
      'Leave `SecretType` out. As `EncryptionKeyId` name a key of one of the specs `Aliyun_AES_…` and `Aliyun_SM4`, or leave it out.',
  },
} as const;

/** Which error each refusal is. */
export const secretRefusals = {
  'secret-missing': 'Forbidden.ResourceNotFound',
  'secret-version-missing': 'Forbidden.ResourceNotFound',
  'secret-exists': 'Rejected.ResourceExist',
  'secret-version-exists': 'Rejected.ResourceExist',
  'secret-in-delete-window': 'Rejected.ResourceInDeleteWindow',
  'secret-in-use': 'Rejected.ResourceInUse',
  'secret-changed': 'Rejected.ResourceInUse',
  'secret-label-limit': 'Rejected.LimitExceeded',
  'secret-label-elsewhere': 'Rejected.InvalidRequest',
} as const satisfies Readonly<Record<SecretReason, string>>;
