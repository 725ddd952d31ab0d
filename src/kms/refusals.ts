/** What the calls of this domain are refused with: `refusals` in src/api/kms/product.ts says which error each is. */
import type { NamedReason } from '../domain/named-things.js';
import type { DataKeyReason } from './data-keys/data-key-store.js';
import type { InstanceReason } from './instances/instance.js';
import type { AliasReason, KeyReason } from './keys/refusals.js';
import type { SecretReason } from './secrets/refusals.js';

export type KmsReason =
  | KeyReason
  | AliasReason
  | SecretReason
  | NamedReason<'network-rule' | 'policy' | 'access-point' | 'instance'>
  /** A key, secret or instance would have more tags than it may have. */
  | 'tag-limit'
  | InstanceReason
  | DataKeyReason
  | 'client-key-missing'
  /** The access point has as many as one may have. */
  | 'client-key-limit';
