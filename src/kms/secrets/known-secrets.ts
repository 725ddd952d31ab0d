/**
 * Records of secrets and of their versions, read once for as long as nothing about any secret changes (decision 12). Values are kept as they are
 * stored: sealed.
 */
import { CoherentCache } from '../../caches/coherent-cache.js';
import type { Tag } from '../../domain/tags.js';
import type { Secret, SecretVersion } from './secret.js';
import type { SecretStore } from './secret-store.js';

/** Some 1 KB each. */
const SECRETS_KEPT = 4000;
/** Bytes, on each thread: some thousands of values of the usual lengths. */
const VALUES_KEPT_BYTES = 4 << 20;
/** What is kept of a version beside its value. */
const VERSION_BYTES = 400;

/** The store of secrets, whose look-ups by name, of tags and of versions are kept. */
export function knownSecrets(store: SecretStore): SecretStore {
  const { generations } = store;
  const secrets = new CoherentCache<Secret>(generations, {
    subject: 'kms-secrets',
    capacity: SECRETS_KEPT,
    // A policy may be longer than all else of a secret.
    weigh: ({ policy = '' }) => 1 + Math.floor(policy.length / 1024),
  });
  const tags = new CoherentCache<readonly Tag[]>(generations, { subject: 'kms-keys', capacity: SECRETS_KEPT });
  const versions = new CoherentCache<SecretVersion>(generations, {
    subject: 'kms-secrets',
    capacity: VALUES_KEPT_BYTES,
    weigh: ({ sealedValue }) => VERSION_BYTES + sealedValue.length,
  });
  return {
    ...store,
    find: (accountId, name) => secrets.get(`${accountId} ${name}`, () => store.find(accountId, name)),
    findTags: async (accountId, name) =>
      (await tags.get(`${accountId} ${name}`, () => store.findTags(accountId, name))) ?? [],
    findVersion: (secretId, versionId) =>
      versions.get(`${secretId} ${versionId}`, () => store.findVersion(secretId, versionId)),
  };
}
