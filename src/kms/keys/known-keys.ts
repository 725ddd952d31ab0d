/**
 * Records of keys, read once for as long as nothing about any key changes (decision 12). All who look up keys do it here: what they are given is as
 * the store has it at that moment, on every thread and server.
 */
import { CoherentCache } from '../../caches/coherent-cache.js';
import type { Tag } from '../../domain/tags.js';
import type { Key, KeyVersion } from './key.js';
import type { KeyStore } from './key-store.js';

/** Some 1 KB each. */
const KEYS_KEPT = 4000;
/** Of versions: at most 3 KB each, with the sealed private key of an RSA pair. */
const VERSIONS_KEPT = 2000;
/** Some 200 bytes each. */
const NAMES_KEPT = 10_000;

/** The store of keys, whose look-ups by id, alias and version, of versions and of tags are kept. Material stays sealed. */
export function knownKeys(store: KeyStore): KeyStore {
  const { generations } = store;
  const cacheOf = <Value>(capacity: number, weigh?: (value: Value) => number) =>
    new CoherentCache<Value>(generations, { subject: 'kms-keys', capacity, ...(weigh && { weigh }) });
  const keys = cacheOf<Key>(KEYS_KEPT, kilobytes);
  const byAlias = cacheOf<Key>(KEYS_KEPT, kilobytes);
  const versions = cacheOf<KeyVersion>(VERSIONS_KEPT);
  const keyIdsOfVersions = cacheOf<string>(NAMES_KEPT);
  const firstVersionIds = cacheOf<string>(NAMES_KEPT);
  const tags = cacheOf<readonly Tag[]>(NAMES_KEPT);
  return {
    ...store,
    find: (accountId, id) => keys.get(`${accountId} ${id}`, () => store.find(accountId, id)),
    findByAlias: (accountId, alias) => byAlias.get(`${accountId} ${alias}`, () => store.findByAlias(accountId, alias)),
    findVersion: (accountId, keyId, versionId) =>
      versions.get(`${accountId} ${keyId} ${versionId}`, () => store.findVersion(accountId, keyId, versionId)),
    findKeyIdOfVersion: (accountId, versionId) =>
      keyIdsOfVersions.get(`${accountId} ${versionId}`, () => store.findKeyIdOfVersion(accountId, versionId)),
    findFirstVersionId: (accountId, keyId) =>
      firstVersionIds.get(`${accountId} ${keyId}`, () => store.findFirstVersionId(accountId, keyId)),
    findTags: async (accountId, id) =>
      (await tags.get(`${accountId} ${id}`, () => store.findTags(accountId, id))) ?? [],
  };
}

/** A policy may be longer than all else of a key. */
const kilobytes = ({ policy = '' }: Key): number => 1 + Math.floor(policy.length / 1024);
