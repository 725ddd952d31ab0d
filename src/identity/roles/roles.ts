/** Roles: permissions that users, other roles, services and identity providers may take on (wire/ram-sts.md sections 6, 9 and 10). */
import type { Continuation, ContinuationOf } from '../../domain/page.js';
import { TAGS_PER_RESOURCE, type Tag, type WantedTag } from '../../domain/tags.js';
import type { Identifiers } from '../identifiers.js';
import { limits } from '../limits.js';
import { type Changes, NamedIdentities } from '../named-identities.js';
import type { NamePlace } from '../names.js';
import type { TagStore } from '../tags/tagging.js';
import type { UserStore } from '../users/user.js';
import type { Role, RoleDetails, RoleInUse, RoleStore } from './role.js';
import { refuseMalformedTrust } from './trust-policies.js';

export interface RoleStores {
  readonly roles: RoleStore;
  readonly users: UserStore;
  readonly tags: TagStore;
}

export interface TaggedRole {
  readonly role: Role;
  readonly tags: readonly Tag[];
}

export class Roles extends NamedIdentities<'role', Role, RoleDetails, RoleInUse> {
  constructor(
    private readonly stores: RoleStores,
    identifiers: Identifiers,
  ) {
    super('role', stores.roles, limits.rolesPerAccount, () => identifiers.roleId());
  }

  /** Refused with `policy-malformed` (detail `fault`), `role-exists`, `role-limit`. */
  async createTagged(accountId: string, name: string, details: RoleDetails, tags: readonly Tag[], now: Date) {
    await this.#refuseMalformed(accountId, details.trustPolicy);
    const { made, change } = await this.create(accountId, name, details, now);
    const tagging = tags.length > 0 ? this.stores.tags.add([{ ...made, tags: [] }], tags, TAGS_PER_RESOURCE) : [];
    return { made, change: [...change, ...tagging] };
  }

  /** As `update`, and refused with `policy-malformed` (detail `fault`). */
  async change(accountId: string, name: string, changes: Changes<RoleDetails>, now: Date) {
    await this.get(accountId, name);
    if (changes.trustPolicy !== undefined) await this.#refuseMalformed(accountId, changes.trustPolicy);
    return this.update(accountId, name, changes, now);
  }

  /** Those that have all of the tags, in the order of names. */
  async listTagged(
    accountId: string,
    tags: readonly WantedTag[],
    part: Continuation<NamePlace>,
  ): Promise<ContinuationOf<TaggedRole, NamePlace>> {
    const { items, next } = await this.stores.roles.list(accountId, part, tags);
    const tagsById = await this.stores.tags.tagsOfEach(
      'role',
      items.map(it => it.id),
    );
    return { items: items.map(role => ({ role, tags: tagsById.get(role.id) ?? [] })), next };
  }

  #refuseMalformed(accountId: string, document: string): Promise<void> {
    const { users, roles } = this.stores;
    return refuseMalformedTrust(document, accountId, async (kind, name) => {
      const found = kind === 'user' ? await users.find(accountId, name) : await roles.find(accountId, name);
      return found !== undefined;
    });
  }
}
