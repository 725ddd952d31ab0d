/** What is done with keys without being asked: deletion on the date that was set, and versions by policy. */
import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { generateKeyPair } from '../../src/crypto/keys.js';
import type { Key, KeyVersion } from '../../src/kms/keys/key.js';
import type { KeyStore } from '../../src/kms/keys/key-store.js';
import { openKms } from '../../src/kms/kms.js';
import type { Seal } from '../../src/seal/seal.js';
import { kmsStore } from '../../src/store/kms.js';
import { insertStep } from '../../src/store/step.js';
import type { Store } from '../../src/store/store.js';
import { describeStores } from './each-store.js';

/** More than anything here needs. */
const ROOM = { ofAccount: 1000, ofInstance: undefined };

const accountId = '1000000000000001';
const createdAt = new Date('2026-03-01T12:00:00Z');
const DAY_MS = 86_400_000;
const inDays = (days: number) => new Date(createdAt.getTime() + days * DAY_MS);

/** Hides nothing: what is sealed is not looked at here. */
const seal: Seal = {
  id: 'test',
  wrap: dataKey => ({ keyVersion: 1, bytes: Buffer.from(dataKey) }),
  unwrap: ({ bytes }) => Buffer.from(bytes),
};

const key = (id: string, parts: Partial<Key> = {}): Key => ({
  id,
  accountId,
  spec: 'Aliyun_AES_256',
  usage: 'ENCRYPT/DECRYPT',
  origin: 'Aliyun_KMS',
  state: 'Enabled',
  description: '',
  createdAt,
  primaryVersionId: `${id}-v1`,
  versionCount: 1,
  lastVersionAt: createdAt,
  rotationMs: undefined,
  deleteAt: undefined,
  protection: undefined,
  hasMaterial: true,
  materialExpiresAt: undefined,
  policy: undefined,
  instanceId: undefined,
  ...parts,
});

const version = (keyId: string): KeyVersion => ({
  id: `${keyId}-v1`,
  accountId,
  keyId,
  number: 1,
  createdAt,
  publicKeyDer: undefined,
  sealedMaterial: randomBytes(140),
  sealedDigest: undefined,
});

