/** Users in the database: identity/users/user.ts, UserStore. */
import type { User, UserDetails, UserInUse } from '../../../identity/users/user.js';
import { hasNone } from '../has-none.js';
import { namedIdentities } from '../named-identities.js';
import { attachedTo } from '../policies/attachments.js';

export const userStore = namedIdentities<'user', User, UserDetails, UserInUse>({
  kind: 'user',
  columns: { displayName: 'display_name', email: 'email', mobilePhone: 'mobile_phone', comments: 'comments' },

  beforeDeletion: ({ db }, user) => [
    hasNone(db, db.selectFrom('access_keys').where('user_id', '=', user.id), 'user-has-access-keys'),
    hasNone(db, attachedTo(db, user), 'user-has-policies'),
    hasNone(db, db.selectFrom('ram_group_members').where('user_id', '=', user.id), 'user-has-groups'),
    hasNone(db, db.selectFrom('ram_login_profiles').where('user_id', '=', user.id), 'user-has-login-profile'),
    hasNone(db, db.selectFrom('ram_mfa_devices').where('user_id', '=', user.id), 'user-has-mfa-device'),
  ],
});
