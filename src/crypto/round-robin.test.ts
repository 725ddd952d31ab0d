import { afterEach, describe, expect, test, vi } from 'vitest';
import { background, neverGone } from '../domain/requester.js';
import { Abandoned, RoundRobin } from './round-robin.js';
import { Busy } from './semaphore.js';

const limits = { places: 1, placesEach: 1, maxWaitMs: 5000, waitingEach: 10, waiting: 20 };
const requester = (id: string) => ({ id, gone: neverGone });
const settle = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

/** Tasks that run until they are ended, and what has begun so far. */
function tasks() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const task = (name: string) => () => {
    begun.push(name);
    return new Promise<string>(resolve => ends.set(name, () => resolve(name)));
  };
  const end = async (name: string) => {
    ends.get(name)?.();
    await settle();
  };
  return { begun, task, end };
}

afterEach(() => vi.useRealTimers());

test('requesters take turns, however much one of them asks for', async () => {
  const lane = new RoundRobin(limits).lane('work', { atOnce: 1 });
  const order: string[] = [];
  const ask = (id: string) =>
    lane.run(async () => {
      order.push(id);
      await settle();
    }, requester(id));
  await Promise.all(['A', 'A', 'A', 'A', 'A', 'B', 'C', 'C'].map(ask));
  expect(order).toEqual(['A', 'A', 'B', 'C', 'A', 'C', 'A', 'A']);
});

test('nobody who comes later passes those who wait', async () => {
  const lane = new RoundRobin(limits).lane('work', { atOnce: 1 });
  const { begun, task, end } = tasks();
  const first = lane.run(task('first'), requester('A'));
  void lane.run(task('second'), requester('B'));
  await end('first');
  await first;
  void lane.run(task('late'), requester('C'));
  await settle();
  expect(begun).toEqual(['first', 'second']);
});

test('the last place is for one who has none: a flood leaves it free, and so does background work', async () => {
  const lane = new RoundRobin({ ...limits, places: 3, placesEach: 3 }).lane('work', { atOnce: 3 });
  const { begun, task, end } = tasks();
  for (const name of ['A1', 'A2', 'A3']) void lane.run(task(name), requester('A'));
  void lane.run(task('background'), background);
  await settle();
  expect(begun).toEqual(['A1', 'A2']);
  void lane.run(task('B1'), requester('B'));
  void lane.run(task('B2'), requester('B'));
  await settle();
  expect(begun).toEqual(['A1', 'A2', 'B1']);
  await end('A1');
  expect(begun).toEqual(['A1', 'A2', 'B1']);
  await end('A2');
  // Two places are free now, and the last of them for nobody who waits.
  expect(begun).toEqual(['A1', 'A2', 'B1', 'A3']);
  await end('B1');
  expect(begun.slice(4)).toEqual(['background', 'B2']);
});

test('one requester has no more places than each may have, and no more of one kind than that kind allows', async () => {
  const shared = new RoundRobin({ ...limits, places: 10, placesEach: 3 });
  const [narrow, wide] = [shared.lane('keys', { atOnce: 1 }), shared.lane('passwords', { atOnce: 5 })];
  const { begun, task } = tasks();
  for (let i = 0; i < 3; i++) void narrow.run(task('key'), requester('A'));
  for (let i = 0; i < 5; i++) void wide.run(task('password'), requester('A'));
  await settle();
  expect(begun).toEqual(['key', 'password', 'password']);
  expect(narrow.isIdle).toBe(false);
});

test('background work runs one at a time, and in its turn', async () => {
  const lane = new RoundRobin({ ...limits, places: 4, placesEach: 3 }).lane('work', { atOnce: 3 });
  const { begun, task } = tasks();
  for (const name of ['one', 'two', 'three']) void lane.run(task(name), background);
  await settle();
  expect(begun).toEqual(['one']);
});

describe('waiting ends', () => {
  test('after a time, with word of when to come back', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    const lane = new RoundRobin(limits).lane('key generation', { atOnce: 1 });
    const { begun, task, end } = tasks();
    const first = lane.run(task('first'), requester('A'));
    const second = lane.run(task('second'), requester('A'));
    vi.advanceTimersByTime(4000);
    await end('first');
    expect([await first, begun]).toEqual(['first', ['first', 'second']]);
    const refused = Promise.allSettled([
      lane.run(task('third'), requester('A')),
      lane.run(task('fourth'), requester('A')),
    ]);
    vi.advanceTimersByTime(5000);
    const [third, fourth] = await refused;
    expect(third).toMatchObject({ reason: expect.any(Busy) });
    // A task takes four seconds. One ran and one waited when the third was refused, and none waited when the fourth was.
    expect(third).toMatchObject({ reason: { retryAfterMs: 8000, what: 'key generation' } });
    expect(fourth).toMatchObject({ reason: { retryAfterMs: 4000 } });
    await end('second');
    expect(await second).toBe('second');
    expect(begun).toEqual(['first', 'second']);
  });

  test('never for background work', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    const lane = new RoundRobin(limits).lane('work', { atOnce: 1 });
    const { begun, task, end } = tasks();
    void lane.run(task('A'), requester('A'));
    void lane.run(task('background'), background);
    vi.advanceTimersByTime(3_600_000);
    await end('A');
    expect(begun).toEqual(['A', 'background']);
  });

  test('at once where a line, or all lines together, hold as much as they may; others are not refused for one full line', async () => {
    const lane = new RoundRobin({ ...limits, waitingEach: 2, waiting: 3 }).lane('work', { atOnce: 1 });
    const { task, end } = tasks();
    void lane.run(task('A1'), requester('A'));
    void lane.run(task('A2'), requester('A'));
    void lane.run(task('A3'), requester('A'));
    await expect(lane.run(task('A4'), requester('A'))).rejects.toThrow('Too much work is waiting already');
    void lane.run(task('B1'), requester('B'));
    await expect(lane.run(task('C1'), requester('C'))).rejects.toThrow(Busy);
    await end('A1');
    await end('A2');
    const late = lane.run(task('C2'), requester('C'));
    for (const name of ['B1', 'A3', 'C2']) await end(name);
    expect(await late).toBe('C2');
  });

  test('when the requester is gone: the task is never run, and the next one gets the place', async () => {
    const lane = new RoundRobin(limits).lane('work', { atOnce: 1 });
    const { begun, task, end } = tasks();
    const [leaving, staying] = [new AbortController(), new AbortController()];
    void lane.run(task('A'), requester('A'));
    const left = lane.run(task('left'), { id: 'B', gone: () => leaving.signal });
    const stayed = lane.run(task('stayed'), { id: 'C', gone: () => staying.signal });
    leaving.abort();
    await expect(left).rejects.toThrow(Abandoned);
    await expect(lane.run(task('late'), { id: 'D', gone: () => leaving.signal })).rejects.toThrow(Abandoned);
    await end('A');
    // What has begun is finished, although its caller has left meanwhile.
    staying.abort();
    await end('stayed');
    expect([await stayed, begun, lane.isIdle]).toEqual(['stayed', ['A', 'stayed'], true]);
  });
});

test('a task that fails gives its place back', async () => {
  const lane = new RoundRobin(limits).lane('work', { atOnce: 1 });
  const failing = lane.run(() => Promise.reject(new Error('broken')), requester('A'));
  const waiting = lane.run(() => Promise.resolve('fine'), requester('A'));
  await expect(failing).rejects.toThrow('broken');
  expect(await waiting).toBe('fine');
});
