/**
 * Brings what an earlier version has left into pages: a part at a time, each in a transaction of its own, so that a server that is stopped
 * meanwhile goes on where it was. Before it has ended nothing else is written.
 */
import { setImmediate } from 'node:timers/promises';
import { nonceLifetimeMs } from '../../domain/replay-window.js';
import type { Connection } from '../sqlite/driver.js';
import type { RequestNoncesTable } from '../tables/core.js';
import { recordValues } from './ledger-steps.js';
import { LedgerTables, nonceKey } from './ledger-tables.js';
import { fingerprintOf } from './nonce-fingerprint.js';
import { windowOf } from './nonce-memory.js';
import type { PackedRecord } from './page-codec.js';
import { type AuditRow, recordOfRow } from './record-rows.js';

/** Rows of a part. */
const PART = 2000;
/** A server that has more to carry over says how far it is. */
const WORTH_SAYING = 50_000;

/** @param onProgress is told after a while, and again from time to time, how many of how many records are in pages */
export async function carryOver(
  connection: Connection,
  onProgress: (done: number, all: number) => void,
): Promise<void> {
  await empty(connection, 'request_nonces_before_pages', () => carryNonces(connection));
  await empty(connection, 'audit_records_before_pages', () => carryRecords(connection), onProgress);
}

/**
 * Takes parts out of a table until it is empty, and then the table. Whether there is one is looked at in each transaction: servers that are started at
 * once may all be here.
 */
async function empty(
  connection: Connection,
  table: string,
  carryPart: () => number,
  onProgress: (done: number, all: number) => void = () => undefined,
): Promise<void> {
  const isThere = () => connection.prepare('select 1 from sqlite_master where name = ?').all([table]).length > 0;
  const countRows = () => connection.prepare(`select count(*) as n from ${table}`).all()[0]!.n as number;
  const all = inTransaction(connection, () => (isThere() ? countRows() : 0));
  const carryOrEnd = () => {
    if (!isThere()) return 0;
    const carried = carryPart();
    if (carried === 0) connection.exec(`drop table ${table}`);
    return carried;
  };
  for (let done = 0; ; ) {
    const carried = inTransaction(connection, carryOrEnd);
    if (carried === 0) return;
    done += carried;
    // So that the process can be stopped meanwhile, and what was said is written.
    await setImmediate();
    if (done % WORTH_SAYING < PART && all > WORTH_SAYING) onProgress(done, all);
  }
}

/** In the order of their ids, which they keep. */
function carryRecords(connection: Connection): number {
  const found = connection.prepare(`select * from audit_records_before_pages order by id limit ${PART}`).all();
  const rows = found as unknown as AuditRow[];
  if (rows.length === 0) return 0;
  const records = rows.map((row): PackedRecord => ({ values: recordValues(recordOfRow(row)), id: row.id }));
  const tables = new LedgerTables(connection);
  tables.addPages(records, tables.endOfChain);
  connection.prepare('delete from audit_records_before_pages where id <= ?').run([rows.at(-1)!.id]);
  return rows.length;
}

/** The time stamps of their requests are not known: they are remembered for as long as they were to be. */
function carryNonces(connection: Connection): number {
  const part = `from request_nonces_before_pages order by access_key_id, nonce limit ${PART}`;
  const found = connection.prepare(`select * ${part}`).all();
  const rows = found as unknown as RequestNoncesTable[];
  if (rows.length === 0) return 0;
  const key = nonceKey(connection);
  const nonces = rows.map(row => ({
    ...fingerprintOf(key, row.access_key_id, row.nonce),
    window: windowOf(row.expires_at - nonceLifetimeMs),
  }));
  new LedgerTables(connection).addNonces(nonces);
  connection.exec(
    `delete from request_nonces_before_pages where (access_key_id, nonce) in (select access_key_id, nonce ${part})`,
  );
  return rows.length;
}

function inTransaction<Result>(connection: Connection, work: () => Result): Result {
  connection.exec('begin immediate');
  try {
    const result = work();
    connection.exec('commit');
    return result;
  } catch (error) {
    if (connection.inTransaction) connection.exec('rollback');
    throw error;
  }
}
