/** Fills a queue of slow cryptographic work, as a crowd of callers would. */
import type { Lane } from '../../../src/crypto/thread-pool.js';

/** Runs `task` while the queue takes nothing more. The server of a test runs in the test's own process and shares its queues. */
export async function whileFull<T>(lane: Lane, task: () => Promise<T>): Promise<T> {
  let release: () => void = () => {};
  const gate = new Promise<void>(resolve => {
    release = resolve;
  });
  const running: Promise<unknown>[] = [];
  let full = false;
  while (!full && running.length < 10_000) {
    running.push(
      lane
        .run(() => gate)
        .catch(() => {
          full = true;
        }),
    );
    await Promise.resolve();
    await Promise.resolve();
  }
  try {
    return await task();
  } finally {
    release();
    await Promise.all(running);
  }
}
