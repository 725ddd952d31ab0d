/**
 * Policies as the API shows them: the account's own, in versions, and the system policies that everybody can read and nobody
 * can change (wire/ram-sts.md sections 8 to 10). Their grammar is not known here but in `access`.
 */
import { type Change, Refusal } from '../../domain/change.js';
import type { Tag } from '../../domain/tags.js';
import type { Identifiers } from '../identifiers.js';
import { limits } from '../limits.js';
import type { IdentityReason } from '../refusals.js';
import type {
  AttachmentStore,
  CustomPolicy,
  PolicyReference,
  PolicyStore,
  PolicyType,
  PolicyVersion,
} from '../store.js';
import { refuseMalformed } from './malformed.js';
import type { ManagedPolicy } from './managed-policy.js';
import { findSystemPolicyRecord } from './system-policy-records.js';

export interface NewPolicy {
  readonly name: string;
  readonly document: string;
  readonly description: string;
  readonly tags: readonly Tag[];
}

export class Policies {
  constructor(
    private readonly store: PolicyStore & AttachmentStore,
    private readonly identifiers: Identifiers,
  ) {}

  /** Custom policies are the account's; system policies are the same for all. */
  async find(accountId: string, type: PolicyType, name: string): Promise<ManagedPolicy | undefined> {
    if (type === 'System') return findSystemPolicyRecord(name)?.policy;
    const custom = await this.store.findPolicy(accountId, name);
    return custom && { type: 'Custom', ...custom };
  }

  /** Refused with `policy-missing`. */
  async get(accountId: string, type: PolicyType, name: string): Promise<ManagedPolicy> {
    const policy = await this.find(accountId, type, name);
    if (!policy) throw new Refusal<IdentityReason>('policy-missing');
    return policy;
  }

  /** The document that counts. Refused with `policy-missing` when the policy went away meanwhile. */
  async defaultDocument(policy: ManagedPolicy): Promise<PolicyVersion> {
    const version =
      policy.type === 'System'
        ? findSystemPolicyRecord(policy.id)?.document
        : await this.store.findPolicyVersion(policy.id, policy.defaultVersion);
    if (!version) throw new Refusal<IdentityReason>('policy-missing');
    return version;
  }

  /** To how many users and groups the policy is attached, scopes counted one by one, within the account. */
  async countAttachments(accountId: string, policy: PolicyReference): Promise<number> {
    const counts = await this.store.countAttachments(accountId, policy.type, [policy.id]);
    return counts.get(policy.id) ?? 0;
  }

  /** A new policy whose version 1 is the default. Refused with `policy-malformed` (detail `fault`), `policy-exists`, `policy-limit`. */
  async create(
    accountId: string,
    { name, document, description, tags }: NewPolicy,
    now: Date,
  ): Promise<{ readonly policy: ManagedPolicy; readonly change: Change<IdentityReason> }> {
    refuseMalformed(document);
    if (await this.store.findPolicy(accountId, name)) throw new Refusal<IdentityReason>('policy-exists');
    const id = this.identifiers.policyId(now);
    const policy: CustomPolicy = {
      accountId,
      id,
      name,
      description,
      defaultVersion: 1,
      lastVersion: 1,
      createdAt: now,
      updatedAt: now,
      tags,
    };
    const change = this.store.addPolicy(
      policy,
      { version: 1, document, createdAt: now },
      limits.customPoliciesPerAccount,
    );
    return { policy: { type: 'Custom', ...policy }, change };
  }

  /**
   * Deletes a custom policy. Refused with `policy-missing`, `policy-attached-to-user` or `-group`, and unless `withVersions` says that
   * the others may go too, `policy-has-versions`.
   */
  async delete(
    accountId: string,
    name: string,
    options: { readonly withVersions: boolean },
  ): Promise<Change<IdentityReason>> {
    return this.store.removePolicy(await this.getCustom(accountId, name), options);
  }

  /** A policy of the account itself, which can be changed. Refused with `policy-missing`. */
  async getCustom(accountId: string, name: string): Promise<CustomPolicy> {
    const policy = await this.store.findPolicy(accountId, name);
    if (!policy) throw new Refusal<IdentityReason>('policy-missing');
    return policy;
  }

  /** Changes the description, if one is given. Refused with `policy-missing`. */
  async describe(
    accountId: string,
    name: string,
    given: string | undefined,
    now: Date,
  ): Promise<{ readonly policy: ManagedPolicy; readonly change: Change<'policy-missing'> }> {
    const policy = await this.getCustom(accountId, name);
    const description = given ?? policy.description;
    const change = this.store.describePolicy(policy, description, now);
    return { policy: { type: 'Custom', ...policy, description, updatedAt: now }, change };
  }
}
