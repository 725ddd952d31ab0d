/** Of every operation the samples in Go and Java compile, whatever was entered; a few of each language are run by `run.test.ts`. */
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Operation } from '../../console/src/description/model';
import { go } from '../../console/src/samples/go';
import { java } from '../../console/src/samples/java';
import type { SampleFile, SampleLanguage } from '../../console/src/samples/sample';
import { sampleCall } from '../../console/src/samples/sample-call';
import { startTestServer, type TestServer } from '../server.js';
import { Scratch } from '../strangers/commands.js';
import { describedOperations } from './described.js';
import { filledForm, hostileForm } from './filled-forms.js';
import { runners } from './runners.js';

const scratch = new Scratch();
let server: TestServer;
let operations: readonly Operation[];

beforeAll(async () => {
  server = await startTestServer();
  operations = await describedOperations(server.url);
});
afterAll(() => server.close());

interface Program {
  /** `cas/GetClientKey/filled` */
  readonly folder: string;
  readonly files: readonly SampleFile[];
}

/** Of every operation one program with the form's examples and one with what is hard to write down. */
function programs(language: SampleLanguage): readonly Program[] {
  return operations.flatMap(operation =>
    Object.entries({ filled: filledForm(operation), hostile: hostileForm(operation) }).map(([name, drafts]) => ({
      folder: `${operation.productCode}/${operation.action.toLowerCase()}/${name}`,
      files: language.files(sampleCall(operation, drafts, 'http://127.0.0.1:8088')),
    })),
  );
}

function textOf({ files }: Program, path: string): string {
  return files.find(file => file.path === path)?.text ?? '';
}

function write(folder: string, path: string, text: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** What a command prints; a failure tells what it found. */
async function output(folder: string, command: string, ...args: string[]): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(command, args, {
      cwd: folder,
      env: { ...process.env, ...runners.java?.environment?.() },
      maxBuffer: 16_000_000,
    });
    return stdout;
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout?: string; readonly stderr?: string };
    throw new Error(`${command} ${args.join(' ')}: ${stdout}${stderr}`, { cause: error });
  }
}

test.skipIf(runners.go?.isMissing())('Go: every program is as gofmt writes it, and go vet finds nothing', async () => {
  const module = scratch.path('go');
  const all = programs(go);
  for (const program of all) {
    for (const { path, text } of program.files) {
      if (path.endsWith('.go')) write(join(module, program.folder), path, text);
    }
  }
  const requirements = new Set(all.flatMap(program => textOf(program, 'go.mod').match(/^\t.*$/gm) ?? []));
  write(module, 'go.mod', `module samples\n\ngo 1.18\n\nrequire (\n${[...requirements].join('\n')}\n)\n`);
  expect(await output(module, 'gofmt', '-d', '.')).toBe('');
  await output(module, 'go', 'mod', 'tidy');
  await output(module, 'go', 'vet', './...');
});

test.skipIf(runners.java?.isMissing())('Java: every program compiles', async () => {
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
  const manifest = textOf(all[0] as Program, 'pom.xml');
  const dependenciesOfAll = `</dependencyManagement>\n<dependencies>${[...dependencies].join('\n')}</dependencies>`;
  const withAll = manifest.replace(/<\/dependencyManagement>\s*<dependencies>.*?<\/dependencies>/s, dependenciesOfAll);
  write(project, 'pom.xml', withAll);
  await output(project, 'mvn', '-q', '-B', 'compile');
});
