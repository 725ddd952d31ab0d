/** What calls about secrets are refused with: `secretRefusals` in src/api/kms/secrets/errors.ts says which error each is. */
import type { SecretChangedReason } from './secret-store.js';

export type SecretReason =
  | SecretChangedReason
  | 'secret-missing'
  | 'secret-exists'
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
  | 'secret-label-elsewhere';
