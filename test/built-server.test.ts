import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** What `npm run build` left (decision 8). */
const files = readdirSync('dist').filter(name => name.endsWith('.js'));
const textOf = (name: string) => readFileSync(join('dist', name), 'utf8');

test('the built server has an entry for the program and for each kind of thread', () => {
  expect(files).toEqual(expect.arrayContaining(['chancery.js', 'gateway-thread.js', 'writer-thread.js']));
});

test('it imports its own files and nothing else: no package, and nothing of node by a list of all its exports', () => {
  const imports = /^import\b[^'"\n]*["']([^"'\n]+)["'];$|\bawait import\(["']([^"'\n]+)["']\)/gm;
  const imported = files.flatMap(name => [...textOf(name).matchAll(imports)].map(([, from, later]) => from ?? later!));
  expect(imported.length).toBeGreaterThan(10);
  expect(imported.filter(it => !(it.startsWith('./') && files.includes(it.slice(2))))).toEqual([]);
});

test('it is ASCII, so that V8 keeps it as one byte a character', () => {
  expect(files.filter(name => /[^\0-\x7f]/.test(textOf(name)))).toEqual([]);
});

test('it names the packages that are inside, with their licences', () => {
  const licenses = readFileSync('dist/licenses.md', 'utf8');
  for (const name of ['ajv', 'commander', 'kysely', 'pg', 'sonic-boom']) expect(licenses).toContain(`## ${name} `);
});
