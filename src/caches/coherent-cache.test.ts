import { expect, test } from 'vitest';
import { CoherentCache } from './coherent-cache.js';
import { type Generations, SharedGenerations } from './generations.js';

/** What is stored, a cache of it, and how often it was loaded. */
function cached({
  generations = new SharedGenerations() as Generations,
  capacity = 100,
  weigh = undefined as ((value: string) => number) | undefined,
} = {}) {
  const stored = new Map<string, string>();
  const loads: string[] = [];
  const cache = new CoherentCache<string>(generations, { subject: 'identity', capacity, ...(weigh && { weigh }) });
  const get = (key: string) =>
    cache.get(key, async () => {
      loads.push(key);
      return stored.get(key);
    });
  return { stored, loads, cache, get };
}

test('a value is loaded once, and again when its subject was raised', async () => {
  const generations = new SharedGenerations();
  const { stored, loads, get } = cached({ generations });
  stored.set('a', 'one');
  expect([await get('a'), await get('a')]).toEqual(['one', 'one']);
  stored.set('a', 'two');
  generations.raise(['authorities']);
  expect(await get('a')).toBe('one');
  generations.raise(['identity']);
  expect(await get('a')).toBe('two');
  expect(loads).toEqual(['a', 'a']);
});

test('what is kept is there at once, without a promise; not where the generations have to be asked for', async () => {
  const [here, elsewhere] = [cached(), cached({ generations: { read: async () => new SharedGenerations().read() } })];
  for (const { stored, get } of [here, elsewhere]) {
    stored.set('a', 'one');
    expect(get('a')).toBeInstanceOf(Promise);
    expect(await get('a')).toBe('one');
  }
  expect(here.get('a')).toBe('one');
  expect(elsewhere.get('a')).toBeInstanceOf(Promise);
});

test('a store whose generation does not move leaves the old value: what the tests of coherence would find', async () => {
  const still: Generations = {
    read: () => ({
      identity: 1,
      authorities: 1,
      'client-keys': 1,
      'kms-keys': 1,
      'kms-secrets': 1,
      'kms-instances': 1,
    }),
  };
  const { stored, get } = cached({ generations: still });
  stored.set('a', 'active');
  await get('a');
  stored.set('a', 'disabled');
  expect(await get('a')).toBe('active');
});

test('threads share the generations by their memory', async () => {
  const one = new SharedGenerations();
  const other = new SharedGenerations(one.memory);
  const before = other.read();
  one.raise(['identity', 'client-keys']);
  expect(other.read()).toEqual({ ...before, identity: before.identity + 1, 'client-keys': before['client-keys'] + 1 });
});

test('what was read before a change and arrives after it is not taken for what is there now', async () => {
  const generations = new SharedGenerations();
  const { cache } = cached({ generations });
  let arrive = (_: string) => {};
  const early = cache.get('a', () => new Promise(resolve => (arrive = resolve)));
  await null;
  generations.raise(['identity']);
  const late = cache.get('a', async () => 'new');
  expect(await late).toBe('new');
  arrive('old');
  expect(await early).toBe('old');
  const later: string[] = [];
  const again = await cache.get('a', async () => {
    later.push('loaded');
    return 'new';
  });
  expect(again).toBe('new');
});

test('a reading of before is answered with nothing older than it, and leaves nothing old behind', async () => {
  const generations = new SharedGenerations();
  const { stored, cache, get } = cached({ generations });
  stored.set('a', 'one');
  const before = generations.read();
  generations.raise(['identity']);
  stored.set('a', 'two');
  expect(await cache.get('a', async () => stored.get('a'), before)).toBe('two');
  stored.set('a', 'three');
  generations.raise(['identity']);
  expect(await get('a')).toBe('three');
});

test('callers at once share one load, its fault too, and a fault is not kept', async () => {
  const { cache } = cached();
  let count = 0;
  const load = async () => {
    count++;
    await null;
    if (count === 1) throw new Error('no database');
    return 'value';
  };
  const first = await Promise.allSettled([cache.get('a', load), cache.get('a', load)]);
  expect(first.map(it => it.status)).toEqual(['rejected', 'rejected']);
  expect(await Promise.all([cache.get('a', load), cache.get('a', load)])).toEqual(['value', 'value']);
  expect(count).toBe(2);
});

test('what is not there is not kept, and pushes out nothing', async () => {
  const { stored, loads, get } = cached({ capacity: 4 });
  stored.set('a', 'kept');
  await get('a');
  for (let i = 0; i < 50; i++) expect(await get(`stranger ${i}`)).toBeUndefined();
  loads.length = 0;
  expect(await get('a')).toBe('kept');
  expect(loads).toEqual([]);
  await get('stranger 0');
  expect(loads).toEqual(['stranger 0']);
});

test('of more than fits, what is asked for stays', async () => {
  const { stored, loads, get } = cached({ capacity: 10 });
  for (let i = 0; i < 100; i++) stored.set(`${i}`, 'value');
  for (let i = 1; i < 100; i++) {
    await get('0');
    await get(`${i}`);
  }
  expect(loads.filter(key => key === '0')).toEqual(['0']);
  loads.length = 0;
  for (let i = 0; i < 100; i++) await get(`${i}`);
  expect(loads.length).toBeGreaterThanOrEqual(89);
});

test('values count by their weight, each once however often it was loaded', async () => {
  const generations = new SharedGenerations();
  const { stored, loads, get } = cached({ generations, capacity: 20, weigh: value => value.length });
  for (const key of ['a', 'b', 'c']) stored.set(key, '12345');
  for (let i = 0; i < 10; i++) {
    generations.raise(['identity']);
    await Promise.all([get('a'), get('b')]);
  }
  loads.length = 0;
  await Promise.all([get('a'), get('b')]);
  expect(loads).toEqual([]);
  stored.set('heavy', '1234567890123456789012345');
  for (const key of ['heavy', 'c', 'heavy', 'c']) await get(key);
  loads.length = 0;
  await get('a');
  expect(loads).toEqual(['a']);
});
