/**
 * Adding something of which there may only be so many. Two calls at once must not each count what the other adds, so a change
 * holds, counts and then adds: the row that it holds stays locked until the commit (step.ts says what for).
 */
import type { Expression, SelectQueryBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Change, Step } from '../domain/change.js';
import type { Database } from './database.js';
import { countColumn } from './pages.js';
import { step } from './step.js';
import type { Store } from './store.js';

export interface Bound<Reason extends string> {
  /** Lock what the things belong to, and say what is refused where it is missing. */
  readonly hold: readonly Step<Reason>[];
  /** The things that count. */
  readonly counted: SelectQueryBuilder<Database, keyof Database, object>;
  /** How many there may be. */
  readonly limit: number;
  /** What is refused when there are as many already. */
  readonly otherwise: Reason;
}

/** The change that adds rows within a bound. */
export function boundedInsert<Reason extends string>(
  store: Pick<Store, 'db'>,
  { hold, counted, limit, otherwise }: Bound<Reason>,
  inserts: readonly Step<Reason>[],
): Change<Reason> {
  return [...hold, roomStep(store, counted.select(countColumn), limit, otherwise), ...inserts];
}

/** There must be less than so many. What is counted is held before. */
export function roomStep<Reason extends string>(
  { db }: Pick<Store, 'db'>,
  count: Expression<unknown>,
  limit: number,
  otherwise: Reason,
): Step<Reason> {
  const room = db.selectNoFrom(sql.lit(1).as('room')).where(sql<number>`coalesce((${count}), 0)`, '<', limit);
  return step(room, { affects: 1, otherwise });
}
