import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDurably, renameDurably, replaceDurably } from './durable-file.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chancery-files-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const path = () => join(folder, 'file');

test('of many that make a file at once one does, and no draft is left', async () => {
  const made = await Promise.all(Array.from({ length: 8 }, (_, i) => createDurably(path(), String(i), 0o600)));
  expect(made.filter(Boolean)).toHaveLength(1);
  expect(readFileSync(path(), 'utf8')).toBe(String(made.indexOf(true)));
  expect(statSync(path()).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['file']);
});

test('a file is replaced whole', async () => {
  await createDurably(path(), 'first', 0o644);
  await replaceDurably(path(), 'second', 0o600);
  expect(readFileSync(path(), 'utf8')).toBe('second');
  expect(statSync(path()).mode & 0o777).toBe(0o600);
  await renameDurably(path(), `${path()}.old`);
  expect(readdirSync(folder)).toEqual(['file.old']);
});

test('where nothing can be written nothing is left', async () => {
  await expect(createDurably(join(folder, 'nothing/file'), 'x', 0o600)).rejects.toThrow('ENOENT');
  expect(readdirSync(folder)).toEqual([]);
});
