/** Errors of the operations on keys, with the texts of the vendor's common table (wire/kms.md section 18), and which refusal each of them is. */
import type { KeyReason } from '../../../kms/keys/refusals.js';

export const keyNotFound = {
  'Forbidden.KeyNotFound': {
    status: 404,
    message: 'The specified Key is not found.',
    cause:
      'The account has no key with this id or ARN, or the key is deleted. What another account has looks the same, and so does an ARN of another region.',
    advice: 'Check the id: ListKeys lists the keys of the account.',
  },
} as const;

export const aliasNotFound = {
  'Forbidden.AliasNotFound': {
    status: 404,
    message: 'The specified Alias is not found.',
    cause: 'The account has no alias of this name.',
    advice: 'Check the alias, which begins with `alias/`, or name the key by its id.',
  },
} as const;

export const keyVersionNotFound = {
  'Forbidden.KeyVersionNotFound': {
    status: 404,
    message: 'The specified Key version is not found.',
    cause: 'The key has no version with this id.',
    advice: 'Check the id: ListKeyVersions lists the versions of the key.',
  },
} as const;

export const aliasUnsupported = {
  'Unsupported.Alias': {
    status: 400,
    message: 'Alias is not valid for this api.',
    cause: 'This operation takes the id of a key or its ARN, and no alias.',
    advice: 'Name the key by its id: DescribeKey finds it by its alias.',
  },
} as const;

export const keyDisabled = {
  'Rejected.Disabled': {
    status: 409,
    message: 'The request was rejected because the key state is Disabled.',
    advice: 'Enable the key with EnableKey, if it is to be used again.',
  },
} as const;

export const keyPendingDeletion = {
  'Rejected.PendingDeletion': {
    status: 409,
    message: 'The request was rejected because the key state is PendingDeletion.',
    advice: 'Keep the key with CancelKeyDeletion before its `DeleteDate`, if it is still needed.',
  },
} as const;

export const keyPendingImport = {
  'Rejected.PendingImport': {
    status: 409,
    message: 'The request was rejected because the key state is PendingImport.',
    cause: 'The key is of origin EXTERNAL, and its material has not been imported, was deleted or has expired.',
    advice: 'Import the material with ImportKeyMaterial.',
  },
} as const;

export const stateModifiedFailed = {
  'Rejected.StateModifiedFailed': {
    status: 409,
    message: 'Keystate modified failed.',
    cause: 'The state of the key does not allow this, or it was changed by another call at the same moment.',
    advice: 'Look at the state with DescribeKey. The page of states says what a key may do in which.',
  },
} as const;

export const operationUnsupported = {
  'Rejected.UnsupportedOperation': {
    status: 400,
    message: 'Unsupported operation.',
    cause: 'A key of this spec or origin does not take part in this.',
    advice: 'Look at `KeySpec` and `Origin` with DescribeKey, and use a key for which the operation is.',
  },
} as const;

export const actionUnsupported = {
  UnsupportedOperation: {
    status: 400,
    message: 'This action is not supported.',
    cause: 'The key does not encrypt symmetrically: it is a pair, or for MACs.',
    advice: 'Use a key with the usage ENCRYPT/DECRYPT and one of the specs `Aliyun_AES_…` and `Aliyun_SM4`.',
  },
} as const;

export const originUnsupported = {
  'Unsupported.Origin': {
    status: 400,
    message: 'This key origin is not valid for this api.',
    cause: 'The material of the key is made by this server.',
    advice: 'Use a key that was created with `Origin=EXTERNAL`.',
  },
} as const;

/** Of an operation that takes an id or an ARN and changes the key. */
export const changeErrors = { ...keyNotFound, ...aliasUnsupported, ...stateModifiedFailed } as const;

/** Of an operation that a key does only while it is enabled. */
export const whileEnabledErrors = { ...keyDisabled, ...keyPendingDeletion, ...keyPendingImport } as const;

/** Which error each refusal is. */
export const keyRefusals = {
  'key-missing': 'Forbidden.KeyNotFound',
  'alias-missing': 'Forbidden.AliasNotFound',
  'alias-unsupported': 'Unsupported.Alias',
  'key-version-missing': 'Forbidden.KeyVersionNotFound',
  'key-disabled': 'Rejected.Disabled',
  'key-pending-deletion': 'Rejected.PendingDeletion',
  'key-pending-import': 'Rejected.PendingImport',
  'key-state-not-modifiable': 'Rejected.StateModifiedFailed',
  'key-changed': 'Rejected.StateModifiedFailed',
  'key-protected': 'Rejected.StateModifiedFailed',
  'key-does-not-encrypt': 'UnsupportedOperation',
  'key-is-for-something-else': 'Rejected.UnsupportedOperation',
  'ciphertext-invalid': 'InvalidParameter',
  'rotation-unsupported': 'Rejected.UnsupportedOperation',
  'versions-unsupported': 'Rejected.UnsupportedOperation',
  'key-version-too-early': 'Rejected.UnsupportedOperation',
  'key-version-limit': 'Rejected.LimitExceeded',
  'key-limit': 'Rejected.LimitExceeded',
  'origin-unsupported': 'Unsupported.Origin',
  'key-material-invalid': 'InvalidKeyMaterial',
  'import-token-invalid': 'InvalidImportToken',
  'import-token-expired': 'ExpiredImportToken',
} as const satisfies Readonly<Record<KeyReason, string>>;
