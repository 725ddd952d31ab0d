/** Parts of lists, as statements say them. */
import { sql } from 'kysely';
import type { Part, Place } from '../domain/page.js';

export const countColumn = sql<number>`count(*)`.as('total');

/** How many rows there are before a limit, in each row of the page: a page without rows does not tell. */
export const countOfAll = sql<number>`count(*) over ()`.as('total');

/** How many entries come before the part, beside those up to the place where it goes on. */
export function offsetOf(part: Part<Place>): number {
  return 'number' in part ? (part.number - 1) * part.size : 0;
}

/** The place after which the part goes on, if it does. */
export function placeBefore<P extends Place>(part: Part<P>): P | undefined {
  return 'number' in part ? undefined : part.after;
}
