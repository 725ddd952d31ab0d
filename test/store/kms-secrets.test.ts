import { beforeAll, expect, test } from 'vitest';
import { type Change, Refusal } from '../../src/domain/change.js';
import type { Secret, SecretVersion } from '../../src/kms/secrets/secret.js';
import { SecretDeletion } from '../../src/kms/secrets/secret-deletion.js';
import type { SecretFilter, SecretStore } from '../../src/kms/secrets/secret-store.js';
import { fromSecret } from '../../src/store/kms/secrets/rows.js';
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

const secret = (name: string, parts: Partial<Secret> = {}): Secret => ({
  id: `id of ${name}`,
  accountId: mine,
  name,
  type: 'Generic',
  description: '',
  encryptionKeyId: undefined,
  instanceId: undefined,
  createdAt,
  updatedAt: createdAt,
  deleteAt: undefined,
  stages: new Map([['ACSCurrent', 'v1']]),
  revision: 1,
  policy: undefined,
  ...parts,
});

const version = (name: string, number = 1, parts: Partial<SecretVersion> = {}): SecretVersion => ({
  secretId: `id of ${name}`,
  id: `v${number}`,
  number,
  createdAt,
  dataType: 'text',
  sealedValue: Buffer.from([1, 2, number]),
  ...parts,
});

