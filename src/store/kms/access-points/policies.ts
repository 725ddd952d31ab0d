import type {
  AccessControl,
  AccessPointPolicy,
  PermissionTemplate,
  PolicyUpdate,
} from '../../../kms/access-points/policies.js';
import { namedThings } from '../../named-things.js';
import type { KmsPoliciesTable } from '../../tables/kms.js';

export const accessPolicyStore = namedThings<'policy', AccessPointPolicy, PolicyUpdate, 'kms_policies'>({
  kind: 'policy',
  table: 'kms_policies',
  fromRow,

  toRow: policy => ({
    name: policy.name,
    scope: policy.scope,
    description: policy.description,
    permissions: JSON.stringify(policy.permissions),
    resources: JSON.stringify(policy.resources),
    ...accessControlColumns(policy.accessControl),
    created_at: policy.createdAt.getTime(),
  }),

  changed: ({ permissions, resources, accessControl, description }) => ({
    ...(permissions && { permissions: JSON.stringify(permissions) }),
    ...(resources && { resources: JSON.stringify(resources) }),
    ...(accessControl && accessControlColumns(accessControl)),
    ...(description !== undefined && { description }),
  }),
});

function accessControlColumns(accessControl: AccessControl | undefined) {
  return {
    network_rules: accessControl ? JSON.stringify(accessControl.networkRules) : null,
    access_control_text: accessControl?.asReceived ?? null,
  };
}

function fromRow(row: KmsPoliciesTable): AccessPointPolicy {
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
