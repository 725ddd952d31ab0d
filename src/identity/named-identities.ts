/**
 * Users, groups and roles: what an account calls by name and knows by id. Unlike the things of domain/named-things.ts they keep
 * their id when they are renamed, are found in any case, are listed in the order of names, and there may only be so many. A kind is
 * a word, such as `group`; what is refused is said with it: `group-missing`, `group-exists`, `group-limit`.
 */
import { type Change, Refusal } from '../domain/change.js';
import type { ExistsReason, MissingReason, Named } from '../domain/named-things.js';
import type { Continuation, ContinuationOf } from '../domain/page.js';
import type { WantedTag } from '../domain/tags.js';
import type { NamePlace } from './names.js';

export type LimitReason<Kind extends string> = `${Kind}-limit`;

/** All that identities of these kinds are refused with, but for what stands in the way of deleting one. */
export type NamedIdentityReason<Kind extends string> = ExistsReason<Kind> | MissingReason<Kind> | LimitReason<Kind>;

export interface NamedIdentity<Kind extends string = string> extends Named {
  readonly kind: Kind;
  readonly accountId: string;
  /** Stays when the name changes. A later one of the same name has another. */
  readonly id: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What can be changed of one: its name and what the kind adds. */
export type Changes<Details> = Partial<Details & Named>;

/**
 * What is asked of a store for one kind. Names match in any case, within the account.
 * `InUse` is what a deletion is refused with while something belongs to the identity.
 */
export interface NamedIdentityStore<
  Kind extends string,
  Thing extends NamedIdentity<Kind>,
  Details,
  InUse extends string,
> {
  find(accountId: string, name: string): Promise<Thing | undefined>;
  /** Of whichever account. */
  findById(id: string): Promise<Thing | undefined>;
  /** In the order of names. @param tags only those that have all of these; for kinds that have tags */
  list(
    accountId: string,
    part: Continuation<NamePlace>,
    tags?: readonly WantedTag[],
  ): Promise<ContinuationOf<Thing, NamePlace>>;
  insert(thing: Thing, limit: number): Change<ExistsReason<Kind> | LimitReason<Kind>>;
  /** Writes the members that are given, and `updatedAt`. */
  update(
    thing: NamedIdentity<Kind>,
    changes: Changes<Details>,
    updatedAt: Date,
  ): Change<ExistsReason<Kind> | MissingReason<Kind>>;
  delete(thing: NamedIdentity<Kind>): Change<MissingReason<Kind> | InUse>;
}

/** The identities of one kind, of all accounts. */
export class NamedIdentities<
  Kind extends string,
  Thing extends NamedIdentity<Kind> & Details,
  Details extends object,
  InUse extends string,
> {
  /** @param limit how many an account may have */
  constructor(
    private readonly kind: Kind,
    private readonly store: NamedIdentityStore<Kind, Thing, Details, InUse>,
    private readonly limit: number,
    private readonly newId: () => string,
  ) {}

  find(accountId: string, name: string): Promise<Thing | undefined> {
    return this.store.find(accountId, name);
  }

  /** Refused with `<kind>-missing`, also for another account's. */
  async get(accountId: string, name: string): Promise<Thing> {
    const thing = await this.store.find(accountId, name);
    if (!thing) throw new Refusal<MissingReason<Kind>>(`${this.kind}-missing`);
    return thing;
  }

  /** In the order of names. */
  list(accountId: string, part: Continuation<NamePlace>): Promise<ContinuationOf<Thing, NamePlace>> {
    return this.store.list(accountId, part);
  }

  /** Refused with `<kind>-exists`, `<kind>-limit`. */
  async create(
    accountId: string,
    name: string,
    details: Details,
    now: Date,
  ): Promise<{ readonly made: Thing; readonly change: Change<ExistsReason<Kind> | LimitReason<Kind>> }> {
    if (await this.store.find(accountId, name)) throw new Refusal<ExistsReason<Kind>>(`${this.kind}-exists`);
    const made = {
      kind: this.kind,
      accountId,
      id: this.newId(),
      name,
      ...details,
      createdAt: now,
      updatedAt: now,
    } as unknown as Thing;
    return { made, change: this.store.insert(made, this.limit) };
  }

  /** Changes what is given and leaves the rest. Refused with `<kind>-missing`, `<kind>-exists`. */
  async update(
    accountId: string,
    name: string,
    changes: Changes<Details>,
    now: Date,
  ): Promise<{ readonly updated: Thing; readonly change: Change<ExistsReason<Kind> | MissingReason<Kind>> }> {
    const thing = await this.get(accountId, name);
    const given = Object.fromEntries(
      Object.entries(changes).filter(([, value]) => value !== undefined),
    ) as typeof changes;
    return { updated: { ...thing, ...given, updatedAt: now }, change: this.store.update(thing, given, now) };
  }

  /** Refused with `<kind>-missing`, and while something belongs to it with what that is: the first that is found. */
  async delete(accountId: string, name: string): Promise<Change<MissingReason<Kind> | InUse>> {
    return this.store.delete(await this.get(accountId, name));
  }
}
