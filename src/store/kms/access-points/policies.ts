import type { AccessControl, PermissionTemplate, Policy } from '../../../kms/access-points/policies.js';
import type { PolicyStore } from '../../../kms/store.js';
import { insertStep, step } from '../../step.js';
import type { Store } from '../../store.js';
import type { KmsPoliciesTable } from '../../tables/kms.js';
import { countColumn, offsetOf } from '../pages.js';

export function policyStore(store: Store): PolicyStore {
  const { db } = store;

  return {
    async findPolicy(accountId, name) {
      const row = await db
        .selectFrom('kms_policies')
        .selectAll()
        .where('account_id', '=', accountId)
        .where('name', '=', name)
        .executeTakeFirst();
      return row && fromRow(row);
    },

    async listPolicies(accountId, page) {
      const policies = db.selectFrom('kms_policies').where('account_id', '=', accountId);
      const rows = await policies
        .selectAll()
        .orderBy('created_at', 'desc')
        .orderBy('name', 'desc')
        .limit(page.size)
        .offset(offsetOf(page))
        .execute();
      const { total } = await policies.select(countColumn).executeTakeFirstOrThrow();
      return { items: rows.map(fromRow), total };
    },

    insertPolicy: (accountId, policy) => {
      const createdAt = policy.createdAt.getTime();
      const row: KmsPoliciesTable = {
        account_id: accountId,
        name: policy.name,
        scope: policy.scope,
        description: policy.description,
        permissions: JSON.stringify(policy.permissions),
        resources: JSON.stringify(policy.resources),
        ...accessControlColumns(policy.accessControl),
        created_at: createdAt,
        updated_at: createdAt,
      };
      return insertStep(store, 'kms_policies', row, 'policy-exists');
    },

    updatePolicy: (accountId, name, { permissions, resources, accessControl, description }, now) =>
      step(
        db
          .updateTable('kms_policies')
          .set({
            updated_at: now.getTime(),
            ...(permissions && { permissions: JSON.stringify(permissions) }),
            ...(resources && { resources: JSON.stringify(resources) }),
            ...(accessControl && accessControlColumns(accessControl)),
            ...(description !== undefined && { description }),
          })
          .where('account_id', '=', accountId)
          .where('name', '=', name),
        { affects: 1, otherwise: 'policy-missing' },
      ),

    deletePolicy: (accountId, name) =>
      step(db.deleteFrom('kms_policies').where('account_id', '=', accountId).where('name', '=', name), {
        affects: 1,
        otherwise: 'policy-missing',
      }),
  };
}

function accessControlColumns(accessControl: AccessControl | undefined) {
  return {
    network_rules: accessControl ? JSON.stringify(accessControl.networkRules) : null,
    access_control_text: accessControl?.asReceived ?? null,
  };
}

function fromRow(row: KmsPoliciesTable): Policy {
  const { network_rules: networkRules, access_control_text: asReceived } = row;
  return {
    name: row.name,
    scope: row.scope,
    description: row.description,
    permissions: JSON.parse(row.permissions) as PermissionTemplate[],
    resources: JSON.parse(row.resources) as string[],
    accessControl:
      networkRules === null || asReceived === null
        ? undefined
        : { networkRules: JSON.parse(networkRules) as string[], asReceived },
    createdAt: new Date(row.created_at),
  };
}
