import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { copyFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Worker } from 'node:worker_threads';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Refusal } from '../../src/domain/change.js';
import { openStore, type StoreOptions } from '../../src/store/open-store.js';
import { Readiness, trialChange } from '../../src/store/readiness.js';
import { openForReading, openForWriting } from '../../src/store/sqlite/connection.js';
import { GroupCommit } from '../../src/store/sqlite/group-commit.js';
import type { ReceivedStep } from '../../src/store/sqlite/messages.js';
import { lockServer, serverLockName } from '../../src/store/sqlite/server-lock.js';
import { insertStep } from '../../src/store/step.js';
import type { Store } from '../../src/store/store.js';
import { StoreError } from '../../src/store/store-error.js';
import { scratchFolder } from './each-store.js';

let folder: string;
let file: string;
const stores: Store[] = [];

beforeEach(async () => {
  folder = await scratchFolder();
  file = join(folder, 'chancery.db');
});
afterEach(async () => {
  await Promise.all(stores.splice(0).map(it => it.close()));
  await rm(folder, { recursive: true });
});

async function open(options: StoreOptions['sqlite'] = {}): Promise<Store> {
  const store = await openStore({ sqliteFile: file, sqlite: options });
  stores.push(store);
  await store.migrate();
  return store;
}

const add = (store: Store, name: string, value = 'v') =>
  store.commit([insertStep(store, 'settings', { name, value }, 'exists')]);
const count = async (store: Store) =>
  Number(
    (
      await store.db
        .selectFrom('settings')
        .select(it => it.fn.countAll().as('n'))
        .executeTakeFirst()
    )?.n,
  );

describe('a connection', () => {
  test('flushes each commit to the disk, on a new file and on one that was there', () => {
    for (const _ of ['new', 'there', 'there']) {
      const connection = openForWriting(file);
      expect(connection.pragma('synchronous')).toBe(2);
      expect(connection.pragma('journal_mode')).toBe('wal');
      expect(connection.pragma('foreign_keys')).toBe(1);
      expect(connection.pragma('busy_timeout')).toBe(5000);
      expect(connection.pragma('temp_store')).toBe(2);
      const reading = openForReading(file);
      expect(reading.pragma('synchronous')).toBe(2);
      expect(() => reading.exec('create table t (a)')).toThrow(/readonly/);
      reading.close();
      connection.close();
    }
  });

  test('makes its files readable by their owner only', async () => {
    const store = await open();
    await add(store, 'a');
    for (const name of ['', '-wal', '-shm']) expect((await stat(`${file}${name}`)).mode & 0o777).toBe(0o600);
  });

  test('says which file cannot be opened', async () => {
    await writeFile(file, randomBytes(8192));
    await expect(openStore({ sqliteFile: file })).rejects.toThrow(new RegExp(`^${file} cannot be opened: `));
    await expect(openStore({ sqliteFile: join(folder, 'nowhere', 'a.db') })).rejects.toBeInstanceOf(StoreError);
  });
});

describe('a full disk', () => {
  test('fails the changes that do not fit, loses nothing of the others, and goes on', async () => {
    const store = await open({ maxPages: 300 });
    const kept: string[] = [];
    const failed: unknown[] = [];
    await Promise.all(
      Array.from({ length: 300 }, (_, n) =>
        add(store, `name-${n}`, randomBytes(2000).toString('hex')).then(
          () => kept.push(`name-${n}`),
          error => failed.push(error),
        ),
      ),
    );
    expect(kept.length).toBeGreaterThan(50);
    expect(failed.length).toBeGreaterThan(50);
    for (const error of failed) expect(error).toMatchObject({ name: 'StoreError', fault: 'full' });

    // What needs no more room works all the same, and the next change after a failed one; but nobody should send more.
    await expect(store.ready()).rejects.toMatchObject({ fault: 'full' });
    await expect(
      store.commit([insertStep(store, 'settings', { name: kept[0]!, value: '' }, 'exists')]),
    ).rejects.toEqual(new Refusal<string>('exists'));
    await store.close();
    stores.splice(0);

    const roomy = await open();
    await roomy.ready();
    const { rows } = await sql<{ name: string }>`select name from settings`.execute(roomy.db);
    expect(new Set(rows.map(it => it.name))).toEqual(new Set(kept));
    expect(await sql`pragma integrity_check`.execute(roomy.db)).toMatchObject({ rows: [{ integrity_check: 'ok' }] });
    await add(roomy, 'room again');
  });
});