describeStores('jobs of keys', subject => {
  let store: Store;
  let keys: KeyStore;

  beforeAll(async () => {
    store = subject().store;
    keys = kmsStore(store).keys;
    await store.commit([insertStep(store, 'accounts', { id: accountId, name: accountId, created_at: 0 })]);
  });

  /** The jobs of a server on this store, and what they said. */
  function server(of: Store = store, now: () => Date = () => createdAt) {
    const deleted: string[] = [];
    let erased = 0;
    const kms = openKms(kmsStore(of), seal, 'r', generateKeyPair);
    const commit: Store['commit'] = change => of.commit(change);
    const deletion = kms.keyDeletion({
      commit,
      erase: async () => ++erased > 0,
      passed: () => undefined,
      onDeleted: ({ id }) => deleted.push(id),
      onFault: fault => {
        throw fault;
      },
    });
    const rotation = kms.keyRotation({ commit, now, onFault: () => {} });
    const expiry = kms.materialExpiry({
      commit,
      erase: async () => ++erased > 0,
      passed: () => undefined,
      now,
      onFault: () => {},
    });
    return { deletion, rotation, expiry, deleted, erased: () => erased };
  }

  const rowsOf = async (id: string) => {
    const { db } = store;
    const found = await Promise.all([
      db.selectFrom('kms_keys').select('id').where('id', '=', id).execute(),
      db.selectFrom('kms_key_versions').select('id').where('key_id', '=', id).execute(),
      db.selectFrom('kms_aliases').select('name').where('key_id', '=', id).execute(),
      db.selectFrom('kms_tags').select('key').where('resource_id', '=', id).execute(),
    ]);
    return found.map(rows => rows.length);
  };

  const leaving = { state: 'PendingDeletion', deleteAt: inDays(7) } as const;
  const insert = async (it: Key) => {
    await store.commit([
      ...keys.insert(it, version(it.id), [{ key: 'k', value: 'v' }], ROOM),
      insertStep(store, 'kms_aliases', {
        account_id: accountId,
        name: it.id,
        key_id: it.id,
        created_at: 0,
        updated_at: 0,
      }),
    ]);
  };

  describe('expiry of imported material', () => {
    const expiring = { origin: 'EXTERNAL', materialExpiresAt: inDays(1) } as const;
    const looked = async (id: string) => {
      const [found, sealed] = [await keys.find(accountId, id), await keys.findVersion(accountId, id, `${id}-v1`)];
      return [found?.state, found?.hasMaterial, found?.materialExpiresAt, sealed?.sealedMaterial !== undefined];
    };

    test('material goes when its date has come and not before, and its version and digest stay', async () => {
      for (const state of ['Enabled', 'Disabled', 'PendingDeletion'] as const) {
        const deleteAt = state === 'PendingDeletion' ? inDays(9) : undefined;
        await insert(key(`expiring-${state}`, { ...expiring, state, deleteAt }));
      }
      await insert(key('lasting', { origin: 'EXTERNAL' }));
      const { expiry } = server();
      await expiry.expireDue(new Date(inDays(1).getTime() - 1));
      expect(await looked('expiring-Enabled')).toEqual(['Enabled', true, inDays(1), true]);
      await expiry.expireDue(inDays(1));
      expect(await looked('expiring-Enabled')).toEqual(['PendingImport', false, undefined, false]);
      expect(await looked('expiring-Disabled')).toEqual(['PendingImport', false, undefined, false]);
      expect(await looked('expiring-PendingDeletion')).toEqual(['PendingDeletion', false, undefined, false]);
      expect((await keys.find(accountId, 'expiring-PendingDeletion'))?.deleteAt).toEqual(inDays(9));
      expect(await looked('lasting')).toEqual(['Enabled', true, undefined, true]);
    });

    test('of several servers one takes it, and all go on', async () => {
      for (let i = 0; i < 45; i++) await insert(key(`expire-${i}`, expiring));
      const other = await subject().reopen();
      try {
        const servers = [server(), server(other), server(other)];
        await Promise.all(servers.map(({ expiry }) => expiry.expireDue(inDays(1))));
        expect(await keys.findDueForExpiry(inDays(1), 1)).toEqual([]);
        expect(await looked('expire-44')).toEqual(['PendingImport', false, undefined, false]);
      } finally {
        await other.close();
      }
    });

    test('what was taken away is erased once, whoever took it', async () => {
      const { expiry, erased } = server(store, () => inDays(3));
      await expiry.eraseLost();
      expect(erased()).toBe(1);
      await expiry.eraseLost();
      expect(erased()).toBe(1);
      await insert(key('lost-later', { origin: 'EXTERNAL' }));
      const of = key('lost-later');
      await store.commit(keys.update(of, { states: ['Enabled'] }, { hasMaterial: false }, inDays(4)));
      await expiry.eraseLost();
      expect(erased()).toBe(2);
    });
  });

  describe('deletion', () => {
    test('a key goes with all that is its own when its date has come, and not before', async () => {
      await insert(key('due', leaving));
      await insert(key('later', { ...leaving, deleteAt: inDays(8) }));
      await insert(key('enabled'));
      const { deletion, deleted, erased } = server();
      await deletion.deleteDue(new Date(inDays(7).getTime() - 1));
      expect([deleted, await rowsOf('due'), erased()]).toEqual([[], [1, 1, 1, 1], 1]);
      await deletion.deleteDue(inDays(7));
      expect([deleted, await rowsOf('due'), erased()]).toEqual([['due'], [0, 0, 0, 0], 2]);
      await deletion.deleteDue(inDays(7));
      expect([deleted, erased()]).toEqual([['due'], 2]);
      expect(await rowsOf('later')).toEqual([1, 1, 1, 1]);
      expect(await rowsOf('enabled')).toEqual([1, 1, 1, 1]);
    });

    test('of several servers one deletes a key, and all go on', async () => {
      for (let i = 0; i < 45; i++) await insert(key(`many-${i}`, leaving));
      const other = await subject().reopen();
      try {
        const servers = [server(), server(other), server(other)];
        await Promise.all(servers.map(({ deletion }) => deletion.deleteDue(inDays(7))));
        const all = servers.flatMap(it => it.deleted).filter(id => id.startsWith('many-'));
        expect([all.length, new Set(all).size]).toEqual([45, 45]);
      } finally {
        await other.close();
      }
    });

    test('a key that is kept at the last moment stays', async () => {
      await insert(key('kept', leaving));
      const change = keys.delete(key('kept'), inDays(7));
      await store.commit(
        keys.update(key('kept'), { states: ['PendingDeletion'] }, { state: 'Enabled', deleteAt: null }, createdAt),
      );
      await expect(store.commit(change)).rejects.toMatchObject({ reason: 'key-changed' });
      expect(await rowsOf('kept')).toEqual([1, 1, 1, 1]);
    });
  });

  describe('rotation', () => {
    test('a version is made when it is due, and is the primary one from then on', async () => {
      await insert(key('turning', { rotationMs: 7 * DAY_MS }));
      await insert(key('disabled', { rotationMs: 7 * DAY_MS, state: 'Disabled' }));
      let now = new Date(inDays(7).getTime() - 1);
      const { rotation } = server(store, () => now);
      await rotation.rotateDue();
      expect((await keys.find(accountId, 'turning'))?.versionCount).toBe(1);
      now = inDays(20);
      await rotation.rotateDue();
      await rotation.rotateDue();
      const turned = await keys.find(accountId, 'turning');
      expect(turned).toMatchObject({ versionCount: 2, lastVersionAt: now });
      expect(turned?.primaryVersionId).not.toBe('turning-v1');
      expect((await keys.listVersions(accountId, 'turning', { number: 1, size: 9 })).items.map(it => it.id)).toEqual([
        turned?.primaryVersionId,
        'turning-v1',
      ]);
      expect((await keys.find(accountId, 'disabled'))?.versionCount).toBe(1);
    });

    test('several servers make one version', async () => {
      for (let i = 0; i < 25; i++) await insert(key(`turning-${i}`, { rotationMs: 7 * DAY_MS }));
      const other = await subject().reopen();
      const now = () => inDays(8);
      try {
        await Promise.all(
          [server(store, now), server(other, now), server(other, now)].map(it => it.rotation.rotateDue()),
        );
      } finally {
        await other.close();
      }
      for (let i = 0; i < 25; i++) expect((await keys.find(accountId, `turning-${i}`))?.versionCount).toBe(2);
    });
  });
});
