/** Pages by number, as statements say them. */
import { sql } from 'kysely';
import type { Page } from '../domain/page.js';

export const countColumn = sql<number>`count(*)`.as('total');

export function offsetOf(page: Page): number {
  return (page.number - 1) * page.size;
}
