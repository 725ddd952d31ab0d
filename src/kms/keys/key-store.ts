/** What keys ask of a store. Finding is by account, so that another account's key looks absent. */

import type { Generations } from '../../caches/generations.js';
import type { AtOnce } from '../../domain/at-once.js';
import type { Change } from '../../domain/change.js';
import type { Page, PageOf } from '../../domain/page.js';
import type { Tag } from '../../domain/tags.js';
import type { Room } from '../quotas.js';
import type { Key, KeyUpdate, KeyVersion, ShownKeyVersion, StoredKeyState } from './key.js';
import type { KeyFilter } from './key-filter.js';

/** The key is not any more what it was when the call looked. */
export type KeyChangedReason = 'key-changed';

/** There are as many as there may be, or the instance was released at the same moment. */
export type NewKeyReason = 'key-limit' | 'instance-missing';

/** What must still be so when a change is applied. */
export interface KeyCondition {
  readonly states: readonly StoredKeyState[];
  /** Whether nothing may protect it. */
  readonly isUnprotected?: boolean;
  /** When its material must have expired. */
  readonly isExpiredAt?: Date;
}

export interface KeyStore {
  /** `kms-keys` is raised by every change of a key, a version, an alias or a tag. */
  readonly generations: Generations;
  find(accountId: string, id: string): AtOnce<Key | undefined>;
  /** @param alias without its prefix */
  findByAlias(accountId: string, alias: string): AtOnce<Key | undefined>;
  /** By key. */
  findTags(accountId: string, id: string): Promise<readonly Tag[]>;
  /** In order of creation, newest first. */
  /** Without those whose end has come. */
  list(accountId: string, filter: KeyFilter, page: Page, now: Date): Promise<PageOf<Pick<Key, 'id'>>>;

  /** @param version its first; undefined where it waits for material */
  insert(key: Key, version: KeyVersion | undefined, tags: readonly Tag[], room: Room): Change<NewKeyReason>;
  /** Writes what is given, where the condition still holds. */
  update(
    key: Pick<Key, 'accountId' | 'id'>,
    condition: KeyCondition,
    update: KeyUpdate,
    now: Date,
  ): Change<KeyChangedReason>;
  /**
   * Adds a version to a key that is still in one of the states and has got no other meanwhile.
   * @param isPrimary whether the key encrypts with it from then on
   * @param update what changes of the key besides
   */
  addVersion(
    key: Pick<Key, 'accountId' | 'id'>,
    states: readonly StoredKeyState[],
    version: KeyVersion,
    isPrimary: boolean,
    update?: KeyUpdate,
  ): Change<KeyChangedReason>;
  /** Writes the material of a version that is there; undefined takes it away. */
  replaceMaterial(version: Pick<KeyVersion, 'keyId' | 'id' | 'sealedMaterial'>): Change<KeyChangedReason>;

  /** Keys of all accounts whose end has come, at most so many. */
  findDueForDeletion(now: Date, most: number): Promise<readonly Pick<Key, 'accountId' | 'id'>[]>;
  /** Deletes a key whose end has come, with its versions, aliases and tags. */
  delete(key: Pick<Key, 'accountId' | 'id'>, now: Date): Change<KeyChangedReason>;
  /** Enabled keys of all accounts whose next version is due by their policy, at most so many. */
  findDueForRotation(now: Date, most: number): Promise<readonly Key[]>;
  /** Keys of all accounts whose imported material has expired, at most so many. */
  findDueForExpiry(now: Date, most: number): Promise<readonly Key[]>;
  /** Whether imported material was taken away since then, by whomever. */
  hasLostMaterialSince(since: Date): Promise<boolean>;

  findVersion(accountId: string, keyId: string, versionId: string): AtOnce<KeyVersion | undefined>;
  /** Undefined where the account has no version of that id. */
  findKeyIdOfVersion(accountId: string, versionId: string): AtOnce<string | undefined>;
  /** The id of the first version that the key ever had; undefined where it has none. */
  findFirstVersionId(accountId: string, keyId: string): AtOnce<string | undefined>;
  /** In any account: a ciphertext tells only the id. */
  findOwnerOfVersion(versionId: string): Promise<{ readonly accountId: string; readonly keyId: string } | undefined>;
  /** Newest first. */
  listVersions(accountId: string, keyId: string, page: Page): Promise<PageOf<ShownKeyVersion>>;
}
