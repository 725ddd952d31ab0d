/** What the permission check reads of attached policies: identity/store.ts, PermissionStore. */
import { sql } from 'kysely';
import type { AttachedPolicyRecord, PermissionStore } from '../../../identity/store.js';
import { hotStatement } from '../../hot-statements.js';
import type { Store } from '../../store.js';

const ofUserAndGroups = hotStatement((db, it: { userId: string }) => {
  const ofUser = db
    .selectFrom('ram_attachments')
    .leftJoin('ram_policies', 'ram_policies.id', 'ram_attachments.policy_id')
    .select(['policy_type', 'policy_id', 'resource_group_id', 'ram_policies.name', 'default_version'])
    .select(sql<string | null>`null`.as('group_name'))
    .where('principal_kind', '=', 'user')
    .where('principal_id', '=', it.userId);
  const ofGroups = db
    .selectFrom('ram_group_members')
    .innerJoin('ram_groups', 'ram_groups.id', 'ram_group_members.group_id')
    .innerJoin('ram_attachments', join =>
      join.on('principal_kind', '=', 'group').onRef('principal_id', '=', 'ram_group_members.group_id'),
    )
    .leftJoin('ram_policies', 'ram_policies.id', 'ram_attachments.policy_id')
    .select(['policy_type', 'policy_id', 'resource_group_id', 'ram_policies.name', 'default_version'])
    .select('ram_groups.name as group_name')
    .where('ram_group_members.user_id', '=', it.userId);
  return ofUser.unionAll(ofGroups);
});

const ofRole = hotStatement((db, it: { roleId: string }) =>
  db
    .selectFrom('ram_attachments')
    .leftJoin('ram_policies', 'ram_policies.id', 'ram_attachments.policy_id')
    .select(['policy_type', 'policy_id', 'resource_group_id', 'ram_policies.name', 'default_version'])
    .select(sql<string | null>`null`.as('group_name'))
    .where('principal_kind', '=', 'role')
    .where('principal_id', '=', it.roleId),
);

export function permissionStore(store: Store): Omit<PermissionStore, 'findPolicyVersion'> {
  return {
    generations: store.generations,

    async listAttachedPolicies(userId) {
      return (await ofUserAndGroups.rows(store, { userId })).map(recordOf);
    },

    async listAttachedPoliciesOfRole(roleId) {
      return (await ofRole.rows(store, { roleId })).map(recordOf);
    },
  };
}

type AttachmentRow = Awaited<ReturnType<typeof ofUserAndGroups.rows>>[number];

function recordOf({
  policy_type,
  policy_id,
  resource_group_id,
  name,
  default_version,
  group_name,
}: AttachmentRow): AttachedPolicyRecord {
  return {
    policy: { type: policy_type, id: policy_id },
    groupName: group_name,
    resourceGroupId: resource_group_id,
    policyName: name,
    defaultVersion: default_version,
  };
}
