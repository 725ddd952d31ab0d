import { expect, test } from 'vitest';
import { SqliteWriter } from './writer.js';

/** A thread that says it is ready and does `then` with the first message. */
const thread = (then: string) =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`
      import { parentPort } from 'node:worker_threads';
      parentPort.on('message', () => { ${then} });
      parentPort.postMessage('ready');`)}`,
  );
const stopped = {
  name: 'StoreError',
  fault: 'unavailable',
  message: expect.stringMatching(/^the writer of the database has /),
};

test.each([
  ['throws', "throw new Error('gone')"],
  ['ends', 'process.exit(0)'],
])('when the thread %s, the changes that wait and all later ones are rejected', async (_, then) => {
  const writer = await SqliteWriter.start({ file: 'none' }, thread(then));
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => writer.commit([])));
  for (const it of results) expect(it).toMatchObject({ status: 'rejected', reason: stopped });
  await expect(writer.commit([])).rejects.toMatchObject(stopped);
  await writer.close();
});

test('a thread that cannot start is an error of the start', async () => {
  await expect(SqliteWriter.start({ file: '/nowhere/at/all.db' })).rejects.toMatchObject(stopped);
});
