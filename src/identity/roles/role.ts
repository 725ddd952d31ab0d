/** A role of an account as it is stored: wire/ram-sts.md section 6. */
import type { NamedIdentity, NamedIdentityStore } from '../named-identities.js';

export interface RoleDetails {
  /** Empty: none. */
  readonly description: string;
  /** Who may assume the role, as it was given, byte for byte. */
  readonly trustPolicy: string;
  /** The longest that a session of it may last. */
  readonly maxSessionSeconds: number;
}

export type Role = NamedIdentity<'role'> & RoleDetails;

/** What stands in the way of deleting a role. */
export type RoleInUse = 'role-has-policies';

export type RoleStore = NamedIdentityStore<'role', Role, RoleDetails, RoleInUse>;
