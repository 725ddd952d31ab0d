/** Users of an account: wire/ram-sts.md sections 1 and 10. */
import { type Change, Refusal } from '../../domain/change.js';
import type { Continuation, ContinuationOf } from '../../domain/page.js';
import type { Identifiers } from '../identifiers.js';
import { limits } from '../limits.js';
import type { IdentityReason } from '../refusals.js';
import type { NamePlace, User, UserDetails, UserStore } from '../store.js';

export interface UserChanges extends Partial<UserDetails> {
  /** The new name. Access keys, attachments and the id stay; ARNs in policies do not follow. */
  readonly name?: string;
}

export class Users {
  constructor(
    private readonly store: UserStore,
    private readonly identifiers: Identifiers,
  ) {}

  find(accountId: string, name: string): Promise<User | undefined> {
    return this.store.findUser(accountId, name);
  }

  /** Refused with `user-missing`. */
  async get(accountId: string, name: string): Promise<User> {
    const user = await this.store.findUser(accountId, name);
    if (!user) throw new Refusal<IdentityReason>('user-missing');
    return user;
  }

  /** In the order of names. */
  list(accountId: string, part: Continuation<NamePlace>): Promise<ContinuationOf<User, NamePlace>> {
    return this.store.listUsers(accountId, part);
  }

  /** Refused with `user-exists`, `user-limit`. */
  async create(
    accountId: string,
    name: string,
    details: UserDetails,
    now: Date,
  ): Promise<{ readonly user: User; readonly change: Change<IdentityReason> }> {
    if (await this.store.findUser(accountId, name)) throw new Refusal<IdentityReason>('user-exists');
    const user: User = { accountId, id: this.identifiers.userId(), name, ...details, createdAt: now, updatedAt: now };
    return { user, change: this.store.addUser(user, limits.usersPerAccount) };
  }

  /** Changes what is given and leaves the rest. Refused with `user-missing`, `user-exists`. */
  async update(
    accountId: string,
    name: string,
    changes: UserChanges,
    now: Date,
  ): Promise<{ readonly user: User; readonly change: Change<IdentityReason> }> {
    const user = await this.get(accountId, name);
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as UserChanges;
    return { user: { ...user, ...given, updatedAt: now }, change: this.store.changeUser(user, given, now) };
  }

  /** Refused with `user-missing`, `user-has-access-keys`, `user-has-policies`, the first that is found in this order. */
  async delete(accountId: string, name: string): Promise<Change<IdentityReason>> {
    return this.store.removeUser(await this.get(accountId, name));
  }
}