describeStores('secrets', subject => {
  let store: Store;
  let secrets: SecretStore;

  beforeAll(async () => {
    store = subject().store;
    secrets = kmsStore(store).secrets;
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
  const add = (name: string, parts: Partial<Secret> = {}) =>
    store.commit(secrets.insert(secret(name, parts), version(name), [{ key: 'k', value: name }], ROOM));

  test('come back as they were written, and belong to their account', async () => {
    const full = secret('full', {
      description: '描述',
      encryptionKeyId: 'key-1',
      instanceId: 'kst-1',
      policy: '{"描述":1}',
      deleteAt: later,
      stages: new Map([
        ['ACSCurrent', 'v1'],
        ['__proto__', 'v1'],
      ]),
    });
    const bytes = version('full', 1, { dataType: 'binary', sealedValue: Buffer.from([0, 255]) });
    const tags = [
      { key: 'b', value: '1' },
      { key: 'a', value: '' },
    ];
    await store.commit(secrets.insert(full, bytes, tags, ROOM));
    expect(await secrets.find(mine, 'full')).toEqual(full);
    expect(await secrets.find(theirs, 'full')).toBeUndefined();
    expect(await secrets.findTags(mine, 'full')).toEqual(tags.toReversed());
    expect(await secrets.findTags(theirs, 'full')).toEqual([]);
    expect(await secrets.findTagsOfEach(mine, ['full', 'none'])).toEqual(new Map([['full', tags.toReversed()]]));
    expect(await secrets.findVersion(full.id, 'v1')).toEqual(bytes);
    expect(await secrets.findVersion(full.id, 'v2')).toBeUndefined();
    expect(await outcome(secrets.insert({ ...full, id: 'other' }, { ...bytes, secretId: 'other' }, [], ROOM))).toBe(
      'secret-exists',
    );
    expect(await secrets.find(mine, 'full')).toEqual(full);
  });

  test('change what is given, at their revision', async () => {
    await add('changing');
    const stale = { id: 'id of changing', revision: 2 };
    expect(await outcome(secrets.update(stale, { description: 'd' }, later))).toBe('secret-changed');
    const stages = new Map([['Mine', 'v1']]);
    const first = secret('changing');
    expect(
      await outcome(secrets.update(first, { description: 'd', deleteAt: later, stages, policy: '{}' }, later)),
    ).toBe('done');
    const changed = {
      ...first,
      description: 'd',
      deleteAt: later,
      stages,
      policy: '{}',
      revision: 2,
      updatedAt: later,
    };
    expect(await secrets.find(mine, 'changing')).toEqual(changed);
    expect(await outcome(secrets.update(changed, { deleteAt: null }, later))).toBe('done');
    expect(await secrets.find(mine, 'changing')).toEqual({ ...changed, deleteAt: undefined, revision: 3 });
  });

  test('have versions, newest first', async () => {
    await add('growing');
    await store.commit(secrets.insertVersion(version('growing', 2)));
    expect(await outcome(secrets.insertVersion(version('growing', 2)))).toBe('secret-changed');
    await store.commit(secrets.insertVersion(version('growing', 3, { dataType: 'binary' })));
    await store.commit(secrets.deleteVersion('id of growing', 'v1'));
    const { sealedValue: _, ...third } = version('growing', 3, { dataType: 'binary' });
    expect((await secrets.findVersions('id of growing')).map(it => it.id)).toEqual(['v3', 'v2']);
    expect((await secrets.findVersions('id of growing'))[0]).toEqual(third);
  });

  test('are deleted with versions and tags, at their revision', async () => {
    await add('leaving');
    expect(await outcome(secrets.delete({ ...secret('leaving'), revision: 2 }))).toBe('secret-changed');
    expect(await secrets.findVersions('id of leaving')).toHaveLength(1);
    expect(await outcome(secrets.delete(secret('leaving')))).toBe('done');
    expect(await secrets.find(mine, 'leaving')).toBeUndefined();
    expect(await secrets.findVersions('id of leaving')).toEqual([]);
    expect(await secrets.findTags(mine, 'leaving')).toEqual([]);
    expect(await outcome(secrets.delete(secret('leaving')))).toBe('secret-changed');
  });

  test('of a change and a deletion at once, one happens', async () => {
    for (let round = 0; round < 10; round++) {
      const name = `raced-${round}`;
      await add(name);
      const put = [
        ...secrets.update(secret(name), { stages: new Map([['ACSCurrent', 'v2']]) }, later),
        ...secrets.insertVersion(version(name, 2)),
      ];
      const outcomes = await Promise.all([outcome(put), outcome(secrets.delete(secret(name)))]);
      expect(outcomes.toSorted()).toEqual(['done', 'secret-changed']);
    }
  });

  test('are deleted once by several servers, when their time is over', async () => {
    const due = new Date('2026-05-01T00:00:00Z');
    const names = Array.from({ length: 120 }, (_, i) => `due-${i}`);
    await store.commit(names.flatMap(name => secrets.insert(secret(name, { deleteAt: due }), version(name), [], ROOM)));
    await add('not-due', { deleteAt: new Date(due.getTime() + 1) });
    const committed: string[] = [];
    let erased = 0;
    const server = () =>
      new SecretDeletion(
        {
          findDue: (...all) => secrets.findDue(...all),
          delete: it => secrets.delete(it),
          commit: async change => {
            await store.commit(change);
            committed.push('deleted');
          },
        },
        { erase: async () => ++erased > 1, passed: () => undefined, onFault: () => undefined },
      );
    await server().deleteDue(new Date(due.getTime() - 1));
    expect((await secrets.find(mine, 'due-0'))?.name).toBe('due-0');
    const before = committed.length;
    await Promise.all([server().deleteDue(due), server().deleteDue(due), server().deleteDue(due)]);
    expect(committed.length - before).toBe(120);
    expect(await secrets.find(mine, 'due-119')).toBeUndefined();
    expect(await secrets.find(mine, 'not-due')).toBeDefined();

    // Erased at the start, again where that failed, after each deletion, and once an hour for what calls have deleted.
    const [one, from] = [server(), due.getTime()];
    const erasedAt = async (ms: number) => {
      await one.deleteDue(new Date(from + ms));
      return erased;
    };
    erased = 0;
    expect([await erasedAt(0), await erasedAt(0), await erasedAt(0)]).toEqual([1, 2, 2]);
    expect([await erasedAt(1), await erasedAt(3_600_000), await erasedAt(3_600_001)]).toEqual([3, 3, 4]);
  });

  test('are listed newest first, counted by what the database keeps or by what is asked', async () => {
    const accountId = '1000000000000003';
    const at = (minute: number) => new Date(createdAt.getTime() + minute * 60_000);
    await store.commit([insertStep(store, 'accounts', { id: accountId, name: accountId, created_at: 0 })]);
    await add('l-b', { accountId, createdAt: at(1), description: '{100%},"\\ _x' });
    await add('l-a', { accountId, createdAt: at(2), description: 'Abc' });
    await add('l-c', { accountId, createdAt: at(0), deleteAt: at(9) });
    const list = async (filter: SecretFilter, now = at(8), page = { number: 1, size: 20 }) => {
      const { items, total } = await secrets.list(accountId, filter, page, now);
      return [items.map(it => it.name), total];
    };
    expect(await list({})).toEqual([['l-a', 'l-b', 'l-c'], 3]);
    expect(await list({}, at(8), { number: 2, size: 2 })).toEqual([['l-c'], 3]);
    expect(await list({}, at(9))).toEqual([['l-a', 'l-b'], 2]);
    expect(await list({ names: ['l-c', 'full'] })).toEqual([['l-c'], 1]);
    expect(await list({ names: ['l-c'] }, at(9))).toEqual([[], 0]);
    expect(await list({ descriptions: ['%},"\\ _'] })).toEqual([['l-b'], 1]);
    expect(await list({ descriptions: ['bc', 'none'] })).toEqual([['l-a'], 1]);
    expect(await list({ descriptions: ['BC', '%'] })).toEqual([['l-b'], 1]);
    expect(await list({ tagKeys: ['k'], tagValues: ['l-a'] })).toEqual([['l-a'], 1]);
    expect(await list({ instanceIds: ['kst-1'] })).toEqual([[], 0]);
    expect(await list({ isImpossible: true })).toEqual([[], 0]);
    const { items } = await secrets.list(accountId, { names: ['l-c'] }, { number: 1, size: 1 }, at(8));
    expect(items).toEqual([{ name: 'l-c', type: 'Generic', createdAt: at(0), updatedAt: createdAt, deleteAt: at(9) }]);
  });

  test('are listed by type, and by descriptions wherever among thousands these are', async () => {
    const accountId = '1000000000000006';
    const names = Array.from({ length: 4500 }, (_, i) => `d-${10_000 + i}`);
    const rows = names.map((name, i) =>
      fromSecret(
        secret(name, {
          accountId,
          // Several of one moment: what comes after a piece is told by the name.
          createdAt: new Date(1_000_000 + Math.floor(i / 3)),
          description: i % 1500 === 0 ? 'wanted' : 'other',
          type: i % 1000 === 1 ? 'Redis' : 'Generic',
        }),
      ),
    );
    await store.commit([insertStep(store, 'accounts', { id: accountId, name: accountId, created_at: 0 })]);
    await store.commit(rows.map(row => insertStep(store, 'kms_secrets', row)));
    const list = async (filter: SecretFilter, page = { number: 1, size: 20 }) => {
      const { items, total } = await secrets.list(accountId, filter, page, later);
      return [items.map(it => it.name), total];
    };
    expect(await list({ descriptions: ['want'] })).toEqual([['d-13000', 'd-11500', 'd-10000'], 3]);
    expect(await list({ descriptions: ['want'] }, { number: 2, size: 2 })).toEqual([['d-10000'], 3]);
    expect(await list({ descriptions: ['want'], types: ['Redis'] })).toEqual([[], 0]);
    expect(await list({ descriptions: ['other'] }, { number: 2247, size: 2 })).toEqual([['d-10005', 'd-10004'], 4497]);
    expect(await list({ types: ['Redis', 'Rds'] }, { number: 2, size: 2 })).toEqual([['d-12001', 'd-11001'], 5]);
    expect(await list({ types: ['Generic'] }, { number: 2248, size: 2 })).toEqual([['d-10000'], 4495]);
    expect(await list({ types: ['Generic', 'Redis'] }, { number: 2250, size: 2 })).toEqual([
      ['d-10001', 'd-10000'],
      4500,
    ]);
    expect(await list({ types: ['Rds'] })).toEqual([[], 0]);
    expect(await list({ types: ['Redis'] }, { number: 9, size: 2 })).toEqual([[], 5]);
    expect(await list({ names: ['d-10001', 'd-10002'] }, { number: 2, size: 2 })).toEqual([[], 2]);
  });
});