describe('being ready', () => {
  test('is writing to the disk, and leaves nothing behind', async () => {
    const store = await open();
    const before = await stat(`${file}-wal`);
    await store.ready();
    expect((await stat(`${file}-wal`)).size).toBeGreaterThan(before.size);
    expect(await count(store)).toBe(0);
  });

  test('ends with the writer', async () => {
    let writer: Worker | undefined;
    const note = (worker: Worker) => {
      writer = worker;
    };
    process.once('worker', note);
    const store = await open();
    await store.ready();
    await writer?.terminate();
    await expect(store.ready()).rejects.toMatchObject({ fault: 'unavailable' });
  });

  test('ends where the database can only be read', async () => {
    await (await open()).close();
    stores.splice(0);
    const connection = openForWriting(file);
    connection.exec('pragma query_only = 1');
    const writer = new GroupCommit(connection);
    const reader = await openStore({ sqliteFile: file });
    const trial = trialChange(reader, 64).map(it => ({ ...it, affects: null }));
    expect(writer.apply([trial as ReceivedStep[]])).toMatchObject([{ kind: 'unavailable' }]);
    await reader.close();
    connection.close();
  });

  test('is tried once for all who ask at once, and again after a change that failed', async () => {
    let trials = 0;
    const readiness = new Readiness(async () => {
      trials++;
      await nextTurn();
      if (trials === 2) throw new StoreError('full', 'no room');
    });
    await Promise.all(Array.from({ length: 100 }, () => readiness.ask()));
    await readiness.ask();
    expect(trials).toBe(1);
    readiness.heed(new Refusal<string>('exists'));
    await readiness.ask();
    expect(trials).toBe(1);
    readiness.heed(new StoreError('full', 'no room'));
    await expect(readiness.ask()).rejects.toThrow('no room');
    await readiness.ask();
    expect(trials).toBe(3);
  });
});

describe('after a store is closed', () => {
  test('its file alone is everything, also while another process has it open', async () => {
    const store = await open();
    const other = openForReading(file);
    for (let n = 0; n < 20; n++) await add(store, `name-${n}`);
    other.prepare('select count(*) from settings').all();
    await store.close();
    stores.splice(0);
    await copyFile(file, join(folder, 'copy.db'));
    other.close();
    const copy = openForReading(join(folder, 'copy.db'));
    expect(copy.prepare('select count(*) as n from settings').all()).toEqual([{ n: 20 }]);
    copy.close();
  });
});

describe('another program that opens the file and closes it again', () => {
  test('leaves the log to the store that is writing', async () => {
    const store = await open();
    await add(store, 'before');
    const program = `
      const { DatabaseSync } = require('node:sqlite');
      const database = new DatabaseSync(process.argv[1]);
      database.prepare('select count(*) from settings').all();
      database.close();`;
    await promisify(execFile)(process.execPath, ['-e', program, file]);
    await add(store, 'after');
    // As a kill would leave it: the files as they are now.
    await copyFile(file, join(folder, 'copy.db'));
    await copyFile(`${file}-wal`, join(folder, 'copy.db-wal'));
    const copy = openForWriting(join(folder, 'copy.db'));
    expect(copy.prepare('select name from settings order by name').all()).toEqual([
      { name: 'after' },
      { name: 'before' },
    ]);
    copy.close();
  });
});

describe('the lock of a server', () => {
  test('is held by one, and free again when that one gives it back or is killed', async () => {
    const lock = lockServer(folder);
    expect(() => lockServer(folder)).toThrow(/another server is running on .*--store postgres/);
    lock.release();
    lockServer(folder).release();
    const program = `
      const { DatabaseSync } = require('node:sqlite');
      const database = new DatabaseSync(process.argv[1]);
      database.exec('begin exclusive');
      console.log('held');
      setInterval(() => {}, 1000);`;
    const holder = spawn(process.execPath, ['-e', program, join(folder, serverLockName)]);
    await once(holder.stdout, 'data');
    expect(() => lockServer(folder)).toThrow('another server is running');
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    lockServer(folder).release();
  });
});

describe('the writer thread', () => {
  test('that cannot start is told to the caller that commits', async () => {
    const store = await openStore({ sqliteFile: file });
    await rm(folder, { recursive: true });
    await expect(store.commit([])).rejects.toMatchObject({ name: 'StoreError', fault: 'unavailable' });
    await expect(store.ready()).rejects.toBeInstanceOf(StoreError);
    await store.close();
    folder = await scratchFolder();
  });

  test('finishes what it has before the store closes', async () => {
    const store = await openStore({ sqliteFile: file });
    await store.migrate();
    const all = Promise.all(Array.from({ length: 200 }, (_, n) => add(store, `name-${n}`)));
    await store.close();
    await all;
    expect(await count(await open())).toBe(200);
  });

  test('rejects what comes after the store was closed', async () => {
    const store = await openStore({ sqliteFile: file });
    await store.migrate();
    await store.close();
    await expect(add(store, 'late')).rejects.toMatchObject({ fault: 'unavailable' });
    await expect(store.ready()).rejects.toMatchObject({ fault: 'unavailable' });
  });

  test('waits for another process that is writing', async () => {
    const store = await open();
    const other = openForWriting(file);
    other.exec("begin immediate; insert into settings values ('other', '')");
    const waiting = add(store, 'mine');
    await new Promise(resolve => setTimeout(resolve, 200));
    other.exec('commit');
    other.close();
    await waiting;
    expect(await count(store)).toBe(2);
  });
});
