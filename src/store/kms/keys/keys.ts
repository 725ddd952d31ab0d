import { sql } from 'kysely';
import type { Change } from '../../../domain/change.js';
import type { Tag } from '../../../domain/tags.js';
import type { Key, KeyUpdate, KeyVersion, StoredKeyState } from '../../../kms/keys/key.js';
import type { KeyChangedReason, KeyCondition, KeyStore, NewKeyReason } from '../../../kms/keys/key-store.js';
import type { Room } from '../../../kms/quotas.js';
import { hotStatement } from '../../hot-statements.js';
import { countColumn, offsetOf } from '../../pages.js';
import { insertStep, step } from '../../step.js';
import type { Store } from '../../store.js';
import { holdRoom } from '../room.js';
import { listKeys } from './key-lists.js';
import { fromKey, fromVersion, toKey, toVersion } from './rows.js';

const findById = hotStatement((db, it: { accountId: string; id: string }) =>
  db.selectFrom('kms_keys').selectAll().where('id', '=', it.id).where('account_id', '=', it.accountId),
);

const findByAlias = hotStatement((db, it: { accountId: string; alias: string }) =>
  db
    .selectFrom('kms_aliases')
    .innerJoin('kms_keys', 'kms_keys.id', 'kms_aliases.key_id')
    .selectAll('kms_keys')
    .where('kms_aliases.account_id', '=', it.accountId)
    .where('kms_aliases.name', '=', it.alias),
);

const findTags = hotStatement((db, it: { accountId: string; id: string }) =>
  db
    .selectFrom('kms_tags')
    .select(['key', 'value'])
    .where('account_id', '=', it.accountId)
    .where('resource_type', '=', 'key')
    .where('resource_id', '=', it.id)
    .orderBy('key'),
);

const findVersion = hotStatement((db, it: { accountId: string; keyId: string; id: string }) =>
  db
    .selectFrom('kms_key_versions')
    .selectAll()
    .where('id', '=', it.id)
    .where('key_id', '=', it.keyId)
    .where('account_id', '=', it.accountId),
);

const findKeyIdOfVersion = hotStatement((db, it: { accountId: string; id: string }) =>
  db.selectFrom('kms_key_versions').select('key_id').where('id', '=', it.id).where('account_id', '=', it.accountId),
);

const findFirstVersionId = hotStatement((db, it: { accountId: string; keyId: string }) =>
  db
    .selectFrom('kms_key_versions')
    .select('id')
    .where('key_id', '=', it.keyId)
    .where('account_id', '=', it.accountId)
    .where('number', '=', 1),
);

const findOwnerOfVersion = hotStatement((db, it: { id: string }) =>
  db.selectFrom('kms_key_versions').select(['account_id', 'key_id']).where('id', '=', it.id),
);

const findDueForDeletion = hotStatement((db, it: { now: number; most: number }) =>
  db
    .selectFrom('kms_keys')
    .select(['id', 'account_id'])
    .where('state', '=', 'PendingDeletion')
    .where('delete_at', '<=', it.now)
    .orderBy('delete_at')
    .limit(it.most),
);

/** In the words of the index, or a database does not see that it fits. */
const findDueForRotation = hotStatement((db, it: { now: number; most: number }) =>
  db
    .selectFrom('kms_keys')
    .selectAll()
    .where(sql<boolean>`state = 'Enabled' and rotation_ms is not null`)
    .where(sql<boolean>`last_version_at + rotation_ms <= ${it.now}`)
    .orderBy(sql`last_version_at + rotation_ms`)
    .limit(it.most),
);

/** In the words of the index. */
const findDueForExpiry = hotStatement((db, it: { now: number; most: number }) =>
  db
    .selectFrom('kms_keys')
    .selectAll()
    .where('material_expires_at', '<=', it.now)
    .orderBy('material_expires_at')
    .limit(it.most),
);

/** Likewise. */
const findLostSince = hotStatement((db, it: { since: number }) =>
  db
    .selectFrom('kms_keys')
    .select('id')
    .where(sql<boolean>`origin = 'EXTERNAL' and has_material = 0`)
    .where('updated_at', '>=', it.since)
    .limit(1),
);

