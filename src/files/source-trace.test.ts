import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { withSources } from './source-trace.js';

const folder = mkdtempSync(join(tmpdir(), 'chancery-trace-'));
afterAll(() => rmSync(folder, { recursive: true }));

const urlOf = (name: string) => pathToFileURL(join(folder, name)).href;

test('a place with a source map is named by its source, every other stays', () => {
  // The first place of the built file is line 10 of the source (ECMA-426: column 0, source 0, line + 9, column 0).
  writeFileSync(
    join(folder, 'built.js.map'),
    JSON.stringify({ version: 3, sources: ['../src/ca/issue.ts'], names: [], mappings: 'AASA' }),
  );
  const trace = (first: string) =>
    `Error: no\n    at issue (${first})\n    at node:internal/x:1:2\n    at ${urlOf('bare.js')}:1:1`;
  expect(withSources(trace(`${urlOf('built.js')}:1:1`))).toBe(trace('src/ca/issue.ts:10:1'));
});

test('a map that cannot be read changes nothing', () => {
  writeFileSync(join(folder, 'broken.js.map'), '{');
  const trace = `Error: no\n    at ${urlOf('broken.js')}:1:1`;
  expect(withSources(trace)).toBe(trace);
});

test('the build has maps that lead to its sources', () => {
  const lines = readFileSync('dist/serve.js', 'utf8').split('\n');
  const line = lines.findIndex(it => it.includes('chancery is ready at')) + 1;
  const column = lines[line - 1]!.search(/\S/) + 1;
  const place = `${pathToFileURL('dist/serve.js').href}:${line}:${column}`;
  const source = /^at src\/commands\/serve\.ts:(\d+):\d+$/.exec(withSources(`at ${place}`))?.[1];
  expect(readFileSync('src/commands/serve.ts', 'utf8').split('\n')[Number(source) - 1]).toContain(
    'chancery is ready at',
  );
});
