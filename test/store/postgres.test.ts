import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/open-store.js';
import { step } from '../../src/store/step.js';
import type { Store } from '../../src/store/store.js';
import { StoreError } from '../../src/store/store-error.js';
import { newPostgresDatabase, onServer, postgresMissing, type TestDatabase } from '../postgres.js';

/** A way to the server that can be cut. */
class Network {
  readonly #sockets = new Set<Socket>();
  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async to(url: string): Promise<Network> {
    const { host, port } = new pg.Client({ connectionString: url });
    const server = createServer(near => {
      const far = connect(host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port });
      near.on('error', () => far.destroy());
      far.on('error', () => near.destroy());
      network.#sockets.add(near);
      near.pipe(far).pipe(near);
      near.on('close', () => far.destroy());
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const own = new URL(url);
    own.searchParams.set('host', '127.0.0.1');
    own.searchParams.set('port', String((server.address() as AddressInfo).port));
    const network = new Network(server, own.href);
    return network;
  }

  /** Resets all connections there are. */
  cut(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
    this.#sockets.clear();
  }

  async close(): Promise<void> {
    this.server.close();
    this.cut();
    await once(this.server, 'close');
  }
}

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

  const serverUrl = process.env.CHANCERY_TEST_POSTGRES ?? '';
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

  test('behind a network that breaks says so, keeps the process alive, and is used again when the network is', async () => {
    const network = await Network.to(database.url);
    const away = await openStore({ url: network.url, postgres: { maxConnections: 4 } });
    const broken = Promise.allSettled([
      away.commit([sleep]),
      away.commit([{ ...sleep, affects: 1, otherwise: 'x' }]),
      sql`select pg_sleep(20)`.execute(away.db),
    ]);
    await new Promise(resolve => setTimeout(resolve, 300));
    network.cut();
    for (const it of await broken) {
      expect(it).toMatchObject({ status: 'rejected', reason: { name: 'StoreError', fault: 'unavailable' } });
    }
    await away.commit([]);
    await away.ready();
    await network.close();
    await expect(away.ready()).rejects.toMatchObject({ fault: 'unavailable' });
    await expect(away.throttle.take('k', { capacity: 1, refillPerSecond: 1 }, 0)).rejects.toMatchObject({
      fault: 'unavailable',
    });
    await away.close();
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
    await onServer(serverUrl, `alter database ${name} set default_transaction_read_only = on`);
    await expect(openStore({ url: database.url })).rejects.toThrow(/only be read/);
    await onServer(serverUrl, `alter database ${name} reset default_transaction_read_only`);
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
