/** Roles in the database: identity/roles/role.ts, RoleStore. */
import type { Role, RoleDetails, RoleInUse } from '../../../identity/roles/role.js';
import { step } from '../../step.js';
import { hasNone } from '../has-none.js';
import { namedIdentities } from '../named-identities.js';
import { attachedTo } from '../policies/attachments.js';

export const roleStore = namedIdentities<'role', Role, RoleDetails, RoleInUse>({
  kind: 'role',
  columns: { description: 'description', trustPolicy: 'trust_policy', maxSessionSeconds: 'max_session_seconds' },

  beforeDeletion: ({ db }, role) => [
    hasNone(db, attachedTo(db, role), 'role-has-policies'),
    step(db.deleteFrom('ram_role_tags').where('role_id', '=', role.id)),
  ],
});
