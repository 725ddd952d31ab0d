/** Removes rows that have expired: a little at a time, so that calls hardly wait for it. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Step } from '../domain/change.js';
import type { Store } from './store.js';

/** Rows removed in one change: 2 ms of the writer's time. */
export const batchRows = 500;
const pauseMs = 20;

/**
 * @param hasExpired whether there are rows to remove
 * @param removal removes the first `batchRows` of them
 * @param signal ends it after the batch under way
 */
export async function purgeRows(
  store: Pick<Store, 'commit'>,
  hasExpired: () => Promise<boolean>,
  removal: () => Step,
  signal?: AbortSignal,
): Promise<void> {
  while (!signal?.aborted && (await hasExpired())) {
    await store.commit([removal()]);
    await wait(pauseMs);
  }
}
