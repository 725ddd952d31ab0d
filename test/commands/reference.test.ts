import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { declarations } from '../../src/api/declarations.js';

const program = join(import.meta.dirname, '../../dist/chancery.js');
const directory = mkdtempSync(join(tmpdir(), 'chancery-reference-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const run = (...parameters: string[]) =>
  spawnSync(process.execPath, [program, 'reference', ...parameters], { encoding: 'utf8' });

test('writes a file for every page and says how many', async () => {
  const out = join(directory, 'a/b');
  const { status, stdout } = run('--out', out);
  const files = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.md'));
  expect([status, stdout]).toEqual([0, `${files.length} pages are in ${out}\n`]);
  const { operations } = await declarations();
  expect(files).toEqual(expect.arrayContaining(operations.map(one => `${one.product.code}/${one.action}.md`)));
  expect(files).toEqual(expect.arrayContaining(['README.md', 'signatures.md', 'coverage.md', 'cas/README.md']));
  expect(readFileSync(join(out, 'cas/DescribeCertificatePrivateKey.md'), 'utf8')).toContain(
    '| `EncryptedCode` | string | **Yes** |',
  );
});

test('a place that cannot be written is one sentence and status 2', () => {
  const file = join(directory, 'file');
  writeFileSync(file, '');
  const { status, stdout, stderr } = run('--out', join(file, 'below'));
  expect([status, stdout, stderr.trim().split('\n').length]).toEqual([2, '', 1]);
  expect(stderr).toContain('--out');
});

test('without --out nothing is written', () => {
  const { status, stderr } = run();
  expect(status).toBe(1);
  expect(stderr).toContain('--out');
});
