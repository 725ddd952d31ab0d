/** What calls about secrets are refused with: `secretRefusals` in src/api/kms/secrets/errors.ts says which error each is. */
import type { SecretChangedReason } from './secret-store.js';

export type SecretReason =
  | SecretChangedReason
  | 'secret-missing'
  | 'secret-exists'
  /** There are as many in the account, or in the instance, as there may be. */
  | 'secret-limit'
  /** Its deletion is planned. */
  | 'secret-in-delete-window'
  /** Its deletion is not planned. */
  | 'secret-in-use'
  | 'secret-version-missing'
  /** The id of the version is taken, with another value. */
  | 'secret-version-exists'
  /** More labels than a secret may have. */
  | 'secret-label-limit'
  /** The version that is to lose the label has not got it. */
  | 'secret-label-elsewhere'
  /** It is of a managed type: only the server makes its versions. */
  | 'secret-managed'
  /** It is Generic: there is nothing to rotate. */
  | 'secret-not-managed'
  /** A rotation is under way, or what the last one has replaced is still valid. */
  | 'secret-rotating'
  /** Details `P` and `Rule`: which parameter is wrong, and how. */
  | 'credentials-wrong'
  /** Detail `Why`, the rest of a sentence: the credentials could not be changed where they are valid, or no such place is known. */
  | 'target-failed';
