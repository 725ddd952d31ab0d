/** Removes what has expired: a little at a time, so that calls hardly wait for it. */
import { setTimeout as wait } from 'node:timers/promises';
import { type Job, repeatedly } from '../domain/repeatedly.js';
import { nonceLifetimeMs } from '../domain/replay-window.js';
import { PassedTime } from './passed-time.js';
import { step } from './step.js';
import type { Store } from './store.js';

/** Rows removed in one change: 2 ms of the writer's time. */
const batchRows = 500;
const pauseMs = 20;

/**
 * Removes nonces and idempotency tokens that have expired.
 * @param now milliseconds since 1970
 * @param signal ends the purge after the batch under way
 */
export async function purgeExpired(store: Store, now: number, signal?: AbortSignal): Promise<void> {
  while (!signal?.aborted && (await hasExpired(store, 'request_nonces', now))) {
    await purgeNonces(store, now);
    await wait(pauseMs);
  }
  while (!signal?.aborted && (await hasExpired(store, 'idempotency_tokens', now))) {
    await purgeTokens(store, now);
    await wait(pauseMs);
  }
  if (store.dialect.keepsCallLimits) {
    await store.commit([step(store.db.deleteFrom('throttle_buckets').where('full_at', '<', now))]);
  }
}

/** For this long a clock has to be right before anything is removed by it: no nonce may go that a clock put right would accept again. */
const watchedMs = nonceLifetimeMs + 5 * 60_000;

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

async function hasExpired(store: Store, table: 'request_nonces' | 'idempotency_tokens', now: number): Promise<boolean> {
  const rows = await store.db.selectFrom(table).select('expires_at').where('expires_at', '<=', now).limit(1).execute();
  return rows.length > 0;
}

function purgeNonces(store: Store, now: number): Promise<void> {
  const { db } = store;
  const expired = db
    .selectFrom('request_nonces')
    .select(['access_key_id', 'nonce'])
    .where('expires_at', '<=', now)
    .orderBy('expires_at')
    .limit(batchRows);
  return store.commit([
    step(
      db
        .deleteFrom('request_nonces')
        .where(({ eb, refTuple }) =>
          eb(refTuple('access_key_id', 'nonce'), 'in', expired.$asTuple('access_key_id', 'nonce')),
        ),
    ),
  ]);
}

function purgeTokens(store: Store, now: number): Promise<void> {
  const { db } = store;
  const expired = db
    .selectFrom('idempotency_tokens')
    .select(['account_id', 'principal_id', 'operation', 'token'])
    .where('expires_at', '<=', now)
    .orderBy('expires_at')
    .limit(batchRows);
  return store.commit([
    step(
      db
        .deleteFrom('idempotency_tokens')
        .where(({ eb, refTuple }) =>
          eb(
            refTuple('account_id', 'principal_id', 'operation', 'token'),
            'in',
            expired.$asTuple('account_id', 'principal_id', 'operation', 'token'),
          ),
        ),
    ),
  ]);
}
