/**
 * Applies the changes that wait, many in one transaction with one flush of the disk, each of them whole or not at all.
 *
 * A change runs inside a savepoint: when one of its steps fails it is rolled back to there, and the others go on. When the
 * transaction itself is lost, because the disk is full at the moment of the commit, each change gets a transaction of its own,
 * so that those that still fit are kept and only the rest fails.
 */
import { isSqliteFull, isSqliteKeyViolation, isSqliteUnavailable } from '../dialects/sqlite.js';
import { type Connection, resultCode } from './driver.js';
import type { Failure, ReceivedStep } from './messages.js';
import { StatementCache } from './statement-cache.js';

type Reason = Omit<Failure, 'change'>;

export class GroupCommit {
  readonly #connection: Connection;
  readonly #statements: StatementCache;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#statements = new StatementCache(connection);
  }

  /** Applies the changes; when it returns, all but those with a failure are on disk. */
  apply(changes: readonly (readonly ReceivedStep[])[]): Failure[] {
    const failures = this.#transaction(changes);
    if (Array.isArray(failures)) return failures;
    if (failures.kind !== 'full' || changes.length === 1) return changes.map((_, change) => ({ ...failures, change }));
    return changes.flatMap((steps, change) => {
      const alone = this.#transaction([steps]);
      return Array.isArray(alone) ? alone.map(it => ({ ...it, change })) : [{ ...alone, change }];
    });
  }

  /** One transaction: the failures of single changes, or the one reason why nothing at all was committed. */
  #transaction(changes: readonly (readonly ReceivedStep[])[]): Failure[] | Reason {
    const failures: Failure[] = [];
    try {
      // IMMEDIATE takes the lock for writing now and waits for it; a transaction that only asks for it at its first write is refused
      // at once when another process has written since (https://www.sqlite.org/lang_transaction.html).
      this.#run('begin immediate');
      for (const [change, steps] of changes.entries()) {
        const reason = this.#applyOne(steps);
        if (reason) failures.push({ ...reason, change });
      }
      this.#run('commit');
      return failures;
    } catch (error) {
      // After some errors SQLite has rolled back by itself (https://www.sqlite.org/lang_transaction.html#response_to_errors_within_a_transaction).
      if (this.#connection.inTransaction) this.#run('rollback');
      return explain(error, -1);
    }
  }

  /** Undefined when the change was applied. Throws when the transaction around it is gone. */
  #applyOne(steps: readonly ReceivedStep[]): Reason | undefined {
    let number = 0;
    this.#run('savepoint change');
    let reason: Reason | undefined;
    try {
      for (const step of steps) {
        const rows = this.#rows(step);
        if (step.affects !== null && rows !== step.affects) {
          reason = { step: number, kind: 'count', message: `expected ${step.affects} rows and found ${rows}` };
          break;
        }
        number++;
      }
    } catch (error) {
      if (!this.#connection.inTransaction) throw error;
      reason = explain(error, number);
    }
    if (reason) this.#run('rollback to change');
    this.#run('release change');
    return reason;
  }

  /** How many rows a step changed, or found when it is one that returns rows. */
  #rows({ sql, parameters }: ReceivedStep): number {
    const statement = this.#statements.prepare(sql);
    return statement.reader ? statement.all(parameters).length : statement.run(parameters).changes;
  }

  #run(sql: string): void {
    this.#statements.prepare(sql).run();
  }
}

function explain(error: unknown, step: number): Reason {
  const code = resultCode(error);
  if (code === undefined) return { step, kind: 'failed', message: String(error) };
  const { message } = error as Error;
  if (isSqliteKeyViolation(code, message)) return { step, kind: 'key', message };
  if (isSqliteFull(code)) return { step, kind: 'full', message };
  return {
    step,
    kind: isSqliteUnavailable(code) ? 'unavailable' : 'failed',
    message: `${message} (result code ${code})`,
  };
}
