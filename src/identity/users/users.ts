/** Users of an account: wire/ram-sts.md sections 1 and 10. */
import type { Identifiers } from '../identifiers.js';
import { limits } from '../limits.js';
import { NamedIdentities } from '../named-identities.js';
import type { User, UserDetails, UserInUse, UserStore } from './user.js';

export class Users extends NamedIdentities<'user', User, UserDetails, UserInUse> {
  constructor(store: UserStore, identifiers: Identifiers) {
    super('user', store, limits.usersPerAccount, () => identifiers.userId());
  }
}
