/** What the calls of this domain are refused with: `refusals` in src/api/ram/product.ts says which error each is. */
import type { MarkerReason } from '../domain/reasons.js';
import type { AliasReason } from './account-settings/account-settings.js';
import type { DiagnosisReason } from './diagnoses/diagnoses.js';
import type { GroupInUse } from './groups/groups.js';
import type { MembershipReason } from './groups/memberships.js';
import type { LoginProfileReason } from './login-profiles/login-profile.js';
import type { PasswordReason } from './login-profiles/login-profiles.js';
import type { MfaDeviceReason } from './mfa/mfa-device.js';
import type { NamedIdentityReason } from './named-identities.js';
import type { AttachmentReason, PolicyHolderKind, PolicyInUse } from './policies/policy-holder.js';
import type { RoleInUse } from './roles/role.js';
import type { TagReason } from './tags/tagging.js';
import type { UserInUse } from './users/user.js';

export type IdentityReason =
  | MarkerReason
  | NamedIdentityReason<'user' | 'group' | 'role'>
  | UserInUse
  | GroupInUse
  | RoleInUse
  | MembershipReason
  | 'access-key-missing'
  | 'access-key-limit'
  | 'last-root-access-key'
  | 'policy-missing'
  | 'policy-exists'
  | 'policy-limit'
  /** Detail `fault`: what is wrong with the document. */
  | 'policy-malformed'
  | PolicyInUse
  | TagReason
  | LoginProfileReason
  | PasswordReason
  | MfaDeviceReason
  | AliasReason
  | DiagnosisReason
  | 'policy-version-missing'
  | 'policy-version-is-default'
  | 'policy-version-limit'
  /** Another call made a version at the same moment; this one can be made again. */
  | 'policy-version-raced'
  | AttachmentReason<PolicyHolderKind>;

/** What making an account is refused with. No call makes one: the first start does, and tests. */
export type AccountReason = 'account-exists';
