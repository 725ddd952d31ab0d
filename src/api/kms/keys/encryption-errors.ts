/** Errors of encryption with symmetric keys (wire/kms.md section 7). */
import { dryRunErrors } from '../dry-run.js';
import { actionUnsupported, aliasNotFound, keyNotFound, whileEnabledErrors } from './errors.js';

export const encryptErrors = {
  ...keyNotFound,
  ...aliasNotFound,
  ...whileEnabledErrors,
  ...actionUnsupported,
  ...dryRunErrors,
} as const;

/** Whatever is wrong: which part of a ciphertext fits would help an attacker who tries others. */
export const ciphertextInvalid = {
  InvalidParameter: {
    status: 400,
    message: 'The specified parameter "CiphertextBlob" is not valid.',
    cause: 'It is no ciphertext of this service, was changed, or was encrypted with another EncryptionContext.',
    advice: 'Send the `CiphertextBlob` as it was answered, and the same EncryptionContext.',
  },
} as const;
