/** Members of groups in the database: identity/groups/memberships.ts, MembershipStore. */
import { cut } from '../../../domain/page.js';
import type { Group } from '../../../identity/groups/groups.js';
import type { MembershipStore } from '../../../identity/groups/memberships.js';
import { type NamePlace, nameKey } from '../../../identity/names.js';
import type { User } from '../../../identity/users/user.js';
import { boundedInsert } from '../../bounded-insert.js';
import { insertStep, step } from '../../step.js';
import type { Store } from '../../store.js';
import { lockIdentity } from '../locks.js';

export function membershipStore(store: Store): MembershipStore {
  const { db } = store;
  const ofUser = (user: User) => db.selectFrom('ram_group_members').where('user_id', '=', user.id);

  return {
    async isMember(user, group) {
      const row = await ofUser(user).select('group_id').where('group_id', '=', group.id).executeTakeFirst();
      return row !== undefined;
    },

    async listGroupsOf(user) {
      const rows = await ofUser(user)
        .innerJoin('ram_groups', 'ram_groups.id', 'ram_group_members.group_id')
        .select(['id', 'name', 'comments', 'joined_at'])
        .orderBy('joined_at')
        .orderBy('id')
        .execute();
      return rows.map(({ joined_at, ...group }) => ({ group, joinedAt: new Date(joined_at) }));
    },

    async listUsersOf(group, { after, size }) {
      let members = db
        .selectFrom('ram_group_members')
        .innerJoin('users', 'users.id', 'ram_group_members.user_id')
        .select(['name', 'display_name', 'joined_at'])
        .where('group_id', '=', group.id);
      if (after) members = members.where('name_key', '>', nameKey(after[0]));
      const rows = await members
        .orderBy('name_key')
        .limit(size + 1)
        .execute();
      const found = rows.map(row => ({
        user: { name: row.name, displayName: row.display_name },
        joinedAt: new Date(row.joined_at),
      }));
      return cut(found, size, ({ user }): NamePlace => [user.name]);
    },

    add: (user, group, joinedAt, limit) =>
      boundedInsert(
        store,
        {
          hold: [
            lockIdentity(store, 'user', user.accountId, user.id),
            lockIdentity(store, 'group', group.accountId, group.id),
          ],
          counted: ofUser(user),
          limit,
          otherwise: 'membership-limit',
        },
        [insertStep(store, 'ram_group_members', rowOf(user, group, joinedAt), 'membership-exists')],
      ),

    remove: (user, group) => [
      step(db.deleteFrom('ram_group_members').where('user_id', '=', user.id).where('group_id', '=', group.id), {
        affects: 1,
        otherwise: 'membership-missing',
      }),
    ],
  };
}

function rowOf(user: User, group: Group, joinedAt: Date) {
  return { user_id: user.id, group_id: group.id, joined_at: joinedAt.getTime() };
}
