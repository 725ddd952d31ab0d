import { describe, expect, it } from 'vitest';
import { Busy, Semaphore } from './semaphore.js';

/** A task that ends when it is told to. */
function held(): {
  task: () => Promise<string>;
  end: (value: string) => void;
  fail: (error: Error) => void;
  started: () => boolean;
} {
  let started = false;
  let end: (value: string) => void = () => {};
  let fail: (error: Error) => void = () => {};
  const promise = new Promise<string>((resolve, reject) => {
    end = resolve;
    fail = reject;
  });
  return {
    task: () => {
      started = true;
      return promise;
    },
    end,
    fail,
    started: () => started,
  };
}

const settle = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

describe('the semaphore', () => {
  it('runs so many at once, and the others in the order in which they came', async () => {
    const semaphore = new Semaphore('work', { atOnce: 2, waiting: 10 });
    const order: number[] = [];
    let running = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 8 }, (_, number) =>
        semaphore.run(async () => {
          order.push(number);
          most = Math.max(most, ++running);
          await settle();
          running--;
        }),
      ),
    );
    expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(most).toBe(2);
  });

  it('refuses by name what finds the queue full, without running it, and goes on with the rest', async () => {
    const semaphore = new Semaphore('key generation', { atOnce: 1, waiting: 1 });
    const [first, second, third] = [held(), held(), held()];
    const running = semaphore.run(first.task);
    const waiting = semaphore.run(second.task);
    await expect(semaphore.run(third.task)).rejects.toThrow(Busy);
    await expect(semaphore.run(third.task)).rejects.toThrow(
      'Too much key generation is waiting already; try again later.',
    );
    expect(third.started()).toBe(false);
    first.end('one');
    second.end('two');
    expect(await Promise.all([running, waiting])).toEqual(['one', 'two']);
    third.end('three');
    expect(await semaphore.run(third.task)).toBe('three');
  });

  it('gives the place of a failed task to the next in line', async () => {
    const semaphore = new Semaphore('work', { atOnce: 1, waiting: 5 });
    const [first, second] = [held(), held()];
    const failing = semaphore.run(first.task);
    const waiting = semaphore.run(second.task);
    first.fail(new Error('broken'));
    await expect(failing).rejects.toThrow('broken');
    second.end('fine');
    expect(await waiting).toBe('fine');
  });

  it('lets nobody who comes later pass those who wait', async () => {
    const semaphore = new Semaphore('work', { atOnce: 1, waiting: 5 });
    const [first, second, late] = [held(), held(), held()];
    const done = semaphore.run(first.task);
    void semaphore.run(second.task);
    first.end('one');
    await done;
    void semaphore.run(late.task);
    await settle();
    expect([second.started(), late.started()]).toEqual([true, false]);
  });
});
