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

/** Of CreateSecret. */
export const unsupported = {
  UnsupportedOperation: {
    status: 400,
    message:
      'This action is not supported: secrets of the type ECS are not offered, since this server has no way into a machine, and only symmetric keys for encryption encrypt secrets.',
    advice:
      'Choose another `SecretType`. As `EncryptionKeyId` name a key of one of the specs `Aliyun_AES_…` and `Aliyun_SM4`, or leave it out.',
  },
} as const;

/** Of operations that store or label versions. */
export const genericOnly = {
  UnsupportedOperation: {
    status: 400,
    message: 'This action is not supported: the secret is managed, and only the server makes its versions.',
    cause: 'Its `SecretType` is not Generic.',
    advice: 'Change its credentials with RotateSecret.',
  },
} as const;

/** Of operations on rotation. */
export const managedOnly = {
  UnsupportedOperation: {
    status: 400,
    message: 'This action is not supported: the secret is Generic, and nothing rotates it.',
    advice: 'Store a new version with PutSecretValue, or make a secret of a managed type.',
  },
} as const;

export const beingRotated = {
  'Rejected.ResourceInUse': {
    status: 409,
    message: 'Your secret is being rotated, please try again later',
    cause:
      'A rotation is under way or begun with another `VersionId`, the AccessKey that the last one replaced is still valid, or another call has changed the secret at the same moment.',
    advice:
      'Call again with the same `VersionId`, or wait. A key that has leaked is deleted with DeleteAccessKey of RAM.',
  },
} as const;

const failedAdvice =
  'Mend what the message says. A rotation that has begun goes on by itself, after a minute at first and later every hour.';

export const rotationFailed = {
  'Rejected.Unavailable': {
    status: 409,
    message: 'The credentials could not be changed: {Why}.',
    advice: failedAdvice,
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
  'secret-limit': 'Rejected.LimitExceeded',
  'secret-label-elsewhere': 'Rejected.InvalidRequest',
  'secret-managed': 'UnsupportedOperation',
  'secret-not-managed': 'UnsupportedOperation',
  'secret-rotating': 'Rejected.ResourceInUse',
  'credentials-wrong': 'InvalidParameter',
  'target-failed': 'Rejected.Unavailable',
} as const satisfies Readonly<Record<SecretReason, string>>;
