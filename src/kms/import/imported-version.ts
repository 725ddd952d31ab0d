/** The one version of a key whose material its owner brings, and how it loses that: taken away or expired (wire/kms.md section 8.3). */
import type { Change } from '../../domain/change.js';
import type { Key, KeyVersion } from '../keys/key.js';
import type { KeyChangedReason, KeyCondition, KeyStore } from '../keys/key-store.js';

/** Undefined where no material has come yet. */
export async function importedVersion(
  store: KeyStore,
  { accountId, id }: Pick<Key, 'accountId' | 'id'>,
): Promise<KeyVersion | undefined> {
  const { items } = await store.listVersions(accountId, id, { number: 1, size: 1 });
  return items[0] && store.findVersion(accountId, id, items[0].id);
}

/** The change after which the key waits for its material again, but for its end where that is set. */
export async function losingMaterial(
  store: KeyStore,
  key: Key,
  condition: KeyCondition,
  now: Date,
): Promise<Change<KeyChangedReason>> {
  const version = await importedVersion(store, key);
  const update = {
    ...(key.state !== 'PendingDeletion' && { state: 'PendingImport' as const }),
    hasMaterial: false,
    materialExpiresAt: null,
  };
  return [
    ...store.update(key, condition, update, now),
    ...(version ? store.replaceMaterial({ ...version, sealedMaterial: undefined }) : []),
  ];
}
