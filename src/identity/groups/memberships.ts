/** Which users are in which groups (wire/ram-sts.md sections 9 and 10). Both are known by id, so a membership survives their renaming. */
import { type Change, Refusal } from '../../domain/change.js';
import type { Continuation, ContinuationOf } from '../../domain/page.js';
import { limits } from '../limits.js';
import type { NamePlace } from '../names.js';
import type { User } from '../users/user.js';
import type { Group } from './groups.js';

export interface GroupOfUser {
  readonly group: Pick<Group, 'id' | 'name' | 'comments'>;
  readonly joinedAt: Date;
}

export interface UserOfGroup {
  readonly user: Pick<User, 'name' | 'displayName'>;
  readonly joinedAt: Date;
}

export type MembershipReason = 'membership-exists' | 'membership-missing' | 'membership-limit';

export interface MembershipStore {
  isMember(user: User, group: Group): Promise<boolean>;
  /** Those that the user joined first come first. */
  listGroupsOf(user: User): Promise<GroupOfUser[]>;
  /** In the order of names. */
  listUsersOf(group: Group, part: Continuation<NamePlace>): Promise<ContinuationOf<UserOfGroup, NamePlace>>;
  /** @param limit in how many groups a user may be */
  add(
    user: User,
    group: Group,
    joinedAt: Date,
    limit: number,
  ): Change<'user-missing' | 'group-missing' | 'membership-exists' | 'membership-limit'>;
  remove(user: User, group: Group): Change<'membership-missing'>;
}

export class Memberships {
  constructor(private readonly store: MembershipStore) {}

  /** Refused with `membership-exists`, `membership-limit`, and when one of the two went away meanwhile, `user-missing`, `group-missing`. */
  async add(user: User, group: Group, now: Date) {
    if (await this.store.isMember(user, group)) throw new Refusal<MembershipReason>('membership-exists');
    return this.store.add(user, group, now, limits.groupsPerUser);
  }

  remove(user: User, group: Group): Change<'membership-missing'> {
    return this.store.remove(user, group);
  }

  /** Those that the user joined first come first. */
  groupsOf(user: User): Promise<GroupOfUser[]> {
    return this.store.listGroupsOf(user);
  }

  /** In the order of names. */
  usersOf(group: Group, part: Continuation<NamePlace>): Promise<ContinuationOf<UserOfGroup, NamePlace>> {
    return this.store.listUsersOf(group, part);
  }
}
