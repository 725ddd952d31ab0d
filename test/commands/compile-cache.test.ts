import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startChildServer } from '../child-server.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chancery-cache-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const help = (cacheHome: string) =>
  execFileSync(process.execPath, ['dist/chancery.js', '--help'], {
    encoding: 'utf8',
    env: { ...process.env, XDG_CACHE_HOME: cacheHome, NODE_COMPILE_CACHE: undefined },
  });

test('compiled code is kept in a directory of the user alone', () => {
  expect(help(folder)).toContain('Usage: chancery');
  const kept = join(folder, 'chancery');
  expect(statSync(kept).mode & 0o777).toBe(0o700);
  expect(readdirSync(kept)).toHaveLength(1);
});

test('threads use it as well', { timeout: 60_000 }, async () => {
  const environment = { XDG_CACHE_HOME: folder, NODE_DEBUG_NATIVE: 'COMPILE_CACHE', CHANCERY_THREADS: '1' };
  let log = '';
  for (let start = 0; start < 2; start++) {
    const server = await startChildServer({ data: join(folder, 'data'), environment });
    await server.stop();
    log = server.log();
  }
  expect(log).toMatch(/V8 code cache for ESM \S+\/dist\/writer-thread\.js was accepted/);
});

test('a directory that others may write to is not used', () => {
  const kept = join(folder, 'chancery');
  mkdirSync(kept);
  chmodSync(kept, 0o777);
  expect(help(folder)).toContain('Usage: chancery');
  expect(readdirSync(kept)).toEqual([]);
});

test('where none can be made nothing is kept, and everything works', () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  expect(help(file)).toContain('Usage: chancery');
});
