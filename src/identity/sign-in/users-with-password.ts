/** Users who can sign in, as calls of their sessions ask for them: what was found is kept for as long as nothing of identities changes (decision 12). */

import { CoherentCache } from '../../caches/coherent-cache.js';
import type { Generations, Reading } from '../../caches/generations.js';
import type { AtOnce } from '../../domain/at-once.js';
import type { LoginProfileStore, StoredLoginProfile } from '../login-profiles/login-profile.js';
import type { User, UserStore } from '../users/user.js';

export interface UserWithPassword {
  readonly user: User;
  /** The login profile, and its state: another text as soon as anything of it is changed, or it is made anew. */
  readonly profile: string;
}

/** Some 1 KB each. */
const MAX_KEPT = 2000;

export class UsersWithPassword {
  readonly #known: CoherentCache<UserWithPassword>;

  constructor(
    private readonly users: Pick<UserStore, 'findById'>,
    private readonly profiles: Pick<LoginProfileStore, 'findLoginProfile'>,
    generations: Generations,
  ) {
    this.#known = new CoherentCache(generations, { subject: 'identity', capacity: MAX_KEPT });
  }

  /** Undefined where there is no such user, or it has no login profile. @param reading of the generations, where the call has one */
  byId(id: string, reading?: Reading): AtOnce<UserWithPassword | undefined> {
    return this.#known.get(id, () => this.#read(id), reading);
  }

  async #read(id: string): Promise<UserWithPassword | undefined> {
    const user = await this.users.findById(id);
    const profile = user && (await this.profiles.findLoginProfile(id));
    return profile && { user, profile: stateOf(profile) };
  }
}

export function stateOf({ createdAt, revision }: Pick<StoredLoginProfile, 'createdAt' | 'revision'>): string {
  return `${createdAt.getTime()}.${revision}`;
}
