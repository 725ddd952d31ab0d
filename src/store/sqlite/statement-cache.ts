/** Prepared statements of one connection, by their text; the ones that were not used for longest are dropped. */
import type { Statement } from 'better-sqlite3';
import type { Connection } from './connection.js';

export class StatementCache {
  readonly #statements = new Map<string, Statement<unknown[]>>();

  constructor(
    private readonly connection: Connection,
    private readonly capacity = 500,
  ) {}

  prepare(sql: string): Statement<unknown[]> {
    let statement = this.#statements.get(sql);
    if (statement) {
      this.#statements.delete(sql);
    } else {
      statement = this.connection.prepare<unknown[]>(sql);
      if (this.#statements.size >= this.capacity) {
        for (const oldest of this.#statements.keys()) {
          this.#statements.delete(oldest);
          break;
        }
      }
    }
    this.#statements.set(sql, statement);
    return statement;
  }
}
