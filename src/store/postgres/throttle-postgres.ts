/**
 * Token buckets that several servers share, in a table that is not written to PostgreSQL's log: losing it fills the buckets.
 *
 * One statement and one round trip for a call. Two calls at once wait for each other at the row, and the second one sees what the
 * first one left; so no more calls pass than the bucket holds, however many servers there are.
 */
import type { Pool } from 'pg';
import {
  type BucketSize,
  latestMs,
  msPerCall,
  type Taken,
  type ThrottleStore,
  toleranceMs,
  waitMs,
} from '../throttle.js';
import { explainPostgres } from './postgres-error.js';

/**
 * $1 key, $2 now, $3 ms per call, $4 tolerance, $5 what no bucket can be beyond. A refused call changes nothing, and then no row comes back from `taken`. The time it is
 * told to wait is computed from what the statement saw when it began, and can be some milliseconds short when others call at the same moment.
 */
const fullAt = 'case when bucket.full_at - $2::float8 > $5::float8 then $2::float8 else bucket.full_at end';

const takeOne = `
  with taken as (
    insert into throttle_buckets as bucket (key, full_at) values ($1, $2::float8 + $3::float8)
    on conflict (key) do update set full_at = greatest(${fullAt}, $2::float8) + $3::float8
    where ${fullAt} - $2::float8 <= $4::float8
    returning 1
  )
  select (select count(*) from taken)::int as taken, (select full_at from throttle_buckets where key = $1) as full_at`;

export class PostgresThrottle implements ThrottleStore {
  constructor(private readonly pool: Pool) {}

  async take(key: string, size: BucketSize, nowMs: number): Promise<Taken> {
    const values = [key, nowMs, msPerCall(size), toleranceMs(size), latestMs(size)];
    const { rows } = await this.pool
      .query<{ taken: number; full_at: number | null }>({ name: 'throttle-take', text: takeOne, values })
      .catch(explainPostgres);
    const row = rows[0];
    if (row === undefined || row.taken === 1) return { allowed: true, retryAfterMs: 0 };
    // Absent when the bucket was made by another call after this one had begun: at least the time of one call is right then.
    const fullAt = row.full_at ?? nowMs + toleranceMs(size) + msPerCall(size);
    return { allowed: false, retryAfterMs: waitMs(fullAt, size, nowMs) };
  }
}
