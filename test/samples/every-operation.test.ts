/** Every operation that is described has a sample in every language: without a secret, and a program by its language's own reading. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Operation } from '../../console/src/description/model';
import { draftsOf } from '../../console/src/form/draft';
import { holdsSecret } from '../../console/src/form/redact';
import { projectFiles } from '../../console/src/samples/project';
import type { SampleCall, SampleLanguage } from '../../console/src/samples/sample';
import { sampleCall } from '../../console/src/samples/sample-call';
import { sampleLanguages } from '../../console/src/samples/samples';
import { findPython } from '../python/interpreter.js';
import { startTestServer } from '../server.js';
import { isMissing } from '../strangers/commands.js';
import { describedOperations } from './described.js';
import { filledForm } from './filled.js';
import { hostileTexts } from './hostile.js';

const origin = 'http://127.0.0.1:8088';
// Inside the project, where the packages of TypeScript are found.
const folder = join(import.meta.dirname, '../../build/samples');
let operations: readonly Operation[];

beforeAll(async () => {
  const server = await startTestServer();
  operations = await describedOperations(server.url);
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Secrets that no source text has by chance. */
const mark = 'Hidden-';
const secretFilling = () => {
  let number = 0;
  return { text: () => 'shown', secret: () => `${mark}${++number}` };
};

/** The calls of an operation: its examples, all fields with their own examples, all fields with hostile texts. */
function callsOf(operation: Operation): readonly SampleCall[] {
  const next = hostileTexts[Symbol.iterator]();
  const hostile = () => next.next().value ?? hostileTexts[0] ?? '';
  return [
    ...operation.examples.map(example => draftsOf(operation.request, example.request)),
    filledForm(operation.request, { text: ({ example }) => example ?? 'text', secret: () => 'secret' }),
    filledForm(operation.request, { text: hostile, secret: () => 'secret' }),
  ].map(drafts => sampleCall(operation, drafts, origin));
}

/** Writes the main file of every call of every operation; gives the paths. */
function writeMainFiles(language: SampleLanguage): readonly string[] {
  return operations.flatMap(operation =>
    callsOf(operation).map((call, index) => {
      const main = language.mainFile(call);
      const text = language.files(call).find(({ path }) => path === main)?.text;
      const name = `${operation.productCode}-${operation.action}-${index}${main.slice(main.lastIndexOf('.'))}`;
      const path = join(folder, language.id, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text ?? '');
      return path;
    }),
  );
}

describe.each(sampleLanguages.map(language => ({ title: language.title, language })))('$title', ({ language }) => {
  test('has no secret in any file of any project, whatever the parameter', () => {
    for (const operation of operations) {
      const drafts = filledForm(operation.request, secretFilling());
      const call = sampleCall(operation, drafts, origin);
      const files = projectFiles(language, call);
      const shown = files.filter(({ text }) => text.includes(mark)).map(({ path }) => path);
      expect({ action: operation.action, shown }).toEqual({ action: operation.action, shown: [] });
      const secrets = JSON.stringify(drafts).split(mark).length - 1;
      expect({ action: operation.action, variables: call.secretVariables.length }).toEqual({
        action: operation.action,
        variables: secrets,
      });
      const example = files.find(({ path }) => path === '.env.example')?.text;
      for (const variable of call.secretVariables) expect(example).toContain(`\n${variable}=''\n`);
    }
  });
});

test('there are operations with secrets among them', () => {
  const secretive = operations.filter(({ request }) => request.some(holdsSecret)).map(({ action }) => action);
  expect(secretive).toEqual(expect.arrayContaining(['CreateClientKey', 'DescribeCertificatePrivateKey']));
});

const byId = (id: string) => sampleLanguages.find(language => language.id === id) as SampleLanguage;

test('every program in TypeScript compiles', () => {
  const typescript = byId('typescript');
  const files = writeMainFiles(typescript);
  expect(files.length).toBeGreaterThan(operations.length);
  const settings = typescript.files(callsOf(operations[0] as Operation)[0] as SampleCall);
  const { compilerOptions } = JSON.parse(settings.find(({ path }) => path === 'tsconfig.json')?.text ?? '{}');
  writeFileSync(join(folder, 'typescript/package.json'), '{"type":"commonjs"}');
  const options = { ...compilerOptions, noEmit: true, noUnusedLocals: true };
  writeFileSync(join(folder, 'typescript/tsconfig.json'), JSON.stringify({ compilerOptions: options, files }));
  expect(printed('npx', ['tsc', '-p', join(folder, 'typescript')])).toBe('');
});

const python = findPython('ast');
test.skipIf(!python)('every program in Python parses', () => {
  const program = 'import ast, sys\nfor file in sys.argv[1:]: ast.parse(open(file, encoding="utf-8").read(), file)';
  expect(printed(String(python), ['-W', 'error', '-c', program, ...writeMainFiles(byId('python'))])).toBe('');
});

test.skipIf(isMissing('bash', ['--version']))('every script for bash parses', () => {
  const files = ['curl', 'command-line'].flatMap(id => writeMainFiles(byId(id)));
  expect(printed('bash', ['-c', 'for file; do bash -n "$file" || exit 1; done', 'bash', ...files])).toBe('');
});

/** What a command prints, or what it fails with. */
function printed(command: string, args: readonly string[]): string {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout?: string; readonly stderr?: string };
    return `${stdout}${stderr}` || String(error);
  }
}
