/** What README and docs link to is there, and their pictures are small enough to be loaded by anybody. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const MOST_BYTES = 150_000;

const root = join(import.meta.dirname, '..');
const documents = [
  'README.md',
  'CHANGELOG.md',
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

test('pictures are PNG and small', () => {
  const folder = join(root, 'docs/images');
  const pictures = readdirSync(folder);
  expect(pictures.length).toBeGreaterThan(0);
  expect(pictures.filter(name => !name.endsWith('.png') || statSync(join(folder, name)).size > MOST_BYTES)).toEqual([]);
});
