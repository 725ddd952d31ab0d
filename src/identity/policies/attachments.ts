/** Policies attached to users, for the whole account or for one resource group: wire/ram-sts.md sections 9 and 10. */
import { type Change, Refusal } from '../../domain/change.js';
import { limits } from '../limits.js';
import type { IdentityReason } from '../refusals.js';
import type { AttachmentStore, PolicyOfUser, User, UserOfPolicy } from '../store.js';
import type { ManagedPolicy } from './managed-policy.js';
import { findSystemPolicyRecord } from './system-policy-records.js';

export interface PolicyAttachedToUser {
  readonly policy: Pick<ManagedPolicy, 'type' | 'name' | 'description' | 'defaultVersion'>;
  /** Of the first attachment when there are several in different scopes. */
  readonly attachedAt: Date;
}

export class Attachments {
  constructor(private readonly store: AttachmentStore) {}

  /**
   * @param scope a resource group; the account's own id, or nothing, means the whole account
   * Refused with `attachment-exists`, `attachment-limit`, `user-missing`, `policy-missing`.
   */
  async attach(
    policy: ManagedPolicy,
    user: User,
    scope: string | undefined,
    now: Date,
  ): Promise<Change<IdentityReason>> {
    const attachment = attachmentOf(policy, user, scope);
    if (await this.store.findAttachment(attachment)) throw new Refusal<IdentityReason>('attachment-exists');
    const limit = policy.type === 'System' ? limits.systemPoliciesPerUser : limits.customPoliciesPerUser;
    return this.store.addAttachment({ ...attachment, attachedAt: now }, limit);
  }

  /** Scopes as for `attach`. */
  detach(policy: ManagedPolicy, user: User, scope: string | undefined): Change<'attachment-missing'> {
    return this.store.removeAttachment(attachmentOf(policy, user, scope));
  }

  /** Each policy once, in whatever scopes it is attached; the oldest attachment first. */
  async policiesOf({ accountId, id }: User): Promise<PolicyAttachedToUser[]> {
    return (await this.store.listPoliciesOfUser(accountId, id)).map(withPolicy);
  }

  /** Each user once, in whatever scopes the policy is attached; the oldest attachment first. */
  usersOf(accountId: string, policy: ManagedPolicy): Promise<UserOfPolicy[]> {
    return this.store.listUsersOfPolicy(accountId, { type: policy.type, id: policy.id });
  }
}

function attachmentOf({ type, id }: ManagedPolicy, user: User, scope: string | undefined) {
  const resourceGroupId = scope === undefined || scope === user.accountId ? '' : scope;
  return { accountId: user.accountId, userId: user.id, policy: { type, id }, resourceGroupId };
}

function withPolicy({ policy: { type, id }, attachedAt, custom }: PolicyOfUser): PolicyAttachedToUser {
  const details = type === 'System' ? findSystemPolicyRecord(id)?.policy : custom;
  if (!details) throw new Error(`the ${type} policy ${id} is attached and does not exist`);
  const { name, description, defaultVersion } = details;
  return { policy: { type, name, description, defaultVersion }, attachedAt };
}
