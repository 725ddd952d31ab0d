/** Prepared statements of one connection, by their text; the ones that were not used for longest are dropped. */
import type { Connection, Statement } from './driver.js';

/** More than the program has texts (test/store/statement-texts.test.ts); at some 40 KB each this is what a connection may take. */
export const STATEMENTS_KEPT = 800;

export class StatementCache {
  readonly #statements = new Map<string, Statement>();

  constructor(
    private readonly connection: Connection,
    private readonly capacity = STATEMENTS_KEPT,
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
