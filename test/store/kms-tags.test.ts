import { beforeAll, expect, test } from 'vitest';
import { type Change, Refusal } from '../../src/domain/change.js';
import type { TagFilter, TaggedKind, TagPlace, TagStore } from '../../src/kms/tags/tag-store.js';
import { kmsStore } from '../../src/store/kms.js';
import { insertStep } from '../../src/store/step.js';
import type { Store } from '../../src/store/store.js';
import { describeStores } from './each-store.js';

const mine = '1000000000000001';
const theirs = '1000000000000002';
const now = new Date('2026-03-02T00:00:00Z');

const tag = (key: string, value = '') => ({ key, value });

describeStores('tags of KMS', subject => {
  let store: Store;
  let tags: TagStore;

  beforeAll(async () => {
    store = subject().store;
    tags = kmsStore(store).tags;
    await store.commit([mine, theirs].map(id => insertStep(store, 'accounts', { id, name: id, created_at: 0 })));
  });

  const of = (id: string, kind: TaggedKind = 'key', accountId = mine) => ({ kind, accountId, id });
  const outcome = async (change: Change): Promise<string> => {
    try {
      await store.commit(change);
      return 'done';
    } catch (fault) {
      if (fault instanceof Refusal) return fault.reason;
      throw fault;
    }
  };
  const list = async (filter: Partial<TagFilter>, part: { after?: TagPlace; size?: number } = {}, kind?: TaggedKind) =>
    tags.list(kind ?? 'key', mine, { tags: [], ...filter }, { size: 100, ...part }, now);
  const listed = async (filter: Partial<TagFilter>) =>
    (await list(filter)).items.map(({ id, key, value }) => `${id} ${key}=${value}`);

  test('are set and taken, each kind and account by itself', async () => {
    for (const owner of [of('a'), of('a', 'secret'), of('a', 'instance'), of('a', 'key', theirs)]) {
      await store.commit(tags.set(owner, [tag('b', '1'), tag('a')], 20));
    }
    expect(await tags.find(of('a'))).toEqual([tag('a'), tag('b', '1')]);
    await store.commit(tags.set(of('a'), [tag('b', '2'), tag('c', 'x')], 20));
    expect(await tags.find(of('a'))).toEqual([tag('a'), tag('b', '2'), tag('c', 'x')]);
    await store.commit(tags.take(of('a'), ['a', 'none']));
    await store.commit(tags.take(of('a', 'secret'), undefined));
    await store.commit(tags.take(of('a', 'instance'), []));
    expect(await tags.find(of('a'))).toEqual([tag('b', '2'), tag('c', 'x')]);
    expect(await tags.find(of('a', 'secret'))).toEqual([]);
    expect(await tags.find(of('a', 'instance'))).toHaveLength(2);
    expect(await tags.find(of('a', 'key', theirs))).toHaveLength(2);
  });

  test('are as many as they may be: a key that is there counts once', async () => {
    await store.commit(tags.set(of('few'), [tag('a'), tag('b')], 3));
    expect(await outcome(tags.set(of('few'), [tag('c'), tag('d')], 3))).toBe('tag-limit');
    expect(await outcome(tags.set(of('few'), [tag('b', 'new'), tag('c')], 3))).toBe('done');
    expect(await tags.find(of('few'))).toEqual([tag('a'), tag('b', 'new'), tag('c')]);
  });

  test('are listed in order, in parts, by id and by what has all of them', async () => {
    await store.commit(tags.set(of('p', 'secret'), [tag('x', '1'), tag('y', '2')], 20));
    await store.commit(tags.set(of('q', 'secret'), [tag('x', '1')], 20));
    const all = await list({}, {}, 'secret');
    expect(all).toEqual({
      items: [
        { id: 'p', ...tag('x', '1') },
        { id: 'p', ...tag('y', '2') },
        { id: 'q', ...tag('x', '1') },
      ],
      next: undefined,
    });
    const first = await list({}, { size: 2 }, 'secret');
    expect(first.next).toEqual(['p', 'y']);
    expect((await list({}, { after: first.next!, size: 2 }, 'secret')).items).toEqual([{ id: 'q', ...tag('x', '1') }]);
    const ids = async (filter: Partial<TagFilter>) => (await list(filter, {}, 'secret')).items.map(it => it.id);
    expect(await ids({ ids: ['q', 'none'] })).toEqual(['q']);
    expect(await ids({ ids: [] })).toEqual([]);
    expect(await ids({ tags: [{ key: 'x' }, tag('y', '2')] })).toEqual(['p', 'p']);
    expect(await ids({ tags: [{ key: 'x' }, { key: 'y' }] })).toEqual(['p', 'p']);
    expect(await ids({ tags: [tag('x', '2')] })).toEqual([]);
    expect(await listed({ ids: ['a'] })).toEqual(['a b=2', 'a c=x']);
  });
});
