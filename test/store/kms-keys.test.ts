import { beforeAll, describe, expect, test } from 'vitest';
import { type Change, Refusal } from '../../src/domain/change.js';
import type { Instance } from '../../src/kms/instances/instance.js';
import type { Key, KeyVersion } from '../../src/kms/keys/key.js';
import type { KeyFilter } from '../../src/kms/keys/key-filter.js';
import { keySpecNames, specOf } from '../../src/kms/keys/key-specs.js';
import type { KeyStore } from '../../src/kms/keys/key-store.js';
import { knownKeys } from '../../src/kms/keys/known-keys.js';
import { kmsStore } from '../../src/store/kms.js';
import { insertStep } from '../../src/store/step.js';
import type { Store } from '../../src/store/store.js';
import { describeStores } from './each-store.js';

/** More than anything here needs. */
const ROOM = { ofAccount: 1000, ofInstance: undefined };

const createdAt = new Date('2026-03-01T12:00:00.123Z');
const later = new Date('2026-03-02T00:00:00Z');
const mine = '1000000000000001';
const theirs = '1000000000000002';

const key = (id: string, parts: Partial<Key> = {}): Key => ({
  id,
  accountId: mine,
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

const version = (keyId: string, number = 1, parts: Partial<KeyVersion> = {}): KeyVersion => ({
  id: `${keyId}-v${number}`,
  accountId: mine,
  keyId,
  number,
  createdAt,
  publicKeyDer: undefined,
  sealedMaterial: Buffer.from([1, 2, number]),
  sealedDigest: undefined,
  ...parts,
});

describeStores('keys', subject => {
  let store: Store;
  let keys: KeyStore;

  beforeAll(async () => {
    store = subject().store;
    keys = kmsStore(store).keys;
    await store.commit([mine, theirs].map(id => insertStep(store, 'accounts', { id, name: id, created_at: 0 })));
  });

  const outcome = async (change: Change): Promise<string> => {
    try {
      await store.commit(change);
      return 'done';
    } catch (fault) {
      if (fault instanceof Refusal) return fault.reason;
      throw fault;
    }
  };
  const first = { number: 1, size: 20 };

  test('come back as they were written, and belong to their account', async () => {
    const full = key('full', {
      description: '描述',
      rotationMs: 63_072_000_000,
      policy: '{"描述":1}',
      deleteAt: later,
      protection: '',
      materialExpiresAt: later,
      state: 'PendingDeletion',
    });
    const bare = key('bare', {
      origin: 'EXTERNAL',
      state: 'PendingImport',
      primaryVersionId: undefined,
      versionCount: 0,
      lastVersionAt: undefined,
      hasMaterial: false,
    });
    await store.commit(
      keys.insert(
        full,
        version('full'),
        [
          { key: 'b', value: '1' },
          { key: 'a', value: '' },
        ],
        ROOM,
      ),
    );
    await store.commit(keys.insert(bare, undefined, [], ROOM));
    expect(await keys.find(mine, 'full')).toEqual(full);
    expect(await keys.find(mine, 'bare')).toEqual(bare);
    expect(await keys.find(theirs, 'full')).toBeUndefined();
    expect(await keys.findTags(mine, 'full')).toEqual([
      { key: 'a', value: '' },
      { key: 'b', value: '1' },
    ]);
    expect(await keys.findTags(theirs, 'full')).toEqual([]);
    expect(await keys.findVersion(mine, 'full', 'full-v1')).toEqual(version('full'));
    expect(await keys.findVersion(mine, 'bare', 'full-v1')).toBeUndefined();
    expect(await keys.findVersion(theirs, 'full', 'full-v1')).toBeUndefined();
  });

  test('are found by alias', async () => {
    await store.commit(keys.insert(key('aliased'), version('aliased'), [], ROOM));
    const row = { account_id: mine, name: 'a', key_id: 'aliased', created_at: 0, updated_at: 0 };
    await store.commit([insertStep(store, 'kms_aliases', row)]);
    expect(await keys.findByAlias(mine, 'a')).toEqual(key('aliased'));
    expect(await keys.findByAlias(theirs, 'a')).toBeUndefined();
    expect(await keys.findByAlias(mine, 'A')).toBeUndefined();
  });

  test('change what is given, where the condition holds', async () => {
    const written = key('changing', { rotationMs: 1000, protection: 'p' });
    await store.commit(keys.insert(written, version('changing'), [], ROOM));
    const update = (
      condition: Parameters<KeyStore['update']>[1],
      change: Parameters<KeyStore['update']>[2],
      of = written,
    ) => outcome(keys.update(of, condition, change, later));
    expect(await update({ states: ['Disabled'] }, { description: 'd' })).toBe('key-changed');
    expect(await update({ states: ['Enabled'], isUnprotected: true }, { description: 'd' })).toBe('key-changed');
    expect(await update({ states: ['Enabled'] }, { description: 'd' }, { ...written, accountId: theirs })).toBe(
      'key-changed',
    );
    expect(await keys.find(mine, 'changing')).toEqual(written);
    expect(await update({ states: ['Disabled', 'Enabled'] }, { description: 'd', protection: null })).toBe('done');
    expect(await keys.find(mine, 'changing')).toEqual({ ...written, description: 'd', protection: undefined });
    const leaving = { state: 'PendingDeletion', deleteAt: later, rotationMs: null } as const;
    expect(await update({ states: ['Enabled'], isUnprotected: true }, leaving)).toBe('done');
    expect(await keys.find(mine, 'changing')).toEqual({
      ...written,
      description: 'd',
      protection: undefined,
      state: 'PendingDeletion',
      deleteAt: later,
      rotationMs: undefined,
    });
  });

  test('lose the material of a version and get it again, with its digest and the date of its end', async () => {
    const waiting = key('imported', {
      origin: 'EXTERNAL',
      state: 'PendingImport',
      primaryVersionId: undefined,
      versionCount: 0,
      lastVersionAt: undefined,
      hasMaterial: false,
    });
    await store.commit(keys.insert(waiting, undefined, [], ROOM));
    const only = version('imported', 1, { createdAt: later, sealedDigest: Buffer.from([7]) });
    const update = { state: 'Enabled', hasMaterial: true, materialExpiresAt: later } as const;
    expect(await outcome(keys.addVersion(waiting, ['PendingImport'], only, true, update))).toBe('done');
    const enabled = { ...key('imported', { origin: 'EXTERNAL', lastVersionAt: later }), materialExpiresAt: later };
    expect(await keys.find(mine, 'imported')).toEqual(enabled);
    expect(await keys.findVersion(mine, 'imported', 'imported-v1')).toEqual(only);

    const early = new Date(later.getTime() - 1);
    const lose = (isExpiredAt: Date) =>
      outcome([
        ...keys.update(
          enabled,
          { states: ['Enabled'], isExpiredAt },
          { state: 'PendingImport', hasMaterial: false, materialExpiresAt: null },
          later,
        ),
        ...keys.replaceMaterial({ ...only, sealedMaterial: undefined }),
      ]);
    expect((await keys.findDueForExpiry(early, 20)).map(it => it.id)).not.toContain('imported');
    expect((await keys.findDueForExpiry(later, 20)).map(it => it.id)).toContain('imported');
    expect(await lose(early)).toBe('key-changed');
    expect(await lose(later)).toBe('done');
    expect(await keys.findVersion(mine, 'imported', 'imported-v1')).toEqual({ ...only, sealedMaterial: undefined });
    expect(await keys.find(mine, 'imported')).toEqual({
      ...enabled,
      state: 'PendingImport',
      hasMaterial: false,
      materialExpiresAt: undefined,
    });
    expect(await outcome(keys.replaceMaterial({ ...only, id: 'none' }))).toBe('key-changed');
  });

  test('get one version at a time, in order', async () => {
    await store.commit(keys.insert(key('growing'), version('growing'), [], ROOM));
    const of = key('growing');
    const second = version('growing', 2, { createdAt: later, publicKeyDer: Buffer.from([9]) });
    expect(await outcome(keys.addVersion(of, ['Disabled'], second, true))).toBe('key-changed');
    expect(await outcome(keys.addVersion(of, ['Enabled'], second, true))).toBe('done');
    expect(await outcome(keys.addVersion(of, ['Enabled'], { ...second, id: 'again' }, true))).toBe('key-changed');
    expect(await keys.find(mine, 'growing')).toEqual({
      ...of,
      versionCount: 2,
      lastVersionAt: later,
      primaryVersionId: 'growing-v2',
    });
    const third = version('growing', 3, { createdAt: later });
    expect(await outcome(keys.addVersion(of, ['Enabled'], third, false))).toBe('done');
    expect((await keys.find(mine, 'growing'))?.primaryVersionId).toBe('growing-v2');
    expect(await keys.findVersion(mine, 'growing', 'growing-v2')).toEqual(second);
    const { items, total } = await keys.listVersions(mine, 'growing', { number: 1, size: 2 });
    expect([items.map(it => it.id), total]).toEqual([['growing-v3', 'growing-v2'], 3]);
    expect(await keys.listVersions(theirs, 'growing', first)).toEqual({ items: [], total: 0 });
  });

  test('are listed newest first, counted by what the database keeps or by what is asked', async () => {
    const accountId = '1000000000000003';
    const at = (minute: number) => new Date(createdAt.getTime() + minute * 60_000);
    await store.commit([
      insertStep(store, 'accounts', { id: accountId, name: accountId, created_at: 0 }),
      ...keys.insert(key('l-b', { accountId, createdAt: at(1) }), undefined, [{ key: 'k', value: 'v' }], ROOM),
      ...keys.insert(
        key('l-a', { accountId, createdAt: at(2), spec: 'EC_P256', usage: 'SIGN/VERIFY' }),
        undefined,
        [],
        ROOM,
      ),
      ...keys.insert(
        key('l-c', { accountId, createdAt: at(0), state: 'Disabled' }),
        undefined,
        [{ key: 'k', value: 'w' }],
        ROOM,
      ),
    ]);
    const list = async (filter: KeyFilter, page = first, now = later) => {
      const { items, total } = await keys.list(accountId, filter, page, now);
      return [items.map(it => it.id), total];
    };
    expect(await list({})).toEqual([['l-a', 'l-b', 'l-c'], 3]);
    expect(await list({}, { number: 2, size: 2 })).toEqual([['l-c'], 3]);
    expect(await list({ states: ['Disabled'] })).toEqual([['l-c'], 1]);
    expect(await list({ specs: ['EC_P256'], usages: ['SIGN/VERIFY'] })).toEqual([['l-a'], 1]);
    expect(await list({ tagKeys: ['k'] })).toEqual([['l-b', 'l-c'], 2]);
    expect(await list({ tagKeys: ['k'], tagValues: ['w'], states: ['Enabled'] })).toEqual([[], 0]);
    expect(await list({ ids: ['l-a', 'full'] })).toEqual([['l-a'], 1]);
    expect(await list({ ids: ['l-a', 'l-b'] }, { number: 2, size: 2 })).toEqual([[], 2]);
    expect(await list({ ids: ['none'] }, { number: 2, size: 2 })).toEqual([[], 0]);
    expect(await list({ isImpossible: true })).toEqual([[], 0]);
    const leaving = { state: 'PendingDeletion', deleteAt: at(9) } as const;
    await store.commit(keys.insert(key('l-d', { accountId, ...leaving }), undefined, [], ROOM));
    expect(await list({}, first, at(8))).toEqual([['l-a', 'l-b', 'l-d', 'l-c'], 4]);
    expect(await list({}, first, at(9))).toEqual([['l-a', 'l-b', 'l-c'], 3]);
    expect(await list({ states: ['PendingDeletion'] }, first, at(9))).toEqual([[], 0]);
    const change = keys.update(key('l-c', { accountId }), { states: ['Disabled'] }, { state: 'Enabled' }, later);
    await store.commit(change);
    expect(await list({ states: ['Enabled'] })).toEqual([['l-a', 'l-b', 'l-c'], 3]);
    expect(await list({ states: ['Disabled'] })).toEqual([[], 0]);
  });

  test('of many kinds are listed in one order, page by page, however many ranges that is', async () => {
    const accountId = '1000000000000005';
    const kinds = keySpecNames.flatMap(spec =>
      specOf(spec).usages.flatMap(usage => (['Enabled', 'Disabled'] as const).map(state => ({ spec, usage, state }))),
    );
    const all = kinds.map((kind, i) => key(`m-${100 + i}`, { accountId, ...kind, createdAt: new Date(1_000_000 + i) }));
    await store.commit([
      insertStep(store, 'accounts', { id: accountId, name: accountId, created_at: 0 }),
      ...all.flatMap(it => keys.insert(it, undefined, [], ROOM)),
    ]);
    const newest = [...all].reverse();
    for (const [filter, expected] of [
      [{}, newest],
      [{ states: ['Disabled'] }, newest.filter(it => it.state === 'Disabled')],
      [{ usages: ['SIGN/VERIFY', 'GENERATE/VERIFY'] }, newest.filter(it => it.usage !== 'ENCRYPT/DECRYPT')],
      [
        { specs: ['RSA_2048'], states: ['Enabled', 'none'] },
        newest.filter(it => it.spec === 'RSA_2048' && it.state === 'Enabled'),
      ],
    ] as const) {
      const found: string[] = [];
      for (let number = 1; found.length < expected.length; number++) {
        const { items, total } = await keys.list(accountId, filter, { number, size: 7 }, later);
        expect([items.length > 0, total]).toEqual([true, expected.length]);
        found.push(...items.map(it => it.id));
      }
      expect(found).toEqual(expected.map(it => it.id));
    }
  });

  describe('of which there may only be so many', () => {
    const accountId = '1000000000000004';
    const instance = (name: string): Instance => ({
      name,
      title: name,
      status: 'Connected',
      provided: false,
      quota: { keys: 2, secrets: 2, networks: 1, callsPerSecond: 1 },
      connection: undefined,
      boundNetworks: [],
      deletionProtection: { enabled: false, description: '' },
      createdAt,
    });
    let numbers = 0;
    const add = (ofAccount: number, instanceId?: string, of = accountId) => {
      const it = key(`q-${++numbers}`, { accountId: of, instanceId });
      const ofInstance = instanceId === undefined ? undefined : 2;
      return outcome(keys.insert(it, undefined, [], { ofAccount, ofInstance }));
    };

    test('in an account, and in an instance', async () => {
      const { instances } = kmsStore(store);
      await store.commit([
        insertStep(store, 'accounts', { id: accountId, name: accountId, created_at: 0 }),
        ...['kst-a', 'kst-b'].flatMap(name => instances.insert(accountId, instance(name))),
      ]);
      expect([await add(2), await add(2), await add(2)]).toEqual(['done', 'done', 'key-limit']);
      expect([await add(9, 'kst-a'), await add(9, 'kst-a'), await add(9, 'kst-a')]).toEqual([
        'done',
        'done',
        'key-limit',
      ]);
      expect([await add(9, 'kst-b'), await add(5, 'kst-b')]).toEqual(['done', 'key-limit']);
      expect(await add(9, 'kst-none')).toBe('instance-missing');
      expect(await add(9, 'kst-a', mine)).toBe('instance-missing');
      expect(await instances.contents(accountId, 'kst-a')).toEqual({ keys: 2, secrets: 0 });
      const listed = await keys.list(accountId, { instanceIds: ['kst-a', 'kst-none'] }, first, later);
      expect(listed.total).toBe(2);
      expect((await keys.list(accountId, { instanceIds: ['kst-none'] }, first, later)).total).toBe(0);
    });

    test('also when several come at once', async () => {
      const other = await subject().reopen();
      try {
        const stores = [keys, kmsStore(other).keys];
        const changes = Array.from({ length: 8 }, (_, number) => {
          const of = stores[number % 2]!;
          const change = of.insert(key(`race-${number}`, { accountId }), undefined, [], {
            ofAccount: 8,
            ofInstance: undefined,
          });
          return (number % 2 === 0 ? store : other).commit(change);
        });
        const outcomes = await Promise.allSettled(changes);
        // Five were there before.
        expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
      } finally {
        await other.close();
      }
    });

    test('are ended with their instance, unless one of them is protected, or nobody says that it may hold any', async () => {
      const { instances } = kmsStore(store);
      const release = (isForced: boolean, id = 'kst-a', of = accountId) =>
        outcome(instances.release(of, id, isForced, later));
      expect(await release(true, 'kst-a', mine)).toBe('instance-missing');
      expect(await release(true, 'kst-none')).toBe('instance-missing');
      expect(await release(false)).toBe('instance-not-empty');
      const protectedKey = key('q-protected', { accountId, instanceId: 'kst-b', protection: '' });
      await store.commit(keys.insert(protectedKey, undefined, [], ROOM));
      expect(await release(true, 'kst-b')).toBe('instance-holds-protected-key');
      expect(await release(true)).toBe('done');
      expect(await instances.find(accountId, 'kst-a')).toBeUndefined();
      const due = (await keys.findDueForDeletion(later, 100)).filter(it => it.accountId === accountId);
      expect(due).toHaveLength(2);
      expect((await keys.list(accountId, { instanceIds: ['kst-a'] }, first, later)).total).toBe(0);
      const protection = { enabled: true, description: '' };
      await store.commit(instances.update(accountId, 'kst-b', { deletionProtection: protection }, later));
      expect(await release(true, 'kst-b')).toBe('instance-missing');
    });
  });

  test('are read once while nothing changes, and anew after every change of one, of a version, an alias or a tag', async () => {
    const reads: string[] = [];
    const counted: KeyStore = {
      ...keys,
      find: (...all) => {
        reads.push('find');
        return keys.find(...all);
      },
      findByAlias: (...all) => {
        reads.push('findByAlias');
        return keys.findByAlias(...all);
      },
    };
    const known = knownKeys(counted);
    await store.commit(keys.insert(key('known'), version('known'), [], ROOM));
    const alias = { account_id: mine, name: 'known', key_id: 'known', created_at: 0, updated_at: 0 };
    await store.commit([insertStep(store, 'kms_aliases', alias)]);
    const look = async () => {
      reads.length = 0;
      const found = [await known.find(mine, 'known'), await known.findByAlias(mine, 'known')];
      return [found.map(it => it?.description), reads.length];
    };
    expect(await look()).toEqual([['', ''], 2]);
    expect(await look()).toEqual([['', ''], 0]);
    expect(await known.find(theirs, 'known')).toBeUndefined();
    await store.commit(keys.update(key('known'), { states: ['Enabled'] }, { description: 'other' }, later));
    expect(await look()).toEqual([['other', 'other'], 2]);
    await store.commit(keys.addVersion(key('known'), ['Enabled'], version('known', 2), true));
    expect((await known.find(mine, 'known'))?.primaryVersionId).toBe('known-v2');
    expect(await known.findTags(mine, 'known')).toEqual([]);
    const tag = { account_id: mine, resource_type: 'key', resource_id: 'known', key: 'k', value: 'v' } as const;
    await store.commit([insertStep(store, 'kms_tags', { ...tag, resource_created_at: 0 })]);
    expect(await known.findTags(mine, 'known')).toEqual([{ key: 'k', value: 'v' }]);
    expect(await known.findKeyIdOfVersion(mine, 'known-v1')).toBe('known');
    expect(await known.findKeyIdOfVersion(theirs, 'known-v1')).toBeUndefined();
  });
});
