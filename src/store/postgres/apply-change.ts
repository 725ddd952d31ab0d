/**
 * Applies one change to PostgreSQL in one transaction.
 *
 * The isolation is READ COMMITTED (https://www.postgresql.org/docs/current/transaction-iso.html): each statement sees what was committed when it
 * began, and waits for a row that another change is changing, then goes by what that one left. So what a step has updated, deleted,
 * inserted or selected `for share` stays so until the commit; what it merely selected or counted does not, and a change that rests on
 * that first updates the row which the counted things belong to (step.ts). SERIALIZABLE would need no such care, and was measured: where
 * 64 callers change one row, seven in a hundred changes still failed after twelve attempts; waiting for the row, none does, and half as many
 * more get through. Many connections that commit at once share a flush of the disk by PostgreSQL's own means.
 *
 * All statements are sent at once. A change in which no step counts rows, which most changes of a busy server are, takes a single round
 * trip with `commit` at its end: when a step fails, the server runs none of those after it, and that `commit` rolls back. Other changes
 * wait for the counts and take two.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import { type Change, Refusal, type Step } from '../../domain/change.js';
import { isColumnValue } from '../codec.js';
import { isPostgresConflict, isPostgresKeyViolation } from '../dialects/postgres.js';
import { StoreError } from '../store-error.js';
import { query } from './pools.js';
import { postgresCode, storeErrorOf } from './postgres-error.js';

const begin = 'begin isolation level read committed';

/** For deadlocks, of which the server ends one side: two changes that meet again this often are a fault of ours. */
const maxAttempts = 12;

/** As Store.commit. */
export async function applyChange(pool: pg.Pool, change: Change): Promise<void> {
  // The driver would make a text of anything; SQLite refuses what is none of these.
  if (!change.every(it => it.parameters.every(isColumnValue))) {
    throw new TypeError('a parameter of a step is text, an integer, null or a Buffer');
  }
  for (let attempt = 1; ; attempt++) {
    const outcome = await tryOnce(pool, change);
    if (outcome === 'committed') return;
    if (outcome !== 'conflict') throw outcome;
    if (attempt === maxAttempts)
      throw new StoreError('unavailable', `the change met others at each of ${attempt} attempts`);
    // Those that met each other must not meet again in step.
    await wait(Math.random() * Math.min(2 ** attempt, 100));
  }
}

async function tryOnce(pool: pg.Pool, change: Change): Promise<'committed' | 'conflict' | Error> {
  let client: pg.PoolClient;
  try {
    client = await pool.connect();
  } catch (error) {
    return storeErrorOf(error);
  }
  let outcome: 'committed' | 'conflict' | Error;
  try {
    outcome = await (change.some(it => it.affects !== undefined)
      ? countThenCommit(client, change)
      : commitAtOnce(client, change));
  } catch (error) {
    // Whatever this was, the state of the connection is unknown.
    client.release(true);
    return storeErrorOf(error);
  }
  client.release();
  return outcome;
}

async function commitAtOnce(client: pg.PoolClient, change: Change) {
  const [results, ending] = inOnePacket(client, () => [
    send(client, change),
    Promise.allSettled([client.query('commit')]),
  ]);
  const failure = failureOf(await results, change);
  const [end] = await ending;
  if (failure) return failure;
  return end.status === 'rejected' ? outcomeOf(end.reason) : committed(end.value);
}

async function countThenCommit(client: pg.PoolClient, change: Change) {
  const failure = failureOf(await inOnePacket(client, () => send(client, change)), change);
  if (failure) {
    await client.query('rollback');
    return failure;
  }
  let end: pg.QueryResult;
  try {
    end = await client.query('commit');
  } catch (error) {
    return outcomeOf(error);
  }
  return committed(end);
}

/** The server answers `commit` with ROLLBACK, and no error, when the transaction had failed before. */
function committed({ command }: pg.QueryResult): 'committed' | StoreError {
  return command === 'COMMIT' ? 'committed' : new StoreError('failed', `the database ended a change with ${command}`);
}

function send(client: pg.PoolClient, change: Change): Promise<PromiseSettledResult<pg.QueryResult>[]> {
  return Promise.allSettled([client.query(begin), ...change.map(it => client.query(query(it.sql, it.parameters)))]);
}

/** Without this each statement would be a call of the operating system of its own: 25 of the 130 µs that a change of three steps takes. */
function inOnePacket<T>(client: pg.PoolClient, sending: () => T): T {
  const { stream } = client.connection;
  stream.cork();
  try {
    return sending();
  } finally {
    stream.uncork();
  }
}

/** What the first failure means; undefined when every step did what it should. */
function failureOf([began, ...steps]: PromiseSettledResult<pg.QueryResult>[], change: Change) {
  if (began?.status === 'rejected') throw began.reason;
  for (const [number, result] of steps.entries()) {
    const step = change[number]!;
    if (result.status === 'rejected') return outcomeOf(result.reason, step);
    const rows = result.value.rowCount ?? 0;
    if (step.affects !== undefined && rows !== step.affects) {
      return step.otherwise === undefined
        ? new StoreError(
            'failed',
            `step ${number + 1} of a change failed: expected ${step.affects} rows and found ${rows}`,
          )
        : new Refusal<string>(step.otherwise);
    }
  }
  return undefined;
}

/** @throws what is no answer of the server: then nobody knows what became of the transaction */
function outcomeOf(error: unknown, step?: Step): 'conflict' | Error {
  const code = postgresCode(error);
  if (isPostgresConflict(code)) return 'conflict';
  if (isPostgresKeyViolation(code) && step?.otherwise !== undefined) return new Refusal<string>(step.otherwise);
  const explained = storeErrorOf(error);
  if (explained.fault === 'unavailable') throw explained;
  return explained;
}
