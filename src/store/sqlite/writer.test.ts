import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { SharedGenerations } from '../../caches/generations.js';
import type { Change } from '../../domain/change.js';
import { SqliteStore } from './sqlite-store.js';
import { WriterThread } from './start-writer.js';
import { SqliteWriter } from './writer.js';

const generations = new SharedGenerations().memory;

/** A thread that says it is ready and does `then` with the first message of a port. */
const thread = (then: string) =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`
      import { parentPort } from 'node:worker_threads';
      parentPort.on('message', ({ join }) => join.on('message', () => { ${then} }));
      parentPort.postMessage('ready');`)}`,
  );
const stopped = {
  name: 'StoreError',
  fault: 'unavailable',
  message: expect.stringMatching(/^the writer of the database has /),
};

const directories: string[] = [];
afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true });
});

/** A file with the tables, and the writer thread of it. */
async function writerOfNewFile(): Promise<{ file: string; writer: WriterThread }> {
  const directory = mkdtempSync(join(tmpdir(), 'chancery-writer-'));
  directories.push(directory);
  const file = join(directory, 'chancery.db');
  const store = new SqliteStore(file);
  await store.migrate();
  await store.close();
  return { file, writer: await WriterThread.start({ file, generations }) };
}

const insert = (name: string): Change<'taken'> => [
  { sql: 'insert into settings (name, value) values (?, ?)', parameters: [name, ''], otherwise: 'taken' },
];

async function names(file: string): Promise<string[]> {
  const store = new SqliteStore(file);
  const rows = await store.db.selectFrom('settings').select('name').orderBy('name').execute();
  await store.close();
  return rows.map(it => it.name);
}

test.each([
  ['throws', "throw new Error('gone')"],
  ['ends', 'process.exit(0)'],
])('when the thread %s, the changes that wait and all later ones are rejected at every port', async (_, then) => {
  const writerThread = await WriterThread.start({ file: 'none', generations }, thread(then));
  const writers = [new SqliteWriter(writerThread.connect()), new SqliteWriter(writerThread.connect())];
  const results = await Promise.allSettled(writers.flatMap(it => Array.from({ length: 20 }, () => it.commit([]))));
  for (const it of results) expect(it).toMatchObject({ status: 'rejected', reason: stopped });
  for (const writer of writers) {
    await expect(writer.commit([])).rejects.toMatchObject(stopped);
    await writer.close();
  }
  await writerThread.close();
});

test('a thread that cannot start is an error of the start', async () => {
  await expect(WriterThread.start({ file: '/nowhere/at/all.db', generations })).rejects.toMatchObject(stopped);
});

test('changes of several ports are written together, and each port is told what became of its own', async () => {
  const { file, writer } = await writerOfNewFile();
  const ports = [1, 2, 3].map(() => new SqliteWriter(writer.connect()));
  const commit = async (port: number, name: string) => {
    try {
      await ports[port]!.commit(insert(name));
      return 'done';
    } catch (fault) {
      return (fault as { reason?: string }).reason;
    }
  };
  // Every third name is taken by all three ports: one of them gets it.
  const outcomes = await Promise.all(
    Array.from({ length: 300 }, (_, i) => i).flatMap(i =>
      [0, 1, 2].map(async port => {
        const name = i % 3 === 0 ? `shared-${i}` : `${port}-${i}`;
        return { name, outcome: await commit(port, name) };
      }),
    ),
  );
  const done = outcomes.filter(it => it.outcome === 'done').map(it => it.name);
  const taken = outcomes.filter(it => it.outcome === 'taken').map(it => it.name);
  expect(done).toHaveLength(100 + 3 * 200);
  expect(new Set(done).size).toBe(done.length);
  expect(taken).toHaveLength(200);
  expect(taken.every(it => it.startsWith('shared-'))).toBe(true);
  await Promise.all(ports.map(it => it.close()));
  await writer.close();
  expect((await names(file)).filter(it => /^(shared|\d)-/.test(it))).toEqual(done.sort());
});

test('a port that closes while others write takes nothing of theirs with it', async () => {
  const { file, writer } = await writerOfNewFile();
  const [leaving, staying] = [new SqliteWriter(writer.connect()), new SqliteWriter(writer.connect())];
  const left = leaving.commit(insert('left'));
  await leaving.close();
  await left;
  await expect(leaving.commit(insert('late'))).rejects.toMatchObject(stopped);
  await staying.commit(insert('stayed'));
  await staying.close();
  await writer.close();
  expect(await names(file)).toEqual(expect.arrayContaining(['left', 'stayed']));
});

test('the thread ends when all that was handed over is done', async () => {
  const { file, writer } = await writerOfNewFile();
  const port = new SqliteWriter(writer.connect());
  const written = Array.from({ length: 50 }, () => randomUUID());
  const commits = written.map(name => port.commit(insert(name)));
  await Promise.all([port.close(), ...commits]);
  await writer.close();
  expect(await names(file)).toEqual(expect.arrayContaining(written));
});
