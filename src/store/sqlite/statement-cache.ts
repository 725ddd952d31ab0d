/** Prepared statements of one connection, by their text; the ones that were not used for longest are dropped. */
import type { Connection, Statement } from './driver.js';

export class StatementCache {
  readonly #statements = new Map<string, Statement>();

  constructor(
    private readonly connection: Connection,
    private readonly capacity = 500,
  ) {}

  prepare(sql: string): Statement {
    let statement = this.#statements.get(sql);
    if (statement) {
      this.#statements.delete(sql);
    } else {
      statement = this.connection.prepare(sql);
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
