/**
 * Applies the changes that wait, many in one transaction with one flush of the disk, each of them whole or not at all.
 *
 * Steps seldom fail, and savepoints were measured to take 30 % of this thread's time, so at first there are none. When a step fails, the
 * transaction is rolled back and all changes run again, each inside a savepoint: the one that fails is rolled back to there, and the
 * others go on. When the transaction itself is lost, because the disk is full at the moment of the commit, each change gets a transaction
 * of its own, so that those that still fit are kept and only the rest fails.
 */
import { isSqliteFull, isSqliteKeyViolation, isSqliteUnavailable } from '../dialects/sqlite.js';
import type { GroupLedger } from '../ledger/group-ledger.js';
import { isLedgerStep } from '../ledger/ledger-steps.js';
import { type Connection, resultCode, type Statement } from './driver.js';
import type { Failure, ReceivedStep } from './messages.js';
import { StatementCache } from './statement-cache.js';

type Reason = Omit<Failure, 'change'>;

export class GroupCommit {
  readonly #connection: Connection;
  readonly #statements: StatementCache;
  readonly #begin: Statement;
  readonly #end: Statement;

  /**
   * @param ledger takes the steps that are for the ledger; without one there are none
   * @param begun called when a transaction is open, before it does anything
   */
  constructor(
    connection: Connection,
    private readonly ledger?: GroupLedger,
    private readonly begun: () => void = () => undefined,
  ) {
    this.#connection = connection;
    this.#statements = new StatementCache(connection);
    // IMMEDIATE takes the lock for writing now and waits for it; a transaction that only asks for it at its first write is refused
    // at once when another process has written since (https://www.sqlite.org/lang_transaction.html).
    this.#begin = connection.prepare('begin immediate');
    this.#end = connection.prepare('commit');
  }

  /** Applies the changes; when it returns, all but those with a failure are on disk. */
  apply(changes: readonly (readonly ReceivedStep[])[]): Failure[] {
    const failures = this.#withoutSavepoints(changes) ?? this.#withSavepoints(changes);
    if (Array.isArray(failures)) return failures;
    if (failures.kind !== 'full' || changes.length === 1) return changes.map((_, change) => ({ ...failures, change }));
    return changes.flatMap((steps, change) => {
      const alone = this.#withSavepoints([steps]);
      return Array.isArray(alone) ? alone.map(it => ({ ...it, change })) : [{ ...alone, change }];
    });
  }

  /** As below, or undefined when a step failed and nothing was done. */
  #withoutSavepoints(changes: readonly (readonly ReceivedStep[])[]): Failure[] | Reason | undefined {
    return this.#transaction(() => {
      const failures: Failure[] = [];
      for (const [change, steps] of changes.entries()) {
        const refused = this.ledger?.gather(steps);
        if (refused) failures.push({ ...refused, change });
        else if (this.#run(steps)) return undefined;
      }
      return failures;
    });
  }

  /** One transaction: the failures of single changes, or the one reason why nothing at all was committed. */
  #withSavepoints(changes: readonly (readonly ReceivedStep[])[]): Failure[] | Reason {
    return this.#transaction(() => {
      const failures: Failure[] = [];
      for (const [change, steps] of changes.entries()) {
        const reason = this.ledger?.gather(steps) ?? this.#runInSavepoint(steps);
        if (reason) failures.push({ ...reason, change });
      }
      return failures;
    });
  }

  /** Commits what `work` does and what the ledger has gathered by then, or nothing when `work` gives nothing. */
  #transaction<Result>(work: () => Result): Result | Reason {
    try {
      this.#begin.run();
      this.begun();
      this.ledger?.begin();
      const result = work();
      if (result === undefined) {
        this.#rollback();
        return result;
      }
      this.ledger?.write();
      this.#end.run();
      this.ledger?.committed();
      return result;
    } catch (error) {
      this.#rollback();
      return explain(error, -1);
    }
  }

  #runInSavepoint(steps: readonly ReceivedStep[]): Reason | undefined {
    this.#execute('savepoint change');
    const reason = this.#run(steps);
    if (reason) {
      this.ledger?.undo();
      this.#execute('rollback to change');
    }
    this.#execute('release change');
    return reason;
  }

  /** Runs the steps of a change, up to the first that fails. Throws when the transaction around it is gone. */
  #run(steps: readonly ReceivedStep[]): Reason | undefined {
    let number = 0;
    try {
      for (const step of steps) {
        const rows = isLedgerStep(step.sql) ? this.#gathered() : this.#rows(step);
        if (step.affects !== null && rows !== step.affects) {
          return { step: number, kind: 'count', message: `expected ${step.affects} rows and found ${rows}` };
        }
        number++;
      }
      return undefined;
    } catch (error) {
      if (!this.#connection.inTransaction) throw error;
      return explain(error, number);
    }
  }

  /** The ledger has such a step already. @throws where there is none: what is to be on record would be nowhere */
  #gathered(): 0 {
    if (this.ledger) return 0;
    throw new Error('the database has no ledger: migrate it first');
  }

  /** How many rows a step changed, or found when it is one that returns rows. */
  #rows({ sql, parameters }: ReceivedStep): number {
    const statement = this.#statements.prepare(sql);
    return statement.reader ? statement.all(parameters).length : statement.run(parameters).changes;
  }

  #execute(sql: string): void {
    this.#statements.prepare(sql).run();
  }

  /** After some errors SQLite has rolled back by itself (https://www.sqlite.org/lang_transaction.html#response_to_errors_within_a_transaction). */
  #rollback(): void {
    if (this.#connection.inTransaction) this.#execute('rollback');
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
