/** Errors of the operations on instances (wire/kms.md sections 14 and 18). */

export const instanceNotFound = {
  'Forbidden.DKMSInstanceNotFound': {
    status: 403,
    message: 'The specified DKMS Instance is not found.',
    cause: 'The account has no instance with this id. What another account has looks the same.',
    advice:
      'Check the id: ListKmsInstances lists the instances, GetDefaultKmsInstance tells the one that every account has.',
  },
} as const;

export const instanceState = {
  'Forbidden.DKMSInstanceStateInvalid': {
    status: 403,
    message: 'The DKMS instance state is invalid.',
    cause: 'ConnectKmsInstance takes an instance that is not connected yet, every other change one that is.',
    advice: 'GetKmsInstance shows the Status. Connect a new instance with ConnectKmsInstance before other changes.',
  },
} as const;
