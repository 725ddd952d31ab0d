/** What calls about keys are refused with: `keyRefusals` in src/api/kms/keys/errors.ts says which error each is. */
import type { NamedReason } from '../../domain/named-things.js';
import type { KeyChangedReason } from './key-store.js';
import type { KeyStateReason } from './lifecycle.js';

/** What making and leading aliases is refused with. */
export type AliasReason = NamedReason<'alias'> | 'alias-limit' | 'key-missing';

export type KeyReason =
  | KeyStateReason
  | KeyChangedReason
  /** There are as many in the account, or in the instance, as there may be. */
  | 'key-limit'
  | 'alias-missing'
  /** The operation takes no alias. */
  | 'alias-unsupported'
  | 'key-version-missing'
  /** The key is for something else. */
  | 'key-does-not-encrypt'
  /** Likewise, for the operations with pairs and MACs. */
  | 'key-is-for-something-else'
  /** Or its context, or both: which of them is not said. */
  | 'ciphertext-invalid'
  /** Its deletion is not allowed. */
  | 'key-protected'
  | 'rotation-unsupported'
  /** Not a pair that is made here. */
  | 'versions-unsupported'
  | 'key-version-limit'
  | 'key-version-too-early'
  /** Its material is made here. */
  | 'origin-unsupported'
  /** Of another form, other than the material that the key had before, or not encrypted as it should be: which of them is not said. */
  | 'key-material-invalid'
  | 'import-token-invalid'
  | 'import-token-expired';
