/**
 * The databases that store tests run on: SQLite always, PostgreSQL where `CHANCERY_TEST_POSTGRES` names a server
 * (test/postgres-server.sh starts one). Each opening is of an empty database of its own, migrated.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openStore } from '../../src/store/open-store.js';
import type { Store } from '../../src/store/store.js';

export interface TestDatabase {
  readonly name: string;
  open(): Promise<Store>;
}

const sqlite: TestDatabase = {
  name: 'SQLite',
  async open() {
    const store = await openStore({
      sqliteFile: join(await mkdtemp(join(tmpdir(), 'chancery-store-')), 'chancery.db'),
    });
    await store.migrate();
    return store;
  },
};

const server = process.env.CHANCERY_TEST_POSTGRES;

const postgres = (url: string): TestDatabase => ({
  name: 'PostgreSQL',
  async open() {
    const name = `test_${randomUUID().replaceAll('-', '')}`;
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(`create database ${name}`);
    await client.end();
    const own = new URL(url);
    own.pathname = `/${name}`;
    const store = await openStore({ url: own.href });
    await store.migrate();
    return store;
  },
});

export const databases: readonly TestDatabase[] = server === undefined ? [sqlite] : [sqlite, postgres(server)];
