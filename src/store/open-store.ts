/** Opens the database that the settings name. */

import type { PostgresOptions, StoreShare } from './share.js';
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
}

/** Loaded where it is used: its client is a third of what the stores take to load. */
const postgres = () => import('./postgres/postgres-store.js');

/**
 * Opens the store. Call `migrate` before anything else, and `close` at the end.
 * @throws StoreError `unavailable` when the database cannot be reached or opened
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { url, sqliteFile } = options;
  if ((url === undefined) === (sqliteFile === undefined)) throw new TypeError('one of url and sqliteFile is needed');
  if (sqliteFile !== undefined) return new SqliteStore(sqliteFile, options.sqlite);
  const { PostgresStore } = await postgres();
  return PostgresStore.open(url!, options.postgres);
}

/** Opens the store of another thread as well. @throws StoreError as `openStore` */
export async function openShared(share: StoreShare): Promise<Store> {
  if ('file' in share) return new SqliteStore(share.file, {}, share);
  const { PostgresStore } = await postgres();
  return PostgresStore.open(share.url, share.options);
}
