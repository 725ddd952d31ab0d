/** A user of an account as it is stored. */
import type { NamedIdentity, NamedIdentityStore } from '../named-identities.js';

/** Texts that were never given are empty. */
export interface UserDetails {
  readonly displayName: string;
  readonly email: string;
  readonly mobilePhone: string;
  readonly comments: string;
}

export type User = NamedIdentity<'user'> & UserDetails;

/** What stands in the way of deleting a user, in the order in which it is looked for. */
export type UserInUse =
  | 'user-has-access-keys'
  | 'user-has-policies'
  | 'user-has-groups'
  | 'user-has-login-profile'
  | 'user-has-mfa-device';

export type UserStore = NamedIdentityStore<'user', User, UserDetails, UserInUse>;
