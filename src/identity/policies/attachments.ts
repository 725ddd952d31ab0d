/** Policies attached to users, groups and roles, for the whole account or for one resource group: wire/ram-sts.md sections 9 and 10. */
import { type Change, Refusal } from '../../domain/change.js';
import { limits } from '../limits.js';
import type { IdentityReason } from '../refusals.js';
import type { AttachmentStore, HoldersOfPolicy, PolicyOfHolder } from '../store.js';
import type { ManagedPolicy } from './managed-policy.js';
import type { AttachmentReason, PolicyHolder, PolicyHolderKind } from './policy-holder.js';
import { findSystemPolicyRecord } from './system-policy-records.js';

export interface PolicyAttached {
  readonly policy: Pick<ManagedPolicy, 'type' | 'name' | 'description' | 'defaultVersion'>;
  /** Of the first attachment when there are several in different scopes. */
  readonly attachedAt: Date;
}

export class Attachments {
  constructor(private readonly store: AttachmentStore) {}

  /**
   * @param scope a resource group; the account's own id, or nothing, means the whole account
   * Refused with `<kind>-attachment-exists` and `-limit`, `<kind>-missing`, `policy-missing`.
   */
  async attach(
    policy: ManagedPolicy,
    holder: PolicyHolder,
    scope: string | undefined,
    now: Date,
  ): Promise<Change<IdentityReason>> {
    const attachment = attachmentOf(policy, holder, scope);
    if (await this.store.findAttachment(attachment))
      throw new Refusal<IdentityReason>(`${holder.kind}-attachment-exists`);
    return this.store.addAttachment({ ...attachment, attachedAt: now }, limits.attachments[holder.kind][policy.type]);
  }

  /** Scopes as for `attach`. */
  detach(
    policy: ManagedPolicy,
    holder: PolicyHolder,
    scope: string | undefined,
  ): Change<AttachmentReason<PolicyHolderKind>> {
    return this.store.removeAttachment(attachmentOf(policy, holder, scope));
  }

  /** Each policy once, in whatever scopes it is attached; the oldest attachment first. */
  async policiesOf(holder: PolicyHolder): Promise<PolicyAttached[]> {
    return (await this.store.listPoliciesOf(holder)).map(withPolicy);
  }

  /** Each once, in whatever scopes the policy is attached; the oldest attachment first. */
  holdersOf(accountId: string, policy: ManagedPolicy): Promise<HoldersOfPolicy> {
    return this.store.listHoldersOf(accountId, { type: policy.type, id: policy.id });
  }
}

function attachmentOf(
  { type, id }: ManagedPolicy,
  { kind, accountId, id: holderId }: PolicyHolder,
  scope: string | undefined,
) {
  const resourceGroupId = scope === undefined || scope === accountId ? '' : scope;
  return { holder: { kind, accountId, id: holderId }, policy: { type, id }, resourceGroupId };
}

function withPolicy({ policy: { type, id }, attachedAt, custom }: PolicyOfHolder): PolicyAttached {
  const details = type === 'System' ? findSystemPolicyRecord(id)?.policy : custom;
  if (!details) throw new Error(`the ${type} policy ${id} is attached and does not exist`);
  const { name, description, defaultVersion } = details;
  return { policy: { type, name, description, defaultVersion }, attachedAt };
}
