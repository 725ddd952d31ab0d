/**
 * Things that an account owns and calls by a name of its choice: how they are found, listed, made, changed and removed is the same
 * for all of them. A kind is a word, such as `network-rule`; what is refused is said with it: `network-rule-missing`,
 * `network-rule-exists`. What a kind has of its own stands in its own file.
 */
import type { AtOnce } from './at-once.js';
import { type Change, Refusal } from './change.js';
import type { Page, PageOf } from './page.js';

export type ExistsReason<Kind extends string> = `${Kind}-exists`;
export type MissingReason<Kind extends string> = `${Kind}-missing`;

/** All that things of these kinds are refused with. */
export type NamedReason<Kind extends string> = ExistsReason<Kind> | MissingReason<Kind>;

export interface Named {
  readonly name: string;
}

/** What is asked of a store for one kind. Finding is by account, so that another account's thing looks absent. */
export interface NamedStore<Kind extends string, Thing extends Named, Update> {
  find(accountId: string, name: string): AtOnce<Thing | undefined>;
  /** In order of creation, newest first. */
  list(accountId: string, page: Page): Promise<PageOf<Thing>>;
  insert(accountId: string, thing: Thing): Change<ExistsReason<Kind>>;
  /** Writes the members that are given. */
  update(accountId: string, name: string, update: Update, now: Date): Change<MissingReason<Kind>>;
  delete(accountId: string, name: string): Change<MissingReason<Kind>>;
}

/** The things of one kind, of all accounts. */
export class NamedThings<Kind extends string, Thing extends Named, Update> {
  constructor(
    private readonly kind: Kind,
    private readonly store: NamedStore<Kind, Thing, Update>,
  ) {}

  find(accountId: string, name: string): AtOnce<Thing | undefined> {
    return this.store.find(accountId, name);
  }

  /** Refused with `<kind>-missing`, also for another account's thing. */
  async get(accountId: string, name: string): Promise<Thing> {
    const thing = await this.store.find(accountId, name);
    if (!thing) throw new Refusal<MissingReason<Kind>>(`${this.kind}-missing`);
    return thing;
  }

  /** Newest first. */
  list(accountId: string, page: Page): Promise<PageOf<Thing>> {
    return this.store.list(accountId, page);
  }

  create(accountId: string, thing: Thing): Change<ExistsReason<Kind>> {
    return this.store.insert(accountId, thing);
  }

  /** Changes what is given and leaves the rest. */
  update(accountId: string, name: string, update: Update, now: Date): Change<MissingReason<Kind>> {
    return this.store.update(accountId, name, update, now);
  }

  delete(accountId: string, name: string): Change<MissingReason<Kind>> {
    return this.store.delete(accountId, name);
  }
}
