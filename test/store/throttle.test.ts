import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BucketSize } from '../../src/store/throttle.js';
import { SharedThrottle, sharedBuckets } from '../../src/store/throttle-shared.js';
import { describeStores } from './each-store.js';

/** The bucket as a textbook has it: tokens that come back with time. */
class Model {
  private readonly buckets = new Map<string, { tokens: number; at: number }>();

  take(key: string, { capacity, refillPerSecond }: BucketSize, now: number) {
    const { tokens, at } = this.buckets.get(key) ?? { tokens: capacity, at: now };
    const filled = Math.min(capacity, tokens + (Math.max(0, now - at) / 1000) * refillPerSecond);
    const allowed = filled >= 1 - 1e-4;
    this.buckets.set(key, { tokens: allowed ? filled - 1 : filled, at: Math.max(now, at) });
    return { allowed, retryAfterMs: allowed ? 0 : ((1 - filled) / refillPerSecond) * 1000 };
  }
}

const epoch = Date.parse('2026-03-01T00:00:00Z');

describeStores('a token bucket', subject => {
  test('allows what the model allows, and says how long to wait', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom(1, 3, 7, 10, 100),
        fc.array(
          fc.record({ key: fc.constantFrom('a', 'b'), pauseMs: fc.constantFrom(0, 0, 0, 1, 33, 100, 143, 999, 4000) }),
          {
            maxLength: 40,
          },
        ),
        async (capacity, refillPerSecond, calls) => {
          const model = new Model();
          const size = { capacity, refillPerSecond };
          let now = epoch;
          run++;
          for (const { key, pauseMs } of calls) {
            now += pauseMs;
            const expected = model.take(key, size, now);
            const taken = await subject().store.throttle.take(`${run}/${key}`, size, now);
            expect(taken.allowed).toBe(expected.allowed);
            expect(Math.abs(taken.retryAfterMs - expected.retryAfterMs)).toBeLessThan(1.1);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test('allows ten calls at once and refuses the eleventh, until a tenth of a second has passed', async () => {
    const { throttle } = subject().store;
    const size = { capacity: 10, refillPerSecond: 10 };
    const take = (now: number) => throttle.take('eleven', size, now);
    const taken = await Promise.all(Array.from({ length: 11 }, () => take(epoch)));
    expect(taken.filter(it => it.allowed)).toHaveLength(10);
    expect(await take(epoch)).toEqual({ allowed: false, retryAfterMs: 100 });
    expect(await take(epoch + 99)).toEqual({ allowed: false, retryAfterMs: 1 });
    expect(await take(epoch + 100)).toEqual({ allowed: true, retryAfterMs: 0 });
    expect(await take(epoch + 100)).toMatchObject({ allowed: false });
  });

  test('is shared by the servers that share a database', async () => {
    const { store, reopen } = subject();
    if (store.dialect.name === 'sqlite') return;
    const other = await reopen();
    const size = { capacity: 10, refillPerSecond: 10 };
    const taken = await Promise.all(
      Array.from({ length: 60 }, (_, n) => (n % 2 === 0 ? store : other).throttle.take('shared', size, epoch)),
    );
    expect(taken.filter(it => it.allowed)).toHaveLength(10);
    await other.close();
  });
});

describeStores('a clock that is set back', subject => {
  test('does not shut a bucket for as long', async () => {
    const size = { capacity: 2, refillPerSecond: 1 };
    const { throttle } = subject().store;
    await throttle.take('set-back', size, epoch);
    await throttle.take('set-back', size, epoch);
    const hourBefore = epoch - 3_600_000;
    expect(await throttle.take('set-back', size, hourBefore)).toEqual({ allowed: true, retryAfterMs: 0 });
    await throttle.take('set-back', size, hourBefore);
    expect(await throttle.take('set-back', size, hourBefore)).toEqual({ allowed: false, retryAfterMs: 1000 });
  });
});

describe('buckets in memory', () => {
  const size = { capacity: 2, refillPerSecond: 1 };
  /** One set: every bucket may push out every other. */
  const oneSet = () => new SharedThrottle(sharedBuckets(16));

  test('are bounded: full ones are forgotten first', async () => {
    const throttle = oneSet();
    for (let n = 0; n < 8; n++) await throttle.take(`old-${n}`, size, epoch);
    for (let n = 0; n < 16; n++) {
      for (let call = 0; call < 2; call++) await throttle.take(`new-${n}`, size, epoch + 5000);
    }
    for (let n = 0; n < 16; n++) {
      expect(await throttle.take(`new-${n}`, size, epoch + 5000)).toMatchObject({ allowed: false });
    }
  });

  test('are bounded also when none is full: those that are full soonest are forgotten', async () => {
    const throttle = oneSet();
    for (let n = 0; n < 1000; n++) {
      for (let call = 0; call < 2; call++) await throttle.take(`key-${n}`, size, epoch + n);
    }
    for (let n = 984; n < 1000; n++) {
      expect(await throttle.take(`key-${n}`, size, epoch + 1000)).toMatchObject({ allowed: false });
    }
    expect(await throttle.take('key-0', size, epoch + 1000)).toMatchObject({ allowed: true });
  });

  test('are counted once by all who share the memory', async () => {
    const one = new SharedThrottle();
    const other = new SharedThrottle(one.memory);
    const taken = [one, other, one, other].map(it => it.take('shared', size, epoch).allowed);
    expect(taken).toEqual([true, true, false, false]);
  });

  test('of many callers are kept apart', async () => {
    const throttle = new SharedThrottle();
    for (const call of [1, 2, 3]) {
      const allowed = Array.from({ length: 20_000 }, (_, n) => throttle.take(`account/${n}/op`, size, epoch).allowed);
      expect(allowed.every(it => it === call < 3)).toBe(true);
    }
  });

  test('are exact while threads take from them at once', async () => {
    const { memory } = new SharedThrottle();
    // What a thread can load is compiled (test/build.ts).
    const built = new URL('../../build/src/store/throttle-shared.js', import.meta.url);
    const thread = `
      import { parentPort, workerData } from 'node:worker_threads';
      import { SharedThrottle } from '${built}';
      const throttle = new SharedThrottle(workerData.memory);
      const size = { capacity: 1000, refillPerSecond: 1 };
      const allowed = Array.from({ length: 50 }, () => 0);
      for (let n = 0; n < 100_000; n++) {
        if (throttle.take('key-' + (n % 50), size, ${epoch}).allowed) allowed[n % 50]++;
      }
      parentPort.postMessage(allowed);`;
    const threads = [1, 2, 3].map(
      () => new Worker(new URL(`data:text/javascript,${encodeURIComponent(thread)}`), { workerData: { memory } }),
    );
    const counts = await Promise.all(threads.map(async it => (await once(it, 'message'))[0] as number[]));
    for (let key = 0; key < 50; key++) expect(counts.reduce((sum, it) => sum + it[key]!, 0)).toBe(1000);
  });

  test('are there again for the others when a thread dies while it has a set for itself', () => {
    const throttle = oneSet();
    const locks = new Int32Array(throttle.memory, throttle.memory.byteLength - 4, 1);
    locks[0] = 1;
    expect(throttle.take('after', size, epoch)).toEqual({ allowed: true, retryAfterMs: 0 });
    expect(locks[0]).toBe(0);
  });
});
