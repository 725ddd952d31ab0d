/** The tables of the ledger on SQLite, as the connection that writes uses them. */
import type { Connection, Statement } from '../sqlite/driver.js';
import type { NoncePagesTable } from '../tables/core.js';
import { chainedHash, firstHash } from './chain.js';
import type { Fingerprint } from './nonce-fingerprint.js';
import { decodeNonces, encodeNonces } from './nonce-row.js';
import { buildPages } from './page-builder.js';
import type { PackedRecord } from './page-codec.js';

/** The last page of the chain. */
export interface ChainEnd {
  readonly number: number;
  readonly hash: Buffer;
}

/** A nonce that was used, by a request whose time stamp is in this window. */
export interface UsedNonce extends Fingerprint {
  readonly window: number;
}

export class LedgerTables {
  readonly #addPage: Statement;
  readonly #addNonces: Statement;
  readonly #lastNumber: Statement;
  /** The window that was written last, and the number of its last row. */
  #last = { window: -1, number: 0 };

  /** The tables are there. */
  constructor(private readonly connection: Connection) {
    this.#addPage = connection.prepare(
      'insert into audit_pages (number, first_time, last_time, records, body, hash) values (?, ?, ?, ?, ?, ?)',
    );
    this.#addNonces = connection.prepare(
      'insert into nonce_pages (time_window, number, fingerprints) values (?, ?, ?)',
    );
    this.#lastNumber = connection.prepare(
      'select coalesce(max(number), 0) as number from nonce_pages where time_window = ?',
    );
  }

  get endOfChain(): ChainEnd {
    const [row] = this.connection.prepare('select number, hash from audit_pages order by number desc limit 1').all();
    return row === undefined ? { number: 0, hash: firstHash } : (row as unknown as ChainEnd);
  }

  /** Adds records in as few pages as they fit into. Gives the new end of the chain. */
  addPages(records: readonly PackedRecord[], end: ChainEnd): ChainEnd {
    let { number, hash } = end;
    for (const page of buildPages(records)) {
      number++;
      hash = chainedHash(hash, number, page.body);
      this.#addPage.run([number, page.firstTime, page.lastTime, page.records, page.body, hash]);
    }
    return { number, hash };
  }

  /** Adds a row for each window. */
  addNonces(nonces: readonly UsedNonce[]): void {
    const byWindow = new Map<number, UsedNonce[]>();
    for (const nonce of nonces) {
      const own = byWindow.get(nonce.window);
      if (own) own.push(nonce);
      else byWindow.set(nonce.window, [nonce]);
    }
    for (const [window, own] of byWindow) this.#addNonces.run([window, this.#nextNumber(window), encodeNonces(own)]);
  }

  #nextNumber(window: number): number {
    const last =
      window === this.#last.window ? this.#last.number : (this.#lastNumber.all([window])[0]!.number as number);
    this.#last = { window, number: last + 1 };
    return last + 1;
  }

  /** Those of the latest window first. */
  *nonces(): Generator<UsedNonce> {
    const text = 'select time_window, fingerprints from nonce_pages order by time_window desc';
    for (const row of this.connection.prepare(text).iterate()) {
      const { time_window: window, fingerprints } = row as unknown as NoncePagesTable;
      for (const { high, low } of decodeNonces(fingerprints)) yield { high, low, window };
    }
  }
}

/** The key of the fingerprints of this database. */
export function nonceKey(connection: Connection): string {
  const [row] = connection.prepare('select key from nonce_keys').all();
  if (row === undefined) throw new Error('the database has no key for nonces: migrate it first');
  return row.key as string;
}
