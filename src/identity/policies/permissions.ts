/**
 * Which policies count for a principal. Asked on every request, so a change acts on the next one: what was found is kept for as long as nothing of
 * identities changes. Versions never change, so a document is read and parsed when its version is first met, and kept whatever else changes.
 */
import type { AttachedPolicy } from '../../access/evaluate.js';
import type { Policy } from '../../access/policy.js';
import { parsePolicy } from '../../access/policy-grammar.js';
import { findSystemPolicy } from '../../access/system-policies.js';
import { CoherentCache } from '../../caches/coherent-cache.js';
import type { Reading } from '../../caches/generations.js';
import type { Principal } from '../../domain/principal.js';
import type { AccountSettings } from '../account-settings/account-settings.js';
import { selfServicePolicy } from '../account-settings/self-service.js';
import type { AttachedPolicyRecord, PermissionStore } from '../store.js';

export class Permissions {
  private readonly parsed = new Map<string, Policy>();
  readonly #attached: CoherentCache<readonly AttachedPolicy[]>;

  /** @param capacity how many parsed custom policies to keep; the one that was not asked for longest goes first. */
  constructor(
    private readonly store: PermissionStore,
    private readonly settings: Pick<AccountSettings, 'securityPreference'>,
    private readonly capacity = 1000,
  ) {
    // A user counts by its policies: what they were parsed to is what takes room.
    const weigh = (attached: readonly AttachedPolicy[]) => 1 + attached.length;
    this.#attached = new CoherentCache(store.generations, { subject: 'identity', capacity: 4 * capacity, weigh });
  }

  /**
   * The default versions of the policies attached to a user and to its groups, with what the account lets its users do for themselves, or those attached to
   * the role of a session. The root account, and principals without policies, have none.
   * @param reading of the generations, where the call has one
   */
  async attachedPolicies(principal: Principal, reading?: Reading): Promise<readonly AttachedPolicy[]> {
    const holder = holderOf(principal);
    if (!holder) return [];
    return (await this.#attached.get(`${holder.kind} ${holder.id}`, () => this.#read(holder), reading)) ?? [];
  }

  async #read({ kind, accountId, id, name }: Holder): Promise<readonly AttachedPolicy[]> {
    const attached: AttachedPolicy[] = [];
    const records = kind === 'user' ? this.store.listAttachedPolicies(id) : this.store.listAttachedPoliciesOfRole(id);
    for (const record of await records) {
      const found = record.policy.type === 'System' ? systemPolicy(record) : await this.customPolicy(record);
      // Only a custom policy that was deleted between the two reads is not found, and it was detached before that.
      if (found) {
        const attachedTo = record.groupName === null ? `${kind} ${name}` : `group ${record.groupName}`;
        const scope = record.resourceGroupId === '' ? 'account' : { resourceGroupId: record.resourceGroupId };
        attached.push({ ...found, scope, attachedTo });
      }
    }
    const ownAccess = kind === 'user' ? await this.#selfService({ accountId, name }) : undefined;
    return ownAccess ? [...attached, ownAccess] : attached;
  }

  async #selfService(user: Pick<Principal, 'accountId' | 'name'>): Promise<AttachedPolicy | undefined> {
    return selfServicePolicy(user, await this.settings.securityPreference(user.accountId));
  }

  private async customPolicy({ policy: { id }, policyName, defaultVersion }: AttachedPolicyRecord) {
    if (policyName === null || defaultVersion === null) throw new Error(`the attached policy ${id} does not exist`);
    // By the id and not the name: a policy that is deleted and made again starts with another v1.
    const key = `${id} ${defaultVersion}`;
    let policy = this.parsed.get(key);
    if (policy) this.parsed.delete(key);
    else {
      const version = await this.store.findPolicyVersion(id, defaultVersion);
      if (!version) return undefined;
      policy = parsePolicy(version.document);
    }
    // A map keeps the order of insertion, so putting it in again makes it the youngest.
    this.parsed.set(key, policy);
    if (this.parsed.size > this.capacity) this.parsed.delete(this.parsed.keys().next().value as string);
    return { name: policyName, type: 'Custom', version: `v${defaultVersion}`, policy } as const;
  }
}

function systemPolicy({ policy: { id } }: AttachedPolicyRecord) {
  const found = findSystemPolicy(id);
  if (!found) throw new Error(`the attached system policy ${id} does not exist`);
  return { name: found.name, type: 'System', version: found.defaultVersion, policy: found.policy } as const;
}

interface Holder {
  readonly kind: 'user' | 'role';
  readonly accountId: string;
  readonly id: string;
  readonly name: string;
}

/** Whose policies count: sessions of a role have those of the role. */
function holderOf({ kind, accountId, id, name, session }: Principal): Holder | undefined {
  if (kind === 'user') return { kind, accountId, id, name };
  return session && { kind: 'role', accountId, id: session.roleId, name: session.roleName };
}
