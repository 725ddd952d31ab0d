/**
 * Node's own SQLite (https://nodejs.org/api/sqlite.html) in the form that the query builder and the writer use: parameters as one
 * list, bytes as Buffers, and whether a statement returns rows known beforehand. An integer beyond 2^53 is an error there, not
 * a rounded number, so nothing here has to look for one.
 */
import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite';

export type Row = Record<string, unknown>;

/** What a statement did: the rows that it changed, and the identity of the last one that it added. */
export interface Effect {
  readonly changes: number;
  readonly lastInsertRowid: number;
}

/** A prepared statement. Parameters are text, numbers, null and bytes. Bytes come back as Buffers. */
export class Statement {
  /** Whether it returns rows. */
  readonly reader: boolean;
  readonly #statement: StatementSync;
  readonly #columns: readonly string[];

  constructor(statement: StatementSync) {
    this.#statement = statement;
    this.#columns = statement.columns().map(it => it.name);
    this.reader = this.#columns.length > 0;
    // The objects that the driver would make are dictionaries, in which V8 looks up each column by its name, and takes twice as long to make.
    statement.setReturnArrays(true);
  }

  all(parameters: readonly unknown[] = []): Row[] {
    const rows = this.#statement.all(...(parameters as SQLInputValue[])) as unknown as SQLOutputValue[][];
    return rows.map(values => this.#row(values));
  }

  run(parameters: readonly unknown[] = []): Effect {
    return this.#statement.run(...(parameters as SQLInputValue[])) as Effect;
  }

  *iterate(parameters: readonly unknown[] = []): IterableIterator<Row> {
    for (const values of this.#statement.iterate(...(parameters as SQLInputValue[]))) {
      yield this.#row(values as unknown as SQLOutputValue[]);
    }
  }

  #row(values: readonly SQLOutputValue[]): Row {
    const row: Row = {};
    let place = 0;
    for (const name of this.#columns) row[name] = withBuffer(values[place++]);
    return row;
  }
}

/** An open file. `connection.ts` opens them; nothing else does. */
export class Connection {
  readonly #database: DatabaseSync;

  /** @param busyTimeoutMs how long a statement waits for another connection that writes; SQLite itself would not wait at all */
  constructor(file: string, options: { readonly busyTimeoutMs: number; readonly readOnly?: boolean }) {
    this.#database = new DatabaseSync(file, { timeout: options.busyTimeoutMs, readOnly: options.readOnly ?? false });
  }

  /** Whether a transaction is open. */
  get inTransaction(): boolean {
    return this.#database.isTransaction;
  }

  /** Runs statements that return nothing. */
  exec(sql: string): void {
    this.#database.exec(sql);
  }

  /** Lets statements call a function with one text. */
  define(name: string, call: (text: string) => void): void {
    this.#database.function(name, text => {
      call(String(text));
      return null;
    });
  }

  prepare(sql: string): Statement {
    return new Statement(this.#database.prepare(sql));
  }

  /** A pragma that is asked for again and again: a function that gives its value, without an object for the row. */
  preparePragma(name: string): () => unknown {
    const statement = this.#database.prepare(`pragma ${name}`);
    statement.setReturnArrays(true);
    return () => (statement.get() as unknown as readonly unknown[] | undefined)?.[0];
  }

  /** The value of a pragma now. */
  pragma(name: string): unknown {
    const row = this.#database.prepare(`pragma ${name}`).get();
    return row && Object.values(row)[0];
  }

  close(): void {
    this.#database.close();
  }
}

/**
 * The extended result code (https://www.sqlite.org/rescode.html) of an error of the driver, or undefined for any other error.
 * The lowest byte is the primary code.
 */
export function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, errcode } = error as Error & { code?: unknown; errcode?: unknown };
  return code === 'ERR_SQLITE_ERROR' && typeof errcode === 'number' ? errcode : undefined;
}

function withBuffer(value: SQLOutputValue | undefined): unknown {
  return value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : value;
}
