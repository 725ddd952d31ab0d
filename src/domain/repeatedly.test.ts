import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { repeatedly } from './repeatedly.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const noFault = (fault: unknown) => expect(fault).toBeUndefined();

test('work comes again and again, never twice at once', async () => {
  let begun = 0;
  let end = () => {};
  const job = repeatedly({ everyMs: 10, onFault: noFault }, () => {
    begun++;
    return new Promise<void>(resolve => {
      end = resolve;
    });
  });
  await vi.advanceTimersByTimeAsync(100);
  expect(begun).toBe(0);
  job.start();
  await vi.advanceTimersByTimeAsync(100);
  expect(begun).toBe(1);
  end();
  await vi.advanceTimersByTimeAsync(10);
  expect(begun).toBe(2);
  end();
  await job.stop();
  await vi.advanceTimersByTimeAsync(100);
  expect(begun).toBe(2);
});

test('after a fault, thrown at once or later, there is a longer pause', async () => {
  const faults: unknown[] = [];
  let calls = 0;
  const job = repeatedly({ everyMs: 10, pauseAfterFaultMs: 1000, onFault: fault => faults.push(fault) }, () => {
    calls++;
    if (calls === 1) throw new Error('at once');
    return calls === 2 ? Promise.reject(new Error('later')) : Promise.resolve();
  });
  job.start();
  await vi.advanceTimersByTimeAsync(1000);
  expect([calls, faults.length]).toEqual([1, 1]);
  await vi.advanceTimersByTimeAsync(20);
  expect([calls, faults.length]).toEqual([2, 2]);
  await vi.advanceTimersByTimeAsync(1020);
  expect(calls).toBeGreaterThan(3);
  expect(faults.map(String)).toEqual(['Error: at once', 'Error: later']);
  await job.stop();
});

test('a stop tells the work under way and waits for it', async () => {
  vi.useRealTimers();
  const seen: string[] = [];
  const job = repeatedly({ everyMs: 1, onFault: noFault }, async signal => {
    seen.push('begun');
    while (!signal.aborted) await wait(1);
    seen.push('ended');
  });
  job.start();
  await vi.waitFor(() => expect(seen).toEqual(['begun']));
  await job.stop();
  expect(seen).toEqual(['begun', 'ended']);
});
