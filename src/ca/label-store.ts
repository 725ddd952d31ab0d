/** What the store does with aliases, tags and resource groups. */
import type { Change } from '../domain/change.js';
import type { Continuation, ContinuationOf } from '../domain/page.js';
import type { Tag, WantedTag } from '../domain/tags.js';
import type { Labels } from './records.js';

export type LabelledKind = 'authority' | 'certificate';

/** An authority or a certificate, as far as its labels go. */
export interface Labelled extends Labels {
  readonly id: string;
  readonly kind: LabelledKind;
}

/** Tags of these things only, and only of things that have all of these tags; a tag without a value: with whatever value. */
export interface TagFilter {
  readonly ids: readonly string[] | undefined;
  readonly tags: readonly WantedTag[];
}

/** A tag with the identifier of what has it. */
export interface ListedTag extends Tag {
  readonly id: string;
}

export type TagPlace = readonly [id: string, key: string];

export interface LabelChange {
  /** null takes it away. */
  readonly alias?: string | null | undefined;
  readonly resourceGroupId?: string | undefined;
  /** All that it is to have from then on. */
  readonly tags?: readonly Tag[] | undefined;
}

export interface LabelStore {
  /** Authorities by identifier, instance and its UUID, certificates by identifier: what the account has of these names, by name. */
  find(accountId: string, names: readonly string[]): Promise<ReadonlyMap<string, Labelled>>;
  /** The tags of an authority or a certificate that was found, in the order of their keys. */
  findTags(id: string): Promise<readonly Tag[]>;
  /** The same of several; those without tags are not in it. */
  findTagsOfEach(ids: readonly string[]): Promise<ReadonlyMap<string, readonly Tag[]>>;
  /** In the order of identifiers and keys. */
  listTags(
    accountId: string,
    filter: TagFilter,
    part: Continuation<TagPlace>,
  ): Promise<ContinuationOf<ListedTag, TagPlace>>;
  /** A key that is there takes the new value. */
  addTags(
    accountId: string,
    labelled: readonly Labelled[],
    tags: readonly Tag[],
    now: Date,
  ): Change<'certificate-missing' | 'tag-limit'>;
  /** Without keys all tags. */
  removeTags(
    accountId: string,
    labelled: readonly Labelled[],
    keys: readonly string[] | undefined,
    now: Date,
  ): Change<'certificate-missing'>;
  /** Alias, group and all tags, as far as they are given. */
  relabel(accountId: string, labelled: Labelled, change: LabelChange, now: Date): Change<'certificate-missing'>;
}
