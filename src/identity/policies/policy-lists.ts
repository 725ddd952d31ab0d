/** Lists of policies, system policies first and then the account's own, each in the order of names. */

import type { WantedTag } from '../../domain/tags.js';
import { type ListPage, pageOf } from '../list-page.js';
import { nameKey } from '../names.js';
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
export interface PolicyPlace {
  readonly type: PolicyType;
  readonly name: string;
}

export interface ListedPolicy extends ManagedPolicy {
  readonly attachmentCount: number;
}

export class PolicyLists {
  constructor(private readonly store: PolicyStore & AttachmentStore) {}

  async list(
    accountId: string,
    filter: PolicyFilter,
    { after, limit }: { readonly after?: PolicyPlace | undefined; readonly limit: number },
  ): Promise<ListPage<ListedPolicy>> {
    const { items, more } = await pageOf(limit, async wanted => {
      const system = systemPoliciesAfter(filter, after).slice(0, wanted);
      const custom = await this.customPoliciesAfter(accountId, filter, after, wanted - system.length);
      return [...system, ...custom];
    });
    const system = await this.attachmentCounts(accountId, 'System', items);
    const custom = await this.attachmentCounts(accountId, 'Custom', items);
    const countOf = ({ type, id }: ManagedPolicy) => (type === 'System' ? system : custom).get(id) ?? 0;
    return { items: items.map(policy => ({ ...policy, attachmentCount: countOf(policy) })), more };
  }

  private async customPoliciesAfter(
    accountId: string,
    filter: PolicyFilter,
    after: PolicyPlace | undefined,
    limit: number,
  ): Promise<ManagedPolicy[]> {
    if (filter.type === 'System' || limit === 0) return [];
    const place = after?.type === 'Custom' ? after.name : undefined;
    const policies = await this.store.listPolicies(accountId, { after: place, limit }, filter.tags);
    return policies.map(policy => ({ type: 'Custom', ...policy }));
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
  if (filter.type === 'Custom' || filter.tags.length > 0 || after?.type === 'Custom') return [];
  const policies = systemPolicyRecords.map(record => record.policy);
  return after ? policies.filter(policy => nameKey(policy.name) > nameKey(after.name)) : policies;
}
