/**
 * What people call authorities and certificates by, and how they sort them: alias, tags and resource group (wire/cas.md section 5.8).
 * An authority is found by its identifier, its instance and the UUID of that; a certificate by its identifier.
 */
import { type Change, Refusal } from '../domain/change.js';
import type { Continuation, ContinuationOf } from '../domain/page.js';
import { areTagsSound, type Tag } from '../domain/tags.js';
import type { LabelChange, Labelled, LabelStore, ListedTag, TagFilter, TagPlace } from './label-store.js';
import type { CaReason } from './refusals.js';

export class Labelling {
  constructor(private readonly store: LabelStore) {}

  /** What the names stand for, as far as the account has it: by name. */
  find(accountId: string, names: readonly string[]): Promise<ReadonlyMap<string, Labelled>> {
    return this.store.find(accountId, [...new Set(names)]);
  }

  /** Gives all of them the tags; a key that one has takes the new value. Refused with `certificate-missing`, `tags-not-sound`, `tag-limit`. */
  async tag(accountId: string, names: readonly string[], tags: readonly Tag[], now: Date): Promise<Change<CaReason>> {
    if (!areTagsSound(tags)) throw new Refusal<CaReason>('tags-not-sound');
    return this.store.addTags(accountId, await this.#get(accountId, names), tags, now);
  }

  /** Takes the tags with these keys from all of them; without keys all tags. Refused with `certificate-missing`. */
  async untag(
    accountId: string,
    names: readonly string[],
    keys: readonly string[] | undefined,
    now: Date,
  ): Promise<Change<CaReason>> {
    return this.store.removeTags(accountId, await this.#get(accountId, names), keys, now);
  }

  /** Refused with `certificate-missing`, `tags-not-sound`. */
  async change(accountId: string, name: string, change: LabelChange, now: Date): Promise<Change<CaReason>> {
    if (change.tags && !areTagsSound(change.tags)) throw new Refusal<CaReason>('tags-not-sound');
    const [labelled] = await this.#get(accountId, [name]);
    if (!labelled) throw new Refusal<CaReason>('certificate-missing');
    return this.store.relabel(accountId, labelled, change, now);
  }

  /** Tags in the order of identifiers and keys. */
  listTags(
    accountId: string,
    filter: TagFilter,
    part: Continuation<TagPlace>,
  ): Promise<ContinuationOf<ListedTag, TagPlace>> {
    return this.store.listTags(accountId, filter, part);
  }

  /** All of them, each once and in one order, so that changes at once do not wait for each other in a circle. */
  async #get(accountId: string, names: readonly string[]): Promise<readonly Labelled[]> {
    const found = await this.find(accountId, names);
    if (names.some(name => !found.has(name))) throw new Refusal<CaReason>('certificate-missing');
    const byId = new Map([...found.values()].map(it => [it.id, it]));
    return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }
}
