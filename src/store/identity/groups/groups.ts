/** Groups in the database: identity/groups/groups.ts, GroupStore. */
import type { Group, GroupDetails, GroupInUse } from '../../../identity/groups/groups.js';
import { hasNone } from '../has-none.js';
import { namedIdentities } from '../named-identities.js';
import { attachedTo } from '../policies/attachments.js';

export const groupStore = namedIdentities<'group', Group, GroupDetails, GroupInUse>({
  kind: 'group',
  columns: { comments: 'comments' },

  beforeDeletion: ({ db }, group) => [
    hasNone(db, db.selectFrom('ram_group_members').where('group_id', '=', group.id), 'group-has-users'),
    hasNone(db, attachedTo(db, group), 'group-has-policies'),
  ],
});
