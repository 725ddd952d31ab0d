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

/** The files that are loaded with one, itself included. */
function loadedWith(name: string, found = new Set<string>()): Set<string> {
  if (found.has(name)) return found;
  found.add(name);
  for (const [, file = ''] of textOf(name).matchAll(/^import\b[^;]*?"\.\/([^"]+)";$/gm)) loadedWith(file, found);
  return found;
}

test.each(['program.js', 'writer-thread.js', 'key-maker-thread.js', 'env.js', 'sign-in.js'])(
  'what %s loads is not the server',
  name => {
    expect([...loadedWith(name)].filter(it => it === 'for-server.js' || it.startsWith('operations'))).toEqual([]);
  },
);

test('the server loads no operations before they are called, and what begins to work when it is loaded is loaded by nobody', () => {
  const loaded = [...loadedWith('main.js'), ...loadedWith('gateway-thread.js')];
  expect(loaded).toContain('for-server.js');
  expect(loaded.filter(name => name.startsWith('operations'))).toEqual([]);
  const imported = files.flatMap(name => [...loadedWith(name)].filter(it => it !== name));
  expect(imported.filter(name => name.endsWith('-thread.js') || name === 'program.js')).toEqual([]);
});
