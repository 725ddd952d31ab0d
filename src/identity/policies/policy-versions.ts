/** Versions of policies: a document each, of which the default one counts (wire/ram-sts.md sections 9 and 10). */
import { Refusal } from '../../domain/change.js';
import { limits } from '../limits.js';
import type { IdentityReason } from '../refusals.js';
import type { PolicyVersion, PolicyVersionStore } from '../store.js';
import { refuseMalformed } from './malformed.js';
import type { ManagedPolicy } from './managed-policy.js';
import type { Policies } from './policies.js';
import { findSystemPolicyRecord } from './system-policy-records.js';

export interface NewVersion {
  readonly document: string;
  readonly setAsDefault: boolean;
  /** Whether the oldest version that is not the default gives way where there are five already. */
  readonly rotate: boolean;
}

export class PolicyVersions {
  constructor(
    private readonly store: PolicyVersionStore,
    private readonly policies: Pick<Policies, 'getCustom'>,
  ) {}

  /** In the order of their numbers. Of a system policy only the default one is here. */
  async list({ type, id }: ManagedPolicy): Promise<readonly PolicyVersion[]> {
    if (type === 'Custom') return this.store.listPolicyVersions(id);
    const record = findSystemPolicyRecord(id);
    return record ? [record.document] : [];
  }

  /** Refused with `policy-version-missing`. */
  async get(policy: ManagedPolicy, version: number): Promise<PolicyVersion> {
    const found = (await this.list(policy)).find(it => it.version === version);
    if (!found) throw new Refusal<IdentityReason>('policy-version-missing');
    return found;
  }

  /** Refused with `policy-malformed` (detail `fault`), `policy-missing`, `policy-version-limit`, `policy-version-raced`. */
  async create(accountId: string, name: string, { document, setAsDefault, rotate }: NewVersion, now: Date) {
    refuseMalformed(document);
    const policy = await this.policies.getCustom(accountId, name);
    // The number after the highest that was ever given out: what is kept of a version may be kept by its number.
    const version = { version: policy.lastVersion + 1, document, createdAt: now };
    const options = { setAsDefault, rotate, limit: limits.versionsPerPolicy };
    return { version, change: this.store.addPolicyVersion(policy, version, options) };
  }

  /** Refused with `policy-missing`, `policy-version-missing`. */
  async setDefault(accountId: string, name: string, version: number, now: Date) {
    return this.store.setDefaultPolicyVersion(await this.policies.getCustom(accountId, name), version, now);
  }

  /** Refused with `policy-missing`, `policy-version-missing`, `policy-version-is-default`. */
  async delete(accountId: string, name: string, version: number) {
    return this.store.removePolicyVersion(await this.policies.getCustom(accountId, name), version);
  }
}
