/** Runs one suite on each database that the store supports. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { openStore, type StoreOptions } from '../../src/store/open-store.js';
import { openForWriting } from '../../src/store/sqlite/connection.js';
import type { Store } from '../../src/store/store.js';
import { newPostgresDatabase, onServer, postgresMissing } from '../postgres.js';

export interface Subject {
  /** The store of the suite, migrated. */
  readonly store: Store;
  /** What another store on the same database is opened with. */
  readonly options: StoreOptions;
  /** Opens another store on the same database, as a restart or a second server would. The caller closes it. */
  reopen(): Promise<Store>;
  /** Runs SQL past the store. */
  execute(sql: string): Promise<void>;
}

/** Declares the suite once for SQLite and once for PostgreSQL. `subject` is there when the tests run. */
export function describeStores(title: string, suite: (subject: () => Subject) => void): void {
  describe(`${title} on SQLite`, () => withSubject(makeSqlite, suite));
  describe.skipIf(postgresMissing)(`${title} on PostgreSQL${postgresMissing ? ` (${postgresMissing})` : ''}`, () =>
    withSubject(makePostgres, suite),
  );
}

/** A folder for a test's files, removed with `rm`. */
export function scratchFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'chancery-store-'));
}

interface Made {
  readonly options: StoreOptions;
  execute(sql: string): Promise<void>;
  remove(): Promise<void>;
}

function withSubject(make: () => Promise<Made>, suite: (subject: () => Subject) => void): void {
  let made: Made;
  let store: Store;
  beforeAll(async () => {
    made = await make();
    store = await openStore(made.options);
    await store.migrate();
    await store.opened();
  });
  afterAll(async () => {
    await store?.close();
    await made?.remove();
  });
  suite(() => ({ store, options: made.options, execute: made.execute, reopen: () => openStore(made.options) }));
}

async function makeSqlite(): Promise<Made> {
  const folder = await scratchFolder();
  const sqliteFile = join(folder, 'chancery.db');
  return {
    options: { sqliteFile },
    execute: async sql => {
      const connection = openForWriting(sqliteFile);
      try {
        connection.exec(sql);
      } finally {
        connection.close();
      }
    },
    remove: () => rm(folder, { recursive: true }),
  };
}

async function makePostgres(): Promise<Made> {
  const { url, remove } = await newPostgresDatabase();
  return { options: { url }, execute: sql => onServer(url, sql), remove };
}
