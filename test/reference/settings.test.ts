/** docs/settings.md and the README say what the settings are: both are made from the declarations. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { markdownFiles } from '../../src/reference/markdown-files.js';
import { allSettings, settings } from '../../src/settings/settings.js';
import { source } from './source.js';

const root = join(import.meta.dirname, '../..');

// `npx vitest run test/reference/settings.test.ts -u` writes the page anew.
test('docs/settings.md is the page of the settings', async () => {
  const page = markdownFiles(source).find(({ name }) => name === 'settings.md');
  const text = page?.text.replace('[API reference](README.md) /\n\n', '') ?? '';
  expect(text).toContain('CHANCERY_LISTEN');
  await expect(text).toMatchFileSnapshot(join(root, 'docs/settings.md'));
});

test('no flag and no variable stands twice', () => {
  const flags = allSettings.flatMap(({ flag }) => (flag === undefined ? [] : [flag.split(' ')[0]]));
  const variables = allSettings.map(({ variable }) => variable);
  expect([new Set(flags).size, new Set(variables).size]).toEqual([flags.length, variables.length]);
  expect(allSettings.length).toBe(Object.keys(settings).length);
});

test('the README has the common settings as they are declared, and no others', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const rows = [...readme.matchAll(/^\| `(--[a-z-]+[^`]*)` +\| `(CHANCERY_\w+)` +\| (.*?) +\| (.*?) +\|$/gm)];
  const shown = rows.map(([, flag, variable, otherwise, why]) => ({ flag, variable, otherwise, why }));
  const declared = allSettings
    .filter(it => it.common)
    .map(({ flag, variable, default: otherwise, why }) => ({
      flag,
      variable,
      otherwise: typeof otherwise === 'string' ? `\`${otherwise}\`` : otherwise.words,
      why,
    }));
  expect(shown).toEqual(declared);
});

test('--help shows every flag with its default', () => {
  const help = execFileSync(process.execPath, [join(root, 'dist/chancery.js'), 'serve', '--help'], {
    encoding: 'utf8',
  });
  const words = help.replace(/\s+/g, ' ');
  for (const { flag, variable } of allSettings) {
    if (flag === undefined) continue;
    expect(words).toContain(flag.split(' ')[0]);
    expect(words).toContain(`(${variable}, default: `);
  }
});
