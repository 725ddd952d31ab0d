/** Errors of the operations of instances, with the vendor's texts (wire/kms-instance.md section 2.5), and which refusal each of them is. */

export const keyNotFound = {
  'Forbidden.KeyNotFound': {
    status: 404,
    message: 'The specified key does not exist.',
    cause:
      'The instance has no key with this id, alias or version, or the key is deleted. What another account or another instance has looks the same.',
    advice: 'Check `KeyId`, and that the client speaks to the instance that the key is in.',
  },
} as const;

export const whileEnabled = {
  'Rejected.Disabled': {
    status: 409,
    message: 'The request was rejected because the key state is Disabled.',
    advice: 'Enable the key with EnableKey of KMS, if it is to be used again.',
  },
  'Rejected.PendingDeletion': {
    status: 409,
    message: 'The request was rejected because the key state is PendingDeletion.',
    advice: 'Keep the key with CancelKeyDeletion of KMS before its `DeleteDate`, if it is still needed.',
  },
  'Rejected.PendingImport': {
    status: 409,
    message: 'The request was rejected because the key state is PendingImport.',
    cause: 'The key is of origin EXTERNAL, and its material has not been imported, was deleted or has expired.',
    advice: 'Import the material first.',
  },
} as const;

export const unsupported = {
  UnsupportedOperation: {
    status: 400,
    message: 'Rejected.UnsupportedOperation',
    cause: 'A key of this spec or usage does not do this.',
    advice: 'Look at `KeySpec` and `KeyUsage` with DescribeKey of KMS, and use a key for which the operation is.',
  },
} as const;

export const symmetricOnly = {
  'Forbidden.OnlySymmetricKeySupported': {
    status: 404,
    message: 'The key {KeyId} is not a symmetric key. The API only supports symmetric keys.',
    advice: 'Use a key of one of the specs `Aliyun_AES_…` and `Aliyun_SM4`.',
  },
} as const;

/** Whatever is wrong: which part of a ciphertext fits would help an attacker who tries others. */
export const decryptionFailed = {
  InternalFailure: {
    status: 500,
    message: 'Internal Failure.',
    cause:
      'The ciphertext does not decrypt: it was changed, or made with another key, version, Algorithm, Iv, Aad or PaddingMode. It is the answer of the cloud; nothing is wrong with the server.',
    advice: 'Send everything as Encrypt was given it and answered it.',
  },
} as const;

export const secretErrors = {
  'Forbidden.ResourceNotFound': {
    status: 404,
    message: 'The specified resource is not found.',
    cause:
      'The instance has no secret of this name, or the secret has no such version: none with this id, none with this label, or the two are of different versions.',
    advice: 'Check the name with ListSecrets of KMS, and the version with ListSecretVersionIds.',
  },
  'Rejected.ResourceInDeleteWindow': {
    status: 409,
    message: 'The secret is planned to be deleted.',
    advice: 'Keep the secret with RestoreSecret of KMS before its `PlannedDeleteTime`, if it is still needed.',
  },
} as const;

/** Of what uses a key as such. */
export const keyErrors = { ...keyNotFound, ...whileEnabled, ...unsupported } as const;

export const keyRefusals = {
  'key-missing': 'Forbidden.KeyNotFound',
  'alias-missing': 'Forbidden.KeyNotFound',
  'key-version-missing': 'Forbidden.KeyNotFound',
  'key-disabled': 'Rejected.Disabled',
  'key-pending-deletion': 'Rejected.PendingDeletion',
  'key-pending-import': 'Rejected.PendingImport',
  'key-is-for-something-else': 'UnsupportedOperation',
  'ciphertext-invalid': 'InternalFailure',
} as const;

export const secretRefusals = {
  'secret-missing': 'Forbidden.ResourceNotFound',
  'secret-version-missing': 'Forbidden.ResourceNotFound',
  'secret-in-delete-window': 'Rejected.ResourceInDeleteWindow',
} as const;
