/** What RAM operations are given. */
import type { Identity } from '../../identity/identity.js';

export type RamServices = Pick<
  Identity,
  | 'users'
  | 'groups'
  | 'memberships'
  | 'roles'
  | 'tagging'
  | 'loginProfiles'
  | 'mfaDevices'
  | 'accountSettings'
  | 'diagnoses'
  | 'accessKeys'
  | 'policies'
  | 'policyVersions'
  | 'policyLists'
  | 'attachments'
  | 'markers'
>;
