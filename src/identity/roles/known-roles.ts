/** Roles as calls of sessions and AssumeRole ask for them: what was found is kept for as long as nothing of identities changes (decision 12). */

import type { TrustPolicy } from '../../access/policy.js';
import { parseTrustPolicy } from '../../access/policy-grammar.js';
import { CoherentCache } from '../../caches/coherent-cache.js';
import type { Generations, Reading } from '../../caches/generations.js';
import type { AtOnce } from '../../domain/at-once.js';
import { nameKey } from '../names.js';
import type { Role, RoleStore } from './role.js';

export interface KnownRole {
  readonly role: Role;
  readonly trust: TrustPolicy;
}

/** Some 20 KB each at the most, for trust policies of the greatest length. */
const MAX_KEPT = 2000;

export class KnownRoles {
  readonly #known: CoherentCache<KnownRole>;

  constructor(
    private readonly store: Pick<RoleStore, 'find' | 'findById'>,
    generations: Generations,
  ) {
    this.#known = new CoherentCache(generations, { subject: 'identity', capacity: MAX_KEPT });
  }

  /** @param reading of the generations, where the call has one */
  byId(id: string, reading?: Reading): AtOnce<KnownRole | undefined> {
    return this.#known.get(`id ${id}`, async () => known(await this.store.findById(id)), reading);
  }

  /** Found in any case of the name. */
  byName(accountId: string, name: string): AtOnce<KnownRole | undefined> {
    const key = `name ${accountId} ${nameKey(name)}`;
    return this.#known.get(key, async () => known(await this.store.find(accountId, name)));
  }
}

function known(role: Role | undefined): KnownRole | undefined {
  return role && { role, trust: parseTrustPolicy(role.trustPolicy) };
}
