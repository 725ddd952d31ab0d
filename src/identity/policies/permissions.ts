/**
 * Which policies count for a principal. Asked on every request, so a change acts on the next one; it costs one indexed read,
 * because versions never change: a document is read and parsed when its version is first met, and kept.
 */
import type { AttachedPolicy } from '../../access/evaluate.js';
import type { Policy } from '../../access/policy.js';
import { parsePolicy } from '../../access/policy-grammar.js';
import { findSystemPolicy } from '../../access/system-policies.js';
import type { Principal } from '../../domain/principal.js';
import { SharedInTurn } from '../../domain/shared-in-turn.js';
import type { AttachedPolicyRecord, PermissionStore } from '../store.js';

export class Permissions {
  private readonly parsed = new Map<string, Policy>();
  /** One user's calls of one turn of the event loop are judged by what one read of its attachments gave. */
  readonly #attached = new SharedInTurn<Promise<readonly AttachedPolicy[]>>();

  /** @param capacity how many parsed custom policies to keep; the one that was not asked for longest goes first. */
  constructor(
    private readonly store: PermissionStore,
    private readonly capacity = 1000,
  ) {}

  /** The default versions of the policies attached to a user and to its groups. The root account, and principals without policies, have none. */
  async attachedPolicies(principal: Principal): Promise<readonly AttachedPolicy[]> {
    if (principal.kind !== 'user') return [];
    return this.#attached.get(principal.id, () => this.#read(principal));
  }

  async #read(principal: Principal): Promise<readonly AttachedPolicy[]> {
    const attached: AttachedPolicy[] = [];
    for (const record of await this.store.listAttachedPolicies(principal.id)) {
      const found = record.policy.type === 'System' ? systemPolicy(record) : await this.customPolicy(record);
      // Only a custom policy that was deleted between the two reads is not found, and it was detached before that.
      if (found) {
        const attachedTo = record.groupName === null ? `user ${principal.name}` : `group ${record.groupName}`;
        const scope = record.resourceGroupId === '' ? 'account' : { resourceGroupId: record.resourceGroupId };
        attached.push({ ...found, scope, attachedTo });
      }
    }
    return attached;
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
