/**
 * Keys: made, found, shown and led through their states (wire/kms.md sections 6 and 15). What they do for their callers is elsewhere: this
 * is their life. What a state allows is the table of lifecycle.ts; every change states the states that it rests on once more.
 */
import type { AtOnce } from '../../domain/at-once.js';
import { type Change, Refusal } from '../../domain/change.js';
import type { Page, PageOf } from '../../domain/page.js';
import type { Requester } from '../../domain/requester.js';
import type { Tag } from '../../domain/tags.js';
import type { Instance } from '../instances/instance.js';
import { type ResourcePolicy, resourcePolicy } from '../policies/resource-policies.js';
import { MOST_KEYS } from '../quotas.js';
import type { Key, KeyOrigin, KeyUpdate, KeyVersion, ShownKeyVersion } from './key.js';
import type { KeyFilter } from './key-filter.js';
import type { KeyMaterials } from './key-materials.js';
import { type KeyReference, newKeyId } from './key-reference.js';
import { type KeySpecName, type KeyUsage, specOf } from './key-specs.js';
import type { KeyChangedReason, KeyStore, NewKeyReason } from './key-store.js';
import { type KeyAct, requireKey, stateOf, statesAllowing } from './lifecycle.js';
import type { KeyReason } from './refusals.js';
import { canRotate, DAY_MS } from './rotation.js';

/** Of a pair, for each asks its users to learn another public key. */
export const MAX_VERSIONS = 50;
export const DAYS_BETWEEN_VERSIONS = 7;

export interface NewKey {
  readonly spec: KeySpecName;
  readonly usage: KeyUsage;
  readonly origin: KeyOrigin;
  readonly description: string;
  readonly rotationMs: number | undefined;
  /** Takes keys. */
  readonly instance: Instance | undefined;
  readonly tags: readonly Tag[];
  /** Undefined: the usual one. */
  readonly policy: string | undefined;
}

export interface CreatedKey {
  readonly key: Key;
  readonly change: Change<NewKeyReason>;
}

/** The keys of all accounts. */
export class Keys {
  constructor(
    private readonly store: KeyStore,
    private readonly materials: KeyMaterials,
    private readonly region: string,
  ) {}

  /** In any state; undefined when the account has no such key, also where the ARN is of another account or region. */
  find(accountId: string, reference: KeyReference): AtOnce<Key | undefined> {
    switch (reference.kind) {
      case 'id':
        return this.store.find(accountId, reference.id);
      case 'alias':
        return this.store.findByAlias(accountId, reference.alias);
      case 'arn':
        if (reference.accountId !== accountId || reference.region !== this.region) return undefined;
        return this.store.find(accountId, reference.id);
    }
  }

  /** One of another account, by its ARN. Whether the caller may know of it is the caller's to decide; undefined for every other reference. */
  async findOfOthers(accountId: string, reference: KeyReference): Promise<Key | undefined> {
    const isOfOthers =
      reference.kind === 'arn' && reference.accountId !== accountId && reference.region === this.region;
    return isOfOthers ? this.store.find(reference.accountId, reference.id) : undefined;
  }

  /** As `find`, unless its end has come. */
  async findPresent(accountId: string, reference: KeyReference, now: Date): Promise<Key | undefined> {
    const key = await this.find(accountId, reference);
    return stateOf(key, now) === 'deleted' ? undefined : key;
  }

  /** A key that may do this now. Refused with what the table has for the act, and with `alias-missing`. */
  async get(act: KeyAct, accountId: string, reference: KeyReference, now: Date): Promise<Key> {
    const key = await this.find(accountId, reference);
    if (!key && reference.kind === 'alias') throw new Refusal<KeyReason>('alias-missing');
    requireKey(act, key, now);
    return key;
  }

  /** The key that a version is of, in any state; undefined where the account has no version of that id. */
  async findByVersion(accountId: string, versionId: string): Promise<Key | undefined> {
    const keyId = await this.store.findKeyIdOfVersion(accountId, versionId);
    return keyId === undefined ? undefined : this.store.find(accountId, keyId);
  }

  /** The id of the first version that the key ever had. Refused with `key-version-missing` where it waits for its first material. */
  async firstVersionId({ accountId, id }: Key): Promise<string> {
    const versionId = await this.store.findFirstVersionId(accountId, id);
    if (versionId === undefined) throw new Refusal<KeyReason>('key-version-missing');
    return versionId;
  }

  /** By key. */
  findTags({ accountId, id }: Key): Promise<readonly Tag[]> {
    return this.store.findTags(accountId, id);
  }

  /** Newest first. */
  list(accountId: string, filter: KeyFilter, page: Page, now: Date): Promise<PageOf<Pick<Key, 'id'>>> {
    return this.store.list(accountId, filter, page, now);
  }

