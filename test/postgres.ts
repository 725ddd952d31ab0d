/**
 * PostgreSQL for tests: each suite gets a database of its own on the server that CHANCERY_TEST_POSTGRES names, and removes it.
 * `test/postgres-server.sh start DIR` starts such a server and prints the URL.
 */
import { randomBytes } from 'node:crypto';
import pg from 'pg';

const server = process.env.CHANCERY_TEST_POSTGRES;

/** Why there is no PostgreSQL here, or undefined when there is: for `describe.skipIf`. */
export const postgresMissing =
  server === undefined || server === ''
    ? 'skipped: CHANCERY_TEST_POSTGRES names no server (test/postgres-server.sh starts one)'
    : undefined;

if (postgresMissing) process.stderr.write(`PostgreSQL ${postgresMissing}\n`);

export interface TestDatabase {
  readonly url: string;
  /** Removes the database, with whatever connections there are. */
  remove(): Promise<void>;
}

/** Makes an empty database. */
export async function newPostgresDatabase(): Promise<TestDatabase> {
  if (server === undefined || server === '') throw new Error('CHANCERY_TEST_POSTGRES is not set');
  const name = `chancery_test_${randomBytes(6).toString('hex')}`;
  await onServer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, remove: () => onServer(server, `drop database ${name} with (force)`) };
}

/** Runs statements on a connection of its own. */
export async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
