/** Tags of custom policies and roles, given and taken by name (wire/ram-sts.md section 9). */
import { type Change, Refusal } from '../../domain/change.js';
import type { MissingReason } from '../../domain/named-things.js';
import type { Continuation, ContinuationOf } from '../../domain/page.js';
import { TAGS_PER_RESOURCE, type Tag, type WantedTag } from '../../domain/tags.js';
import { nameKey } from '../names.js';

/** What can have tags. */
export type TaggedKind = 'policy' | 'role';

export type TagReason = 'tag-limit';

export interface TaggedThing {
  readonly kind: TaggedKind;
  readonly accountId: string;
  readonly id: string;
  readonly name: string;
  readonly tags: readonly Tag[];
}

export interface ListedTag extends Tag {
  /** Of the thing that has it. */
  readonly name: string;
}

/** Tags are listed in the order of names and keys. */
export type TagPlace = readonly [name: string, key: string];

export interface TagFilters {
  /** Only tags of these. */
  readonly ids?: readonly string[] | undefined;
  /** Only tags of things that have all of these. */
  readonly tags: readonly WantedTag[];
}

export interface TagStore {
  /** Those of the names that there are, found in any case. */
  find(kind: TaggedKind, accountId: string, names: readonly string[]): Promise<TaggedThing[]>;
  /** The tags of each, in the order of their keys, by id. */
  tagsOfEach(kind: TaggedKind, ids: readonly string[]): Promise<ReadonlyMap<string, readonly Tag[]>>;
  list(
    kind: TaggedKind,
    accountId: string,
    filters: TagFilters,
    part: Continuation<TagPlace>,
  ): Promise<ContinuationOf<ListedTag, TagPlace>>;
  /** @param limit how many tags a thing may have */
  add(
    things: readonly TaggedThing[],
    tags: readonly Tag[],
    limit: number,
  ): Change<MissingReason<TaggedKind> | TagReason>;
  /** @param keys absent: all of them */
  remove(things: readonly TaggedThing[], keys: readonly string[] | undefined): Change<MissingReason<TaggedKind>>;
}

export class Tagging {
  constructor(private readonly store: TagStore) {}

  /** Those of the names that there are, found in any case. */
  find(kind: TaggedKind, accountId: string, names: readonly string[]): Promise<TaggedThing[]> {
    return this.store.find(kind, accountId, names);
  }

  list(kind: TaggedKind, accountId: string, filters: TagFilters, part: Continuation<TagPlace>) {
    return this.store.list(kind, accountId, filters, part);
  }

  /** A key that a thing has takes the new value. Refused with `<kind>-missing`, `tag-limit`; then nothing is changed. */
  async tag(kind: TaggedKind, accountId: string, names: readonly string[], tags: readonly Tag[]) {
    return this.store.add(await this.#get(kind, accountId, names), tags, TAGS_PER_RESOURCE);
  }

  /** A key that a thing does not have is passed over. Refused with `<kind>-missing`. @param keys absent: all of them */
  async untag(kind: TaggedKind, accountId: string, names: readonly string[], keys: readonly string[] | undefined) {
    return this.store.remove(await this.#get(kind, accountId, names), keys);
  }

  async #get(kind: TaggedKind, accountId: string, names: readonly string[]): Promise<TaggedThing[]> {
    const found = await this.store.find(kind, accountId, names);
    if (found.length < new Set(names.map(nameKey)).size) {
      throw new Refusal<MissingReason<TaggedKind>>(`${kind}-missing`);
    }
    return found;
  }
}
