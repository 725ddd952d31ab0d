/** Removes what has expired. */
import { type Job, repeatedly } from '../domain/repeatedly.js';
import { clockSkewMs } from '../domain/replay-window.js';
import { PassedTime } from './passed-time.js';
import { batchRows, purgeRows } from './purge-rows.js';
import { step } from './step.js';
import type { Store } from './store.js';

/**
 * Removes nonces and idempotency tokens that have expired.
 * @param now milliseconds since 1970
 * @param signal ends the purge after the batch under way
 */
export async function purgeExpired(store: Store, now: number, signal?: AbortSignal): Promise<void> {
  await store.nonces.purge(now, signal);
  await purgeTokens(store, now, signal);
  if (store.dialect.keepsCallLimits) {
    await store.commit([step(store.db.deleteFrom('throttle_buckets').where('full_at', '<', now))]);
  }
}

/**
 * For this long a clock has to be right before anything is removed by it: no nonce may go that a clock put right would accept again. A
 * request is good for twice the skew, if its time stamp is ahead by as much as it may.
 */
const watchedMs = 2 * clockSkewMs + 6 * 60_000;

/**
 * The job that purges, for the first time half an hour after the start.
 * @param onFault is told what went wrong; the next purge comes all the same
 */
export function purging(
  store: Store,
  onFault: (fault: unknown) => void,
  {
    intervalMs: everyMs = 60_000,
    now = Date.now,
    steady,
  }: { intervalMs?: number; now?: () => number; steady?: () => number } = {},
): Job {
  const passed = new PassedTime(watchedMs, now, steady);
  return repeatedly({ everyMs, onFault }, async signal => {
    const time = passed.now();
    if (time !== undefined) await purgeExpired(store, time, signal);
  });
}

async function purgeTokens(store: Store, now: number, signal?: AbortSignal): Promise<void> {
  const { db } = store;
  const expired = db
    .selectFrom('idempotency_tokens')
    .select(['account_id', 'principal_id', 'operation', 'token'])
    .where('expires_at', '<=', now)
    .orderBy('expires_at');
  const removal = () =>
    step(
      db
        .deleteFrom('idempotency_tokens')
        .where(({ eb, refTuple }) =>
          eb(
            refTuple('account_id', 'principal_id', 'operation', 'token'),
            'in',
            expired.limit(batchRows).$asTuple('account_id', 'principal_id', 'operation', 'token'),
          ),
        ),
    );
  const hasExpired = async () => (await expired.limit(1).execute()).length > 0;
  await purgeRows(store, hasExpired, removal, signal);
}