  /**
   * With its first version, unless its owner brings the material. Refused with `key-limit` where account or instance have as many as they may;
   * throws `Busy` and `Abandoned`.
   */
  async create(accountId: string, asked: NewKey, now: Date, requester: Requester): Promise<CreatedKey> {
    const { tags, instance, ...chosen } = asked;
    const id = newKeyId(now);
    const isImported = asked.origin === 'EXTERNAL';
    const first = isImported
      ? undefined
      : await this.materials.makeVersion({ accountId, id, spec: asked.spec }, 1, now, requester);
    const key: Key = {
      ...chosen,
      id,
      accountId,
      state: isImported ? 'PendingImport' : 'Enabled',
      createdAt: now,
      primaryVersionId: hasPrimary(asked.spec) ? first?.id : undefined,
      versionCount: first ? 1 : 0,
      lastVersionAt: first?.createdAt,
      deleteAt: undefined,
      protection: undefined,
      hasMaterial: !isImported,
      materialExpiresAt: undefined,
      instanceId: instance?.name,
    };
    const room = { ofAccount: MOST_KEYS, ofInstance: instance?.quota.keys };
    return { key, change: this.store.insert(key, first, tags, room) };
  }

  /** The policy that counts beside those of the caller; undefined where the usual one does, which leaves the decision to RAM. */
  policyOf({ accountId, policy }: Key): ResourcePolicy | undefined {
    return policy === undefined ? undefined : resourcePolicy('key', accountId, policy);
  }

  /** @param policy a document that was checked */
  setPolicy(key: Key, policy: string, now: Date): Change<KeyChangedReason> {
    return this.#update('get-policy', key, { policy }, now);
  }

  enable(key: Key, now: Date): Change<KeyChangedReason> {
    return this.#update('be-enabled', key, { state: 'Enabled' }, now);
  }

  disable(key: Key, now: Date): Change<KeyChangedReason> {
    return this.#update('be-disabled', key, { state: 'Disabled' }, now);
  }

  describe(key: Key, description: string, now: Date): Change<KeyChangedReason> {
    return this.#update('be-described', key, { description }, now);
  }

  /** A step of a change of its tags. Refused with what the table has. */
  holdForTags(key: Key, now: Date): Change<KeyChangedReason> {
    requireKey('be-tagged', key, now);
    return this.#update('be-tagged', key, {}, now);
  }

  /** Refused with `key-protected`, also where protection comes at the same moment. */
  scheduleDeletion(key: Key, days: number, now: Date): Change<KeyChangedReason> {
    if (key.protection !== undefined) throw new Refusal<KeyReason>('key-protected');
    const deleteAt = new Date(now.getTime() + days * DAY_MS);
    const states = statesAllowing('be-scheduled-for-deletion');
    return this.store.update(key, { states, isUnprotected: true }, { state: 'PendingDeletion', deleteAt }, now);
  }

  /** Enabled again, or waiting for its material again where it has none. */
  cancelDeletion(key: Key, now: Date): Change<KeyChangedReason> {
    const state = key.hasMaterial ? 'Enabled' : 'PendingImport';
    return this.#update('be-kept', key, { state, deleteAt: null }, now);
  }

  /** @param protection why it must stay, which may be empty; undefined: it may be deleted from now on */
  protect(key: Key, protection: string | undefined, now: Date): Change<KeyChangedReason> {
    return this.#update('be-protected', key, { protection: protection ?? null }, now);
  }

  /** Refused with `rotation-unsupported`. @param intervalMs undefined: no version is made by policy any more */
  setRotation(key: Key, intervalMs: number | undefined, now: Date): Change<KeyChangedReason> {
    if (!canRotate(key.spec, key.origin)) throw new Refusal<KeyReason>('rotation-unsupported');
    return this.#update('get-version', key, { rotationMs: intervalMs ?? null }, now);
  }

  /**
   * Another pair for an asymmetric key. Refused with `versions-unsupported`, `key-version-limit` and `key-version-too-early`; throws
   * `Busy` and `Abandoned`.
   */
  async createVersion(
    key: Key,
    now: Date,
    requester: Requester,
  ): Promise<{ readonly version: KeyVersion; readonly change: Change<KeyChangedReason> }> {
    if (specOf(key.spec).class !== 'asymmetric' || key.origin !== 'Aliyun_KMS') {
      throw new Refusal<KeyReason>('versions-unsupported');
    }
    if (key.versionCount >= MAX_VERSIONS) throw new Refusal<KeyReason>('key-version-limit');
    const earliest = (key.lastVersionAt ?? key.createdAt).getTime() + DAYS_BETWEEN_VERSIONS * DAY_MS;
    if (now.getTime() < earliest) throw new Refusal<KeyReason>('key-version-too-early');
    const version = await this.materials.makeVersion(key, key.versionCount + 1, now, requester);
    return { version, change: this.store.addVersion(key, statesAllowing('get-version'), version, false) };
  }

  /** Refused with `key-version-missing`. */
  async getVersion({ accountId, id }: Key, versionId: string): Promise<KeyVersion> {
    const version = await this.store.findVersion(accountId, id, versionId);
    if (!version) throw new Refusal<KeyReason>('key-version-missing');
    return version;
  }

  /** Newest first. */
  listVersions({ accountId, id }: Key, page: Page): Promise<PageOf<ShownKeyVersion>> {
    return this.store.listVersions(accountId, id, page);
  }

  #update(act: KeyAct, key: Key, update: KeyUpdate, now: Date): Change<KeyChangedReason> {
    return this.store.update(key, { states: statesAllowing(act) }, update, now);
  }
}

/** Callers of a pair name its version; everything else works with the primary one. */
export const hasPrimary = (spec: KeySpecName): boolean => specOf(spec).class !== 'asymmetric';
