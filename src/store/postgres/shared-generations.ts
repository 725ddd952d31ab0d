/** The generations of caches, read from the database that all servers share: once for all calls that ask before the question is sent. */
import type { Pool } from 'pg';
import { type Generations, type Reading, subjects } from '../../caches/generations.js';
import { explainPostgres } from './postgres-error.js';

/** A subject that nothing has touched yet has no rows. */
const readAll = {
  name: 'read-generations',
  text: 'select subject, sum(n) as n from generations group by subject',
};

export class PostgresGenerations implements Generations {
  #next: Promise<Reading> | undefined;

  constructor(private readonly pool: Pool) {}

  /** Who asks after the question was sent gets another one: what was acknowledged in between may not be in the first answer. */
  read(): Promise<Reading> {
    this.#next ??= new Promise<void>(resolve => setImmediate(resolve)).then(() => {
      this.#next = undefined;
      return this.#ask();
    });
    return this.#next;
  }

  async #ask(): Promise<Reading> {
    const { rows } = await this.pool.query<{ subject: string; n: number }>(readAll).catch(explainPostgres);
    const found = new Map(rows.map(({ subject, n }) => [subject, n]));
    return Object.fromEntries(subjects.map(subject => [subject, found.get(subject) ?? 0])) as Record<
      (typeof subjects)[number],
      number
    >;
  }
}
