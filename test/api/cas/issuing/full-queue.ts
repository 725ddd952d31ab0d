/** Fills an account's line for slow cryptographic work, as a crowd of its root's calls would. */
import type { Lane } from '../../../../src/crypto/round-robin.js';
import { principalKey } from '../../../../src/domain/principal.js';
import { neverGone } from '../../../../src/domain/requester.js';

/**
 * Runs `task` while the line of the account's root takes nothing more. The server of a test runs in the test's own process and shares
 * its lines.
 */
export async function whileFull<T>(lane: Lane, accountId: string, task: () => Promise<T>): Promise<T> {
  let release: () => void = () => {};
  const gate = new Promise<void>(resolve => {
    release = resolve;
  });
  const running: Promise<unknown>[] = [];
  let full = false;
  while (!full && running.length < 10_000) {
    running.push(
      lane
        .run(() => gate, { id: principalKey({ accountId, id: accountId }), gone: neverGone })
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
