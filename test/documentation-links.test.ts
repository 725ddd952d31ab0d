/** What README and docs link to is there, and their pictures are small enough to be loaded by anybody. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const MOST_BYTES = 150_000;

const root = join(import.meta.dirname, '..');
const documents = [
  'README.md',
  'CHANGELOG.md',
  'SECURITY.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.md'))
    .map(name => join('docs', name)),
];

test.each(documents)('%s links to files that are there', document => {
  const text = readFileSync(join(root, document), 'utf8');
  const targets = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, target = '']) => target);
  const files = targets.filter(target => !/^[a-z]+:/.test(target)).map(target => join(dirname(document), target));
  expect(files.filter(file => !existsSync(join(root, file)))).toEqual([]);
});

test('the tests and figures that SECURITY.md stands on are there, and every promise names one', () => {
  const text = readFileSync(join(root, 'SECURITY.md'), 'utf8');
  const named = [...text.matchAll(/`((?:test|src|docs|torture|fuzz|bench)\/[\w./-]+)`/g)].map(([, file = '']) => file);
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter(file => !existsSync(join(root, file)))).toEqual([]);
  const promises =
    text
      .split('## What is promised')[1]
      ?.split('\n## ')[0]
      ?.match(/^\| (?!---|Promise).*$/gm) ?? [];
  expect(promises.length).toBeGreaterThan(10);
  expect(promises.filter(row => !/`(?:test|src|docs|torture)\//.test(row))).toEqual([]);
});

test('pictures are PNG and small', () => {
  const folder = join(root, 'docs/images');
  const pictures = readdirSync(folder);
  expect(pictures.length).toBeGreaterThan(0);
  expect(pictures.filter(name => !name.endsWith('.png') || statSync(join(folder, name)).size > MOST_BYTES)).toEqual([]);
});
