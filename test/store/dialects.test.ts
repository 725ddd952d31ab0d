import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const source = join(import.meta.dirname, '../../src');
/** Where the databases are told apart: everybody else asks the dialect for what it can do (store/dialects/statements.ts). */
const OWN = /^store\/(dialects|sqlite|postgres)\//;
const COMPARISON =
  /[!=]==? *['"](sqlite|postgres)['"]|['"](sqlite|postgres)['"] *[!=]==?|case ['"](sqlite|postgres)['"]/;

test('nobody outside the dialects asks which database it is', () => {
  const asking = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts') && !OWN.test(name))
    .filter(name => COMPARISON.test(readFileSync(join(source, name), 'utf8')));
  expect(asking).toEqual([]);
});
