/**
 * What the writer thread does with audit records and nonces: it gathers those of the changes that it commits together, refuses a change
 * whose nonce was used, and writes one page of the audit log and one row of nonces into their transaction. After the commit the
 * nonces are in the memory that all threads see.
 */
import type { Connection } from '../sqlite/driver.js';
import type { ReceivedStep } from '../sqlite/messages.js';
import { appendRecord, forgetNonces, type RecordValues, useNonce } from './ledger-steps.js';
import { type ChainEnd, LedgerTables, type UsedNonce } from './ledger-tables.js';
import { NonceWindows } from './nonce-windows.js';
import type { PackedRecord } from './page-codec.js';

/** Why a change is not to be applied: as a violated key. */
interface Refused {
  readonly step: number;
  readonly kind: 'key';
  readonly message: string;
}

export class GroupLedger {
  readonly #tables: LedgerTables;
  readonly #windows: NonceWindows;
  #end: ChainEnd;

  // Of the group under way.
  #records: PackedRecord[] = [];
  #nonces: UsedNonce[] = [];
  #forgetBefore = 0;
  #nextEnd: ChainEnd;
  /** How many of them were there before the last change. */
  #mark = { records: 0, nonces: 0, forgetBefore: 0 };

  /** Undefined when the tables are not there yet. */
  static open(connection: Connection, memory: SharedArrayBuffer): GroupLedger | undefined {
    const found = connection.prepare("select 1 from sqlite_master where name = 'audit_pages'").all();
    return found.length > 0 ? new GroupLedger(connection, memory) : undefined;
  }

  /**
   * Reads the nonces of the last while and the end of the chain. The tables are there.
   * @param memory what the threads share; it is empty
   */
  private constructor(connection: Connection, memory: SharedArrayBuffer) {
    this.#tables = new LedgerTables(connection);
    this.#windows = new NonceWindows(memory);
    // The latest windows first: if there are more than fit into the memory, requests of the earlier ones are refused.
    for (const nonce of this.#tables.nonces()) this.#windows.add(nonce, nonce.window);
    this.#end = this.#tables.endOfChain;
    this.#nextEnd = this.#end;
  }

  /** Begins a group: what was gathered before and not committed is given up. */
  begin(): void {
    this.#records = [];
    this.#nonces = [];
    this.#forgetBefore = 0;
  }

  /** Gathers what a change carries, unless its nonce was used; then it gathers nothing of it. */
  gather(steps: readonly ReceivedStep[]): Refused | undefined {
    this.#mark = { records: this.#records.length, nonces: this.#nonces.length, forgetBefore: this.#forgetBefore };
    for (const [step, { sql, parameters }] of steps.entries()) {
      if (sql === appendRecord) {
        this.#records.push({ values: parameters as unknown as RecordValues });
      } else if (sql === useNonce) {
        const [high, low, window] = parameters as [number, number, number];
        if (!this.#use({ high, low, window })) {
          this.undo();
          return { step, kind: 'key', message: 'the nonce was used' };
        }
      } else if (sql === forgetNonces) {
        this.#forgetBefore = Math.max(this.#forgetBefore, parameters[0] as number);
      }
    }
    return undefined;
  }

  /** Gives up what the last change carried. */
  undo(): void {
    const { records, nonces, forgetBefore } = this.#mark;
    this.#records.length = records;
    this.#nonces.length = nonces;
    this.#forgetBefore = forgetBefore;
  }

  /** Writes what was gathered into the transaction that is open. */
  write(): void {
    this.#nextEnd = this.#tables.addPages(this.#records, this.#end);
    this.#tables.addNonces(this.#nonces);
  }

  /** To be called after the commit, before anybody is told of it. */
  committed(): void {
    this.#end = this.#nextEnd;
    for (const nonce of this.#nonces) this.#windows.add(nonce, nonce.window);
    this.#windows.forgetBefore(this.#forgetBefore);
  }

  #use(nonce: UsedNonce): boolean {
    const isOfGroup = this.#nonces.some(({ high, low }) => high === nonce.high && low === nonce.low);
    if (isOfGroup || this.#windows.isSpent(nonce, nonce.window)) return false;
    this.#nonces.push(nonce);
    return true;
  }
}
