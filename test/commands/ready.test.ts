/** `/readyz` on a disk that is full, and then is not. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startChildServer } from '../child-server.js';
import { startTestServer } from '../server.js';
import { SignedClient } from '../signed-client.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chancery-ready-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ready = async (url: string) => (await fetch(`${url}/readyz`)).status;

/** Why no small disk can be mounted here, which takes root; undefined where it can. */
const noDisk = (() => {
  const probe = mkdtempSync(join(tmpdir(), 'chancery-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', probe], { stdio: 'pipe' });
    execFileSync('umount', [probe]);
    return undefined;
  } catch {
    console.warn('skipped: no disk can be mounted here, so none can be filled');
    return 'nothing can be mounted here';
  } finally {
    rmSync(probe, { recursive: true });
  }
})();

test.skipIf(noDisk)('a full disk is not ready, and one with room again is', { timeout: 60_000 }, async () => {
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'none', folder]);
  try {
    const data = join(folder, 'data');
    mkdirSync(data, { mode: 0o700 });
    const server = await startChildServer({ data });
    expect(await ready(server.url)).toBe(200);
    const { bavail, bsize } = statfsSync(folder);
    writeFileSync(join(folder, 'filling'), Buffer.alloc(bavail * bsize));
    // The log has a little room that it has taken before; ordinary calls use that up.
    const client = new SignedClient({ ...server, endpoint: server.url });
    const refused: string[] = [];
    for (let n = 0; refused.length === 0 && n < 500; n++) {
      const { status, body } = await client.call('2015-05-01', 'CreateUser', { UserName: `user-${n}` });
      if (status !== 200) refused.push(String(body.Code));
    }
    expect(refused).toHaveLength(1);
    expect(await ready(server.url)).toBe(503);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    rmSync(join(folder, 'filling'));
    await vi.waitFor(async () => expect(await ready(server.url)).toBe(200), { timeout: 10_000 });
    expect((await client.call('2015-05-01', 'CreateUser', { UserName: 'room-again' })).status).toBe(200);
    expect(await server.stop()).toBe(0);
  } finally {
    execFileSync('umount', [folder]);
  }
});

test.skipIf(noDisk)('a disk that can only be read ends the start with a message', async () => {
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'none', folder]);
  try {
    const data = join(folder, 'data');
    await (await startChildServer({ data })).stop();
    execFileSync('mount', ['-o', 'remount,ro', folder]);
    await expect(startChildServer({ data })).rejects.toThrow(/chancery cannot start: \S+ cannot be opened/);
  } finally {
    execFileSync('umount', [folder]);
  }
});

test('a server that has lost its writer is not ready', async () => {
  const workers: Worker[] = [];
  const note = (worker: Worker) => workers.push(worker);
  process.on('worker', note);
  const server = await startTestServer();
  process.off('worker', note);
  expect(await ready(server.url)).toBe(200);
  await workers.find(it => it.threadName === 'store-writer')?.terminate();
  expect(await ready(server.url)).toBe(503);
  await server.close();
});
