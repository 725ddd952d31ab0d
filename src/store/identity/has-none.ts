/** A step of a change that goes on only while there are no rows of a kind: what stands in the way of a deletion. */
import { type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import type { Step } from '../../domain/change.js';
import type { Database } from '../database.js';
import { step } from '../step.js';

/** @param otherwise what is refused when there are some */
export function hasNone<Reason extends string>(
  db: Kysely<Database>,
  rows: SelectQueryBuilder<Database, keyof Database, object>,
  otherwise: Reason,
): Step<Reason> {
  const none = db
    .selectNoFrom(sql.lit(1).as('none'))
    .where(({ not, exists }) => not(exists(rows.select(sql.lit(1).as('one')))));
  return step(none, { affects: 1, otherwise });
}
