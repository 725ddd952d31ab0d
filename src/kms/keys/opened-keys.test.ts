import { afterEach, expect, test, vi } from 'vitest';
import { OpenedKeys } from './opened-keys.js';

afterEach(() => {
  vi.useRealTimers();
});

/** With a clock of its own, and what was opened and wiped. */
function kept({ capacity = 10, lifetimeMs = 1000 } = {}) {
  let now = 0;
  const opened: string[] = [];
  const keys = new OpenedKeys<Buffer>({ capacity, lifetimeMs, wipe: material => material.fill(0), clock: () => now });
  const materials: Buffer[] = [];
  const use = (id: string) =>
    keys.use(
      id,
      async () => {
        opened.push(id);
        const material = Buffer.from(`material of ${id}`);
        materials.push(material);
        return material;
      },
      material => material.toString(),
    );
  return { keys, opened, materials, use, pass: (ms: number) => (now += ms) };
}

const isWiped = (material: Buffer | undefined) => material?.every(byte => byte === 0);

test('it is opened once, also for those who ask at the same moment', async () => {
  const { opened, use } = kept();
  expect(await Promise.all([use('a'), use('a'), use('b')])).toEqual([
    'material of a',
    'material of a',
    'material of b',
  ]);
  await use('a');
  expect(opened).toEqual(['a', 'b']);
});

test('it is wiped when its time is over, however often it was used', async () => {
  const { keys, opened, materials, use, pass } = kept();
  await use('a');
  pass(999);
  await use('a');
  expect(isWiped(materials[0])).toBe(false);
  pass(1);
  expect(await use('a')).toBe('material of a');
  expect(opened).toEqual(['a', 'a']);
  expect(materials.map(isWiped)).toEqual([true, false]);
  keys.close();
  expect(materials.map(isWiped)).toEqual([true, true]);
});

test('it is wiped in time also when nobody asks again', async () => {
  vi.useFakeTimers();
  const { keys, materials, use, pass } = kept();
  await use('a');
  pass(1000);
  vi.advanceTimersByTime(1000);
  expect([isWiped(materials[0]), keys.count]).toEqual([true, 0]);
});

test('of more than fits, the one that was longest unused is wiped', async () => {
  const { keys, materials, use } = kept({ capacity: 2 });
  await use('a');
  await use('b');
  await use('a');
  await use('c');
  expect(keys.count).toBe(2);
  expect(materials.map(isWiped)).toEqual([false, true, false]);
});

test('what is forgotten is wiped, and opened again', async () => {
  const { keys, opened, materials, use } = kept();
  await use('a');
  keys.forget('a');
  keys.forget('never there');
  expect(isWiped(materials[0])).toBe(true);
  expect(await use('a')).toBe('material of a');
  expect(opened).toEqual(['a', 'a']);
});

test('a fault of the opening goes to those who wait for it, and is not kept', async () => {
  const { keys, use } = kept();
  let attempts = 0;
  const fail = () =>
    keys.use(
      'a',
      async () => {
        attempts++;
        throw new Error('sealed with another seal');
      },
      () => 'worked',
    );
  const [one, other] = await Promise.allSettled([fail(), fail()]);
  expect([one.status, other.status, attempts]).toEqual(['rejected', 'rejected', 1]);
  expect(await use('a')).toBe('material of a');
});

test('nobody works with material that was wiped between its opening and its use', async () => {
  const { keys, use } = kept({ capacity: 1 });
  // All are opened in one turn, and each pushes the one before it out.
  const answers = await Promise.all(['a', 'b', 'c', 'd'].map(use));
  expect(answers).toEqual(['a', 'b', 'c', 'd'].map(id => `material of ${id}`));
  expect(keys.count).toBe(1);
});
