/**
 * The samples in Go and Java, whose compilers take long to start: all programs of all operations together. They compile, and those
 * of a filled form send what the Explorer sends.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Operation } from '../../console/src/description/model';
import { draftsOf } from '../../console/src/form/draft';
import { go } from '../../console/src/samples/go';
import { java } from '../../console/src/samples/java';
import type { SampleFile, SampleLanguage } from '../../console/src/samples/sample';
import { sampleCall } from '../../console/src/samples/sample-call';
import { startTestServer } from '../server.js';
import { Scratch } from '../strangers/commands.js';
import { describedOperations } from './described.js';
import { expectSame, formOf, secret } from './explorer-sends.js';
import { type Recorder, startRecorder } from './recorder.js';
import { runners } from './runners.js';
import { wrongForm } from './wrong-form.js';

// Compilers on a busy machine, and what they download where they run for the first time.
vi.setConfig({ testTimeout: 300_000 });

const scratch = new Scratch();
let recorder: Recorder;
let operations: readonly Operation[];

beforeAll(async () => {
  recorder = await startRecorder();
  const server = await startTestServer();
  operations = await describedOperations(server.url);
  await server.close();
});
afterAll(() => recorder.close());

interface Program {
  /** `kms/getclientkey/filled` */
  readonly folder: string;
  readonly files: readonly SampleFile[];
}

function programs(language: SampleLanguage): readonly Program[] {
  return operations.flatMap(operation => {
    const forms = Object.entries({
      example: draftsOf(operation.request, operation.examples[0]?.request ?? {}),
      filled: formOf(operation),
      wrong: wrongForm(operation),
    });
    return forms.map(([name, drafts]) => ({
      folder: `${operation.productCode}/${operation.action.toLowerCase()}/${name}`,
      files: language.files(sampleCall(operation, drafts, recorder.origin)),
    }));
  });
}

const isRun = ({ folder }: Program) => folder.endsWith('/filled');

function textOf({ files }: Program, path: string): string {
  return files.find(file => file.path === path)?.text ?? '';
}

function write(folder: string, path: string, text: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** What a command prints; a failure tells what it found. */
async function output(cwd: string, command: string, ...args: string[]): Promise<string> {
  const credentials = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'id', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'a secret' };
  const variables = operations.flatMap(
    operation => sampleCall(operation, formOf(operation), recorder.origin).secretVariables,
  );
  const secrets = Object.fromEntries(variables.map(name => [name, secret]));
  // Java reads the environment in the encoding of the locale.
  const settings = { NO_PROXY: '127.0.0.1', LC_ALL: 'C.UTF-8', ...runners.java?.environment?.() };
  const env = { ...process.env, ...settings, ...credentials, ...secrets };
  try {
    return (await promisify(execFile)(command, args, { cwd, env, maxBuffer: 64_000_000 })).stdout;
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout?: string; readonly stderr?: string };
    throw new Error(`${command} ${args.join(' ')}: ${stdout}${stderr}`, { cause: error });
  }
}

test.skipIf(runners.go?.isMissing())(
  'Go: as gofmt writes it, go vet finds nothing, what is sent is right',
  async () => {
    const module = scratch.path('go');
    const all = programs(go);
    for (const program of all) {
      for (const { path, text } of program.files) {
        if (path.endsWith('.go')) write(module, `${program.folder}/${path}`, text);
      }
    }
    const requirements = new Set(all.flatMap(program => textOf(program, 'go.mod').match(/^\t.*$/gm) ?? []));
    write(module, 'go.mod', `module samples\n\ngo 1.19\n\nrequire (\n${[...requirements].join('\n')}\n)\n`);
    expect(await output(module, 'gofmt', '-d', '.')).toBe('');
    await output(module, 'go', 'mod', 'tidy');
    await output(module, 'go', 'vet', './...');

    // One program that calls the others as packages: linking takes longest.
    const called = all.filter(isRun);
    for (const program of called) {
      for (const { path, text } of program.files) {
        const exported = text.replace(/^package main$/m, 'package sample').replace(/^func main\(\)/m, 'func Main()');
        if (path.endsWith('.go')) write(module, `${program.folder}/${path}`, exported);
      }
    }
    const imports = called.map(({ folder }, index) => `\tsample${index} "samples/${folder}"\n`).join('');
    const calls = called.map((_, index) => `\tsample${index}.Main()\n`).join('');
    write(module, 'main.go', `package main\n\nimport (\n${imports})\n\nfunc main() {\n${calls}}\n`);
    await output(module, 'go', 'run', '.');
    expectSame(recorder.take(), operations);
  },
);

test.skipIf(runners.java?.isMissing())('Java: everything compiles, what is sent is right', async () => {
  const project = scratch.path('java');
  const all = programs(java);
  const dependencies = new Set<string>();
  for (const program of all) {
    const name = program.folder.replaceAll('/', '.');
    for (const { path, text } of program.files) {
      if (!path.endsWith('.java')) continue;
      write(project, `src/main/java/${program.folder}/${path.replace(/.*\//, '')}`, `package ${name};\n\n${text}`);
    }
    for (const [dependency] of textOf(program, 'pom.xml').matchAll(/<dependency>.*?<\/dependency>/gs)) {
      dependencies.add(dependency);
    }
  }
  const calls = all.filter(isRun).map(({ folder }) => `${folder.replaceAll('/', '.')}.Sample.main(arguments);\n`);
  const every = `public final class Every {\n  public static void main(String[] arguments) throws Exception {\n`;
  write(project, 'src/main/java/Every.java', `${every}${calls.join('')}}}\n`);
  const dependenciesOfAll = `</dependencyManagement>\n<dependencies>${[...dependencies].join('\n')}</dependencies>`;
  const manifest = textOf(all[0] as Program, 'pom.xml')
    .replace(/<\/dependencyManagement>\s*<dependencies>.*?<\/dependencies>/s, dependenciesOfAll)
    .replace('<exec.mainClass>Sample<', '<exec.mainClass>Every<');
  write(project, 'pom.xml', manifest);
  await output(project, 'mvn', '-q', '-B', 'compile', 'exec:java');
  expectSame(recorder.take(), operations);
});
