/** Groups of users: what is attached to a group counts for each of its members (wire/ram-sts.md sections 1, 5 and 10). */
import type { Identifiers } from '../identifiers.js';
import { limits } from '../limits.js';
import { NamedIdentities, type NamedIdentity, type NamedIdentityStore } from '../named-identities.js';

export interface GroupDetails {
  /** Empty: none. */
  readonly comments: string;
}

export type Group = NamedIdentity<'group'> & GroupDetails;

/** What stands in the way of deleting a group, in the order in which it is looked for. */
export type GroupInUse = 'group-has-users' | 'group-has-policies';

export type GroupStore = NamedIdentityStore<'group', Group, GroupDetails, GroupInUse>;

export class Groups extends NamedIdentities<'group', Group, GroupDetails, GroupInUse> {
  constructor(store: GroupStore, identifiers: Identifiers) {
    super('group', store, limits.groupsPerAccount, () => identifiers.groupId());
  }
}
