/** Opens the database that the settings name. */

import type { SharedGenerations } from '../caches/generations.js';
import type { PostgresOptions } from './postgres/pools.js';
import { PostgresStore } from './postgres/postgres-store.js';
import type { WritingOptions } from './sqlite/connection.js';
import { SqliteStore } from './sqlite/sqlite-store.js';
import type { Store } from './store.js';

/** Exactly one of `url` and `sqliteFile`. */
export interface StoreOptions {
  /** `postgres://user:password@host:port/database`, with `host=` for the folder of a Unix socket. */
  readonly url?: string;
  /** A file in a folder that exists; the file is made when it does not exist. */
  readonly sqliteFile?: string;
  readonly sqlite?: WritingOptions;
  readonly postgres?: PostgresOptions;
  /** Those of the store whose writer writes the SQLite file, where another thread has opened that. */
  readonly generations?: SharedGenerations;
}

/**
 * Opens the store. Call `migrate` before anything else, and `close` at the end.
 * @throws StoreError `unavailable` when the database cannot be reached or opened
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { url, sqliteFile } = options;
  if ((url === undefined) === (sqliteFile === undefined)) throw new TypeError('one of url and sqliteFile is needed');
  if (sqliteFile !== undefined) return new SqliteStore(sqliteFile, options.sqlite, options.generations);
  return PostgresStore.open(url!, options.postgres);
}
