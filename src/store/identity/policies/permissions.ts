/** What the permission check reads of attached policies: identity/store.ts, PermissionStore. */
import { sql } from 'kysely';
import type { PermissionStore } from '../../../identity/store.js';
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

export function permissionStore(store: Store): Omit<PermissionStore, 'findPolicyVersion'> {
  return {
    generations: store.generations,

    async listAttachedPolicies(userId) {
      const rows = await ofUserAndGroups.rows(store, { userId });
      return rows.map(({ policy_type, policy_id, resource_group_id, name, default_version, group_name }) => ({
        policy: { type: policy_type, id: policy_id },
        groupName: group_name,
        resourceGroupId: resource_group_id,
        policyName: name,
        defaultVersion: default_version,
      }));
    },
  };
}
