/** Errors of the operations on instances (wire/kms.md sections 14 and 18). */
import { thousands } from '../../../text/thousands.js';

export const instanceNotFound = {
  'Forbidden.DKMSInstanceNotFound': {
    status: 403,
    message: 'The specified DKMS Instance is not found.',
    cause: 'The account has no instance with this id. What another account has looks the same.',
    advice:
      'Check the id: ListKmsInstances lists the instances, GetDefaultKmsInstance tells the one that every account has.',
  },
} as const;

/** Of operations that make something. @param quota the member of GetKmsInstance that says how many an instance holds */
export const tooMany = (things: string, most: number, quota: string) =>
  ({
    'Rejected.LimitExceeded': {
      status: 400,
      message: 'The request was rejected because user create resource limit was exceeded.',
      cause: `The account has ${thousands(most)} ${things}, or the instance as many as its \`${quota}\`.`,
      advice: `Delete ${things} that nobody needs, or use another instance. GetKmsInstanceQuotaInfos tells how full an instance is.`,
    },
  }) as const;

export const instanceState = {
  'Forbidden.DKMSInstanceStateInvalid': {
    status: 403,
    message: 'The DKMS instance state is invalid.',
    cause: 'ConnectKmsInstance takes an instance that is not connected yet, every other change one that is.',
    advice: 'GetKmsInstance shows the Status. Connect a new instance with ConnectKmsInstance before other changes.',
  },
} as const;
