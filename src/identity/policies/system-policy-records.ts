/** The system policies in the form that custom ones have. */
import { findSystemPolicy, listSystemPolicies, type SystemPolicy } from '../../access/system-policies.js';
import { nameKey } from '../names.js';
import type { PolicyVersion } from '../store.js';
import type { ManagedPolicy } from './managed-policy.js';

/** The day that the API's version is named after: system policies have been there as long as the API has. */
const SINCE = new Date(Date.UTC(2015, 4, 1));

export interface SystemPolicyRecord {
  readonly policy: ManagedPolicy;
  readonly document: PolicyVersion;
}

/** By name, in any case. */
export function findSystemPolicyRecord(name: string): SystemPolicyRecord | undefined {
  const found = findSystemPolicy(name);
  return found && recordOf(found);
}

/** All of them, in the order of names. */
export const systemPolicyRecords: readonly SystemPolicyRecord[] = listSystemPolicies()
  .map(recordOf)
  .sort((a, b) => (nameKey(a.policy.name) < nameKey(b.policy.name) ? -1 : 1));

function recordOf({ name, description, defaultVersion, document }: SystemPolicy): SystemPolicyRecord {
  const version = Number(defaultVersion.slice(1));
  return {
    policy: {
      type: 'System',
      id: name,
      name,
      description,
      defaultVersion: version,
      createdAt: SINCE,
      updatedAt: SINCE,
      tags: [],
    },
    document: { version, document, createdAt: SINCE },
  };
}
