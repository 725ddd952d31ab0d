/** What the calls of this domain are refused with: `refusals` in src/api/ram/product.ts says which error each is. */
import type { MarkerReason } from '../domain/reasons.js';

export type IdentityReason =
  | MarkerReason
  | 'user-missing'
  | 'user-exists'
  | 'user-limit'
  | 'user-has-access-keys'
  | 'user-has-policies'
  | 'access-key-missing'
  | 'access-key-limit'
  | 'last-root-access-key'
  | 'policy-missing'
  | 'policy-exists'
  | 'policy-limit'
  /** Detail `fault`: what is wrong with the document. */
  | 'policy-malformed'
  | 'policy-attached-to-user'
  | 'policy-has-versions'
  | 'attachment-missing'
  | 'attachment-exists'
  | 'attachment-limit';

/** What making an account is refused with. No call makes one: the first start does, and tests. */
export type AccountReason = 'account-exists';
