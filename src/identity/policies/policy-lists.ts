/** Lists of policies, system policies first and then the account's own, each in the order of names. */

import { type Continuation, type ContinuationOf, cut } from '../../domain/page.js';
import type { WantedTag } from '../../domain/tags.js';
import { type NamePlace, nameKey } from '../names.js';
import type { AttachmentStore, PolicyStore, PolicyType } from '../store.js';
import type { ManagedPolicy } from './managed-policy.js';
import { systemPolicyRecords } from './system-policy-records.js';

export interface PolicyFilter {
  /** Absent: both. */
  readonly type?: PolicyType | undefined;
  /** All of them must be there; system policies have none. */
  readonly tags: readonly WantedTag[];
}

/** Where a list goes on: after the policy of this type and name. */
export type PolicyPlace = readonly [type: PolicyType, name: string];

export interface ListedPolicy extends ManagedPolicy {
  readonly attachmentCount: number;
}

export class PolicyLists {
  constructor(private readonly store: PolicyStore & AttachmentStore) {}

  async list(
    accountId: string,
    filter: PolicyFilter,
    { after, size }: Continuation<PolicyPlace>,
  ): Promise<ContinuationOf<ListedPolicy, PolicyPlace>> {
    const system = systemPoliciesAfter(filter, after).slice(0, size + 1);
    const custom = await this.customPoliciesAfter(accountId, filter, after, size + 1 - system.length);
    const { items, next } = cut([...system, ...custom], size, ({ type, name }): PolicyPlace => [type, name]);
    const ofSystem = await this.attachmentCounts(accountId, 'System', items);
    const ofCustom = await this.attachmentCounts(accountId, 'Custom', items);
    const countOf = ({ type, id }: ManagedPolicy) => (type === 'System' ? ofSystem : ofCustom).get(id) ?? 0;
    return { items: items.map(policy => ({ ...policy, attachmentCount: countOf(policy) })), next };
  }

  private async customPoliciesAfter(
    accountId: string,
    filter: PolicyFilter,
    after: PolicyPlace | undefined,
    size: number,
  ): Promise<readonly ManagedPolicy[]> {
    if (filter.type === 'System' || size === 0) return [];
    const [type, name = ''] = after ?? [];
    const place: NamePlace | undefined = type === 'Custom' ? [name] : undefined;
    const { items } = await this.store.listPolicies(accountId, { after: place, size }, filter.tags);
    return items.map(policy => ({ type: 'Custom', ...policy }));
  }

  private async attachmentCounts(
    accountId: string,
    type: PolicyType,
    policies: readonly ManagedPolicy[],
  ): Promise<ReadonlyMap<string, number>> {
    const ids = policies.filter(policy => policy.type === type).map(policy => policy.id);
    return ids.length === 0 ? new Map() : this.store.countAttachments(accountId, type, ids);
  }
}

function systemPoliciesAfter(filter: PolicyFilter, after: PolicyPlace | undefined): ManagedPolicy[] {
  const [type, name] = after ?? [];
  if (filter.type === 'Custom' || filter.tags.length > 0 || type === 'Custom') return [];
  const policies = systemPolicyRecords.map(record => record.policy);
  return name === undefined ? policies : policies.filter(policy => nameKey(policy.name) > nameKey(name));
}
