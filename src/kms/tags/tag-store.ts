/** What the tags of keys, secrets and instances ask of a store, beside what each of them asks for its own. */
import type { Change } from '../../domain/change.js';
import type { Continuation, ContinuationOf } from '../../domain/page.js';
import type { Tag, WantedTag } from '../../domain/tags.js';

/** What can have tags. */
export const TAGGED_KINDS = ['key', 'secret', 'instance'] as const;
export type TaggedKind = (typeof TAGGED_KINDS)[number];

/** A key or an instance by its id, a secret by its name. */
export interface TaggedId {
  readonly kind: TaggedKind;
  readonly accountId: string;
  readonly id: string;
}

export interface ListedTag extends Tag {
  /** Of what has it. */
  readonly id: string;
}

/** Tags are listed in the order of ids and keys. */
export type TagPlace = readonly [id: string, key: string];

export interface TagFilter {
  /** Only tags of these. */
  readonly ids?: readonly string[] | undefined;
  /** Only tags of what has all of these. */
  readonly tags: readonly WantedTag[];
}

export interface TagStore {
  /** By key. */
  find(of: TaggedId): Promise<readonly Tag[]>;
  /** Without those of what has come to its end, while its record is still there. */
  list(
    kind: TaggedKind,
    accountId: string,
    filter: TagFilter,
    part: Continuation<TagPlace>,
    now: Date,
  ): Promise<ContinuationOf<ListedTag, TagPlace>>;
  /** After a step that holds what has the tags. @param limit how many it may have */
  set(of: TaggedId, tags: readonly Tag[], limit: number): Change<'tag-limit'>;
  /** Likewise. @param keys absent: all of them */
  take(of: TaggedId, keys: readonly string[] | undefined): Change<never>;
}
