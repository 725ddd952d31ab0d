import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/open-store.js';
import { step } from '../../src/store/step.js';
import type { Store } from '../../src/store/store.js';
import { StoreError } from '../../src/store/store-error.js';
import { newPostgresDatabase, onServer, postgresMissing, type TestDatabase } from '../postgres.js';

describe.skipIf(postgresMissing)(`PostgreSQL${postgresMissing ? ` (${postgresMissing})` : ''}`, () => {
  let database: TestDatabase;
  let store: Store;
  beforeAll(async () => {
    database = await newPostgresDatabase();
    store = await openStore({ url: database.url, postgres: { maxConnections: 4 } });
    await store.migrate();
  });
  afterAll(async () => {
    await store?.close();
    await database?.remove();
  });

  const sleep = { sql: 'select pg_sleep(20)', parameters: [] };
  const disconnectAll = () =>
    onServer(
      database.url,
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );

  test('that is not there, or refuses the user, is a clear error without the password', async () => {
    const nowhere = openStore({ url: 'postgres://u:the-password@127.0.0.1:1/none' });
    await expect(nowhere).rejects.toMatchObject({ name: 'StoreError', fault: 'unavailable' });
    await expect(nowhere).rejects.not.toThrow(/the-password/);
    const url = new URL(database.url);
    url.pathname = '/no_such_database';
    await expect(openStore({ url: url.href })).rejects.toMatchObject({ fault: 'unavailable' });
  });

  test('whose connections are cut says so to the changes under way, and is used again at once', async () => {
    const cut = Promise.allSettled([store.commit([sleep]), store.commit([{ ...sleep, affects: 1, otherwise: 'x' }])]);
    await new Promise(resolve => setTimeout(resolve, 300));
    await disconnectAll();
    for (const it of await cut) {
      expect(it).toMatchObject({ status: 'rejected', reason: { name: 'StoreError', fault: 'unavailable' } });
    }
    await store.ready();
    await store.commit([{ sql: 'select 1', parameters: [], affects: 1, otherwise: 'x' }]);
    await sql`select 1`.execute(store.db);
  });

  test('whose idle connections are cut is used as if nothing had been', async () => {
    await Promise.all(Array.from({ length: 8 }, () => store.commit([])));
    await disconnectAll();
    await new Promise(resolve => setTimeout(resolve, 100));
    await store.commit([]);
    await sql`select 1`.execute(store.db);
  });

  test('whose reading connections are cut says so to the reader', async () => {
    const reading = sql`select pg_sleep(20)`.execute(store.db).catch(it => it);
    await new Promise(resolve => setTimeout(resolve, 300));
    await disconnectAll();
    const error: unknown = await reading;
    expect(error).toBeInstanceOf(StoreError);
    expect(error).toMatchObject({ fault: 'unavailable' });
  });

  test('tries again where two changes wait for each other', async () => {
    await store.commit([{ sql: "insert into settings values ('left', '0'), ('right', '0')", parameters: [] }]);
    const raise = (name: string) =>
      step(
        store.db
          .updateTable('settings')
          .set(it => ({ value: it.ref('value') }))
          .where('name', '=', name),
        {
          affects: 1,
          otherwise: 'gone',
        },
      );
    const pause = { sql: 'select pg_sleep(0.3)', parameters: [] };
    await Promise.all([
      store.commit([raise('left'), pause, raise('right')]),
      store.commit([raise('right'), pause, raise('left')]),
    ]);
  });

  test('writes through to the disk also where the database would not', async () => {
    await onServer(
      database.url,
      `alter database ${new URL(database.url).pathname.slice(1)} set synchronous_commit = off`,
    );
    const fresh = await openStore({ url: database.url });
    await fresh.commit([
      { sql: "insert into settings select 'sync', current_setting('synchronous_commit')", parameters: [] },
    ]);
    const row = await fresh.db.selectFrom('settings').select('value').where('name', '=', 'sync').executeTakeFirst();
    expect(row).toEqual({ value: 'on' });
    await fresh.close();
  });

  test('that only reads, as a standby does, is not ready', async () => {
    const name = new URL(database.url).pathname.slice(1);
    await onServer(database.url, `alter database ${name} set default_transaction_read_only = on`);
    await expect(openStore({ url: database.url })).rejects.toThrow(/only be read/);
    await onServer(database.url, `alter database ${name} reset default_transaction_read_only`);
  });

  test('sorts texts by their bytes, as SQLite does', async () => {
    const names = ['B', 'a', 'Z', 'ä', '_', '1'];
    await store.commit(
      names.map(name => ({ sql: 'insert into settings values ($1, $2)', parameters: [`sort ${name}`, ''] })),
    );
    const rows = await store.db
      .selectFrom('settings')
      .select('name')
      .where('name', 'like', 'sort %')
      .orderBy('name')
      .execute();
    expect(rows.map(it => it.name.slice(5))).toEqual(['1', 'B', 'Z', '_', 'a', 'ä']);
  });
});