export function keyStore(store: Store): KeyStore {
  return {
    generations: store.generations,
    async find(accountId, id) {
      const [row] = await findById.rows(store, { accountId, id });
      return row && toKey(row);
    },
    async findByAlias(accountId, alias) {
      const [row] = await findByAlias.rows(store, { accountId, alias });
      return row && toKey(row);
    },
    findTags: (accountId, id) => findTags.rows(store, { accountId, id }),
    list: (...all) => listKeys(store, ...all),

    insert: (...all) => insert(store, ...all),
    update: (...all) => update(store, ...all),
    addVersion: (...all) => addVersion(store, ...all),
    replaceMaterial: ({ keyId, id, sealedMaterial }) => [
      step(
        store.db
          .updateTable('kms_key_versions')
          .set({ sealed_material: sealedMaterial ?? null })
          .where('id', '=', id)
          .where('key_id', '=', keyId),
        CHANGED,
      ),
    ],

    async findDueForDeletion(now, most) {
      const rows = await findDueForDeletion.rows(store, { now: now.getTime(), most });
      return rows.map(it => ({ id: it.id, accountId: it.account_id }));
    },
    delete: (key, now) => deleteKey(store, key, now),
    async findDueForRotation(now, most) {
      return (await findDueForRotation.rows(store, { now: now.getTime(), most })).map(toKey);
    },
    async findDueForExpiry(now, most) {
      return (await findDueForExpiry.rows(store, { now: now.getTime(), most })).map(toKey);
    },
    async hasLostMaterialSince(since) {
      return (await findLostSince.rows(store, { since: since.getTime() })).length > 0;
    },

    async findVersion(accountId, keyId, id) {
      const [row] = await findVersion.rows(store, { accountId, keyId, id });
      return row && toVersion(row);
    },
    async findKeyIdOfVersion(accountId, id) {
      const [row] = await findKeyIdOfVersion.rows(store, { accountId, id });
      return row?.key_id;
    },
    async findFirstVersionId(accountId, keyId) {
      const [row] = await findFirstVersionId.rows(store, { accountId, keyId });
      return row?.id;
    },
    async findOwnerOfVersion(id) {
      const [row] = await findOwnerOfVersion.rows(store, { id });
      return row && { accountId: row.account_id, keyId: row.key_id };
    },
    async listVersions(accountId, keyId, page) {
      const own = store.db
        .selectFrom('kms_key_versions')
        .where('key_id', '=', keyId)
        .where('account_id', '=', accountId);
      const [rows, { total }] = await Promise.all([
        own.select(['id', 'created_at']).orderBy('number', 'desc').limit(page.size).offset(offsetOf(page)).execute(),
        own.select(countColumn).executeTakeFirstOrThrow(),
      ]);
      return { items: rows.map(it => ({ id: it.id, keyId, createdAt: new Date(it.created_at) })), total };
    },
  };
}

function insert(
  store: Store,
  key: Key,
  version: KeyVersion | undefined,
  tags: readonly Tag[],
  room: Room,
): Change<NewKeyReason> {
  const tagged = {
    account_id: key.accountId,
    resource_type: 'key',
    resource_id: key.id,
    resource_created_at: key.createdAt.getTime(),
  } as const;
  return [
    ...holdRoom(store, 'key', key, room),
    insertStep(store, 'kms_keys', fromKey(key)),
    ...(version ? [insertStep(store, 'kms_key_versions', fromVersion(version))] : []),
    ...tags.map(tag => insertStep(store, 'kms_tags', { ...tagged, ...tag })),
  ];
}

const CHANGED = { affects: 1, otherwise: 'key-changed' } as const;

function update(
  store: Store,
  key: Pick<Key, 'accountId' | 'id'>,
  { states, isUnprotected = false, isExpiredAt }: KeyCondition,
  given: KeyUpdate,
  now: Date,
): Change<KeyChangedReason> {
  let changing = changingKey(store, key, states).set({ ...updated(given), updated_at: now.getTime() });
  if (isUnprotected) changing = changing.where('protection', 'is', null);
  if (isExpiredAt) changing = changing.where('material_expires_at', '<=', isExpiredAt.getTime());
  return [step(changing, CHANGED)];
}

const updated = ({ state, description, rotationMs, deleteAt, protection, policy, ...material }: KeyUpdate) => ({
  ...(state !== undefined && { state }),
  ...(description !== undefined && { description }),
  ...(rotationMs !== undefined && { rotation_ms: rotationMs }),
  ...(deleteAt !== undefined && { delete_at: deleteAt?.getTime() ?? null }),
  ...(protection !== undefined && { protection }),
  ...(policy !== undefined && { policy }),
  ...(material.hasMaterial !== undefined && { has_material: material.hasMaterial ? 1 : 0 }),
  ...(material.materialExpiresAt !== undefined && {
    material_expires_at: material.materialExpiresAt?.getTime() ?? null,
  }),
});

function addVersion(
  store: Store,
  key: Pick<Key, 'accountId' | 'id'>,
  states: readonly StoredKeyState[],
  version: KeyVersion,
  isPrimary: boolean,
  update: KeyUpdate = {},
): Change<KeyChangedReason> {
  const changing = changingKey(store, key, states)
    .set({
      ...updated(update),
      version_count: version.number,
      last_version_at: version.createdAt.getTime(),
      updated_at: version.createdAt.getTime(),
      ...(isPrimary && { primary_version_id: version.id }),
    })
    .where('version_count', '=', version.number - 1);
  return [step(changing, CHANGED), insertStep(store, 'kms_key_versions', fromVersion(version))];
}

function deleteKey(
  { db }: Store,
  { accountId, id }: Pick<Key, 'accountId' | 'id'>,
  now: Date,
): Change<KeyChangedReason> {
  const isDue = { affects: 1, otherwise: 'key-changed' } as const;
  const tags = db
    .deleteFrom('kms_tags')
    .where('account_id', '=', accountId)
    .where('resource_type', '=', 'key')
    .where('resource_id', '=', id);
  const leaving = db
    .updateTable('kms_keys')
    .set({ updated_at: now.getTime() })
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .where('state', '=', 'PendingDeletion')
    .where('delete_at', '<=', now.getTime());
  return [
    // First, so that what another call adds to the key is either seen by the next steps or refused.
    step(leaving, isDue),
    step(db.deleteFrom('kms_aliases').where('key_id', '=', id)),
    step(tags),
    step(db.deleteFrom('kms_key_versions').where('key_id', '=', id)),
    step(db.deleteFrom('kms_keys').where('id', '=', id), isDue),
  ];
}

/** The row of a key that is still in one of the states. */
function changingKey(
  { db }: Store,
  { accountId, id }: Pick<Key, 'accountId' | 'id'>,
  states: readonly StoredKeyState[],
) {
  return db
    .updateTable('kms_keys')
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .where('state', 'in', states);
}
