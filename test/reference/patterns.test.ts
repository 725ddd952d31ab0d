/** Patterns of the API descriptions are for people who make a client from them: they mean the same in every regular-expression engine. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openApiDocument } from '../../src/reference/openapi.js';
import { findPython, script } from '../python/interpreter.js';
import { isMissing } from '../strangers/commands.js';
import { source } from './source.js';

const documents = Object.fromEntries(
  source.catalogue.products.map(product => [
    product.code,
    JSON.parse(JSON.stringify(openApiDocument(source, product))) as unknown,
  ]),
);
const patterns = [...new Set(patternsIn(documents))];
const samples = [
  '',
  ' ',
  'a',
  'Alice Chen',
  'a\tb',
  'a\nb',
  'a\u001bb',
  'a\u0085b',
  'a\u202eb',
  'a\u2067b',
  '\u3000',
  '\ufeff',
  'ä',
  '杭州',
  '😀',
  'CN',
  'C1',
  '12',
  '1.2.840',
  '2026-05-19 08:00:00',
  '٢٠٢٦-05-19',
  'key/*',
  'secret/db-*',
  'kst-hzz63d9c8d3dfv8cv0001',
  'a{b}|c\\d',
];

function patternsIn(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, member]) =>
    name === 'pattern' && typeof member === 'string' ? [member] : patternsIn(member),
  );
}

/** What another engine takes, given to it and answered by it as JSON. */
function takenBy(command: string, parameters: readonly string[]): unknown {
  const { stdout, stderr, status } = spawnSync(command, parameters, {
    input: JSON.stringify({ documents, patterns, samples }),
    encoding: 'utf8',
    maxBuffer: 2 ** 24,
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return JSON.parse(stdout);
}

const taken = patterns.map(pattern => samples.map(sample => new RegExp(pattern, 'u').test(sample)));

test('the samples tell patterns apart', () => {
  expect(patterns.length).toBeGreaterThan(10);
  expect(new Set(taken.map(String)).size).toBeGreaterThan(8);
});

test('patterns use nothing that one engine has and another has not', () => {
  // Left over when characters, escapes of two digits and of signs, classes, groups and counts are taken away.
  const known =
    /\\x[0-9a-f]{2}|\\[/.*|\\]|\[\^?(?:\\x[0-9a-f]{2}|\\[\]\\]|[^\]\\[])+\]|\(\?:|[)|*+?^$]|\{\d+(?:,\d*)?\}|[^\\()[\]{}.]/gu;
  expect(patterns.map(it => it.replace(known, '')).filter(Boolean)).toEqual([]);
});

describe('what JavaScript takes', () => {
  const python = findPython('openapi_spec_validator');
  test.skipIf(!python)(
    'Python takes, and its validator of API descriptions finds nothing wrong',
    { timeout: 60_000 },
    () => {
      expect(takenBy(python as string, ['-W', 'error', script('api_description.py')])).toEqual(taken);
    },
  );

  test.skipIf(isMissing('go', ['version']))('Go takes', { timeout: 60_000 }, () => {
    expect(takenBy('go', ['run', join(import.meta.dirname, '../go/patterns/main.go')])).toEqual(taken);
  });
});
