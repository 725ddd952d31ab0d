/** Tags of keys, secrets and instances, given and taken (wire/kms.md section 10). */
import { type Change, Refusal } from '../../domain/change.js';
import type { Continuation } from '../../domain/page.js';
import { TAGS_PER_RESOURCE, type Tag } from '../../domain/tags.js';
import type { Instance } from '../instances/instance.js';
import type { Instances } from '../instances/instances.js';
import type { Key } from '../keys/key.js';
import { keyReference } from '../keys/key-reference.js';
import type { Keys } from '../keys/keys.js';
import type { ResourcePolicy } from '../policies/resource-policies.js';
import type { KmsReason } from '../refusals.js';
import type { Secret } from '../secrets/secret.js';
import { secretReference } from '../secrets/secret-reference.js';
import type { Secrets } from '../secrets/secrets.js';
import type { TagFilter, TaggedId, TaggedKind, TagPlace, TagStore } from './tag-store.js';

/** What has tags, as it was found. */
export type TaggedThing = TaggedId &
  (
    | { readonly kind: 'key'; readonly thing: Key }
    | { readonly kind: 'secret'; readonly thing: Secret }
    | { readonly kind: 'instance'; readonly thing: Instance }
  );

export class Tagging {
  constructor(
    private readonly store: TagStore,
    private readonly keys: Keys,
    private readonly secrets: Secrets,
    private readonly instances: Instances,
  ) {}

  /** By id or ARN, a secret by name or ARN; in whatever state. Undefined where the account has none such. */
  async find(kind: TaggedKind, accountId: string, name: string, now: Date): Promise<TaggedThing | undefined> {
    switch (kind) {
      case 'key': {
        const reference = keyReference(name);
        const key = reference.kind === 'alias' ? undefined : await this.keys.findPresent(accountId, reference, now);
        return key && { kind, accountId, id: key.id, thing: key };
      }
      case 'secret': {
        const secret = await this.secrets.find(accountId, secretReference(name), now);
        return secret && { kind, accountId, id: secret.name, thing: secret };
      }
      case 'instance': {
        const instance = await this.instances.find(accountId, name);
        return instance && { kind, accountId, id: instance.name, thing: instance };
      }
    }
  }

  /** By key. */
  tagsOf(tagged: TaggedThing): Promise<readonly Tag[]> {
    if (tagged.kind === 'key') return this.keys.findTags(tagged.thing);
    if (tagged.kind === 'secret') return this.secrets.findTags(tagged.thing);
    return this.store.find(tagged);
  }

  /** That of the key or the secret itself, if it was given one. */
  policyOf(tagged: TaggedThing): ResourcePolicy | undefined {
    if (tagged.kind === 'key') return this.keys.policyOf(tagged.thing);
    return tagged.kind === 'secret' ? this.secrets.policyOf(tagged.thing) : undefined;
  }

  list(kind: TaggedKind, accountId: string, filter: TagFilter, part: Continuation<TagPlace>, now: Date) {
    return this.store.list(kind, accountId, filter, part, now);
  }

  /** A key that a thing has takes the new value. Refused as `#hold` says, and with `tag-limit`; then nothing is changed. */
  tag(tagged: readonly TaggedThing[], tags: readonly Tag[], now: Date): Change<KmsReason> {
    return inOrder(tagged).flatMap(it => [...this.#hold(it, now), ...this.store.set(it, tags, TAGS_PER_RESOURCE)]);
  }

  /** A key that a thing does not have is passed over. Refused as `#hold` says. @param keys absent: all of them */
  untag(tagged: readonly TaggedThing[], keys: readonly string[] | undefined, now: Date): Change<KmsReason> {
    return inOrder(tagged).flatMap(it => [...this.#hold(it, now), ...this.store.take(it, keys)]);
  }

  /** So that calls at once count each other's tags. Refused with what the state of the key or the secret refuses, now or in the change. */
  #hold(tagged: TaggedThing, now: Date): Change<KmsReason> {
    if (tagged.kind === 'key') return this.keys.holdForTags(tagged.thing, now);
    if (tagged.kind === 'instance') return this.instances.update(tagged.accountId, tagged.id, {}, now);
    if (tagged.thing.deleteAt) throw new Refusal<KmsReason>('secret-in-delete-window');
    return this.secrets.hold(tagged.thing, now);
  }
}

/** Each once, in one order, so that two changes at once never wait for each other. */
function inOrder(tagged: readonly TaggedThing[]): readonly TaggedThing[] {
  return [...new Map(tagged.map(it => [it.id, it])).values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
