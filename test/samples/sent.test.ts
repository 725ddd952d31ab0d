/** For every operation, what the samples send is what the Explorer itself sends: all fields filled, some of them in a nasty way. */
import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, test } from 'vitest';
import type { Operation } from '../../console/src/description/model';
import { sampleCall } from '../../console/src/samples/sample-call';
import { sampleLanguages } from '../../console/src/samples/samples';
import { findPython } from '../python/interpreter.js';
import { startTestServer } from '../server.js';
import { isMissing } from '../strangers/commands.js';
import { describedOperations } from './described.js';
import { expectSame, formOf, secret } from './explorer-sends.js';
import { type Recorder, startRecorder } from './recorder.js';

const folder = join(import.meta.dirname, '../../build/samples-sent');
let recorder: Recorder;
let operations: readonly Operation[];

beforeAll(async () => {
  recorder = await startRecorder();
  const server = await startTestServer();
  operations = await describedOperations(server.url);
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});
afterAll(() => recorder.close());

/** Runs what the shell command says on the main files of all operations, in one folder, and gives what was sent by action. */
async function sentBy(
  languageId: string,
  command: (files: readonly string[], cwd: string) => readonly [string, ...string[]],
) {
  const language = sampleLanguages.find(({ id }) => id === languageId);
  if (!language) throw new Error(`${languageId} is not offered`);
  const cwd = join(folder, languageId);
  const variables = new Set<string>();
  const files = operations.map(operation => {
    const call = sampleCall(operation, formOf(operation), recorder.origin);
    for (const variable of call.secretVariables) variables.add(variable);
    const main = language.mainFile(call);
    for (const { path, text } of language.files(call)) {
      const target = join(cwd, path === main ? `${operation.productCode}_${operation.action}_${path}` : path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text);
    }
    return `${operation.productCode}_${operation.action}_${main}`;
  });
  const [program, ...args] = command(files, cwd);
  const credentials = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'id', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'a secret' };
  const secrets = Object.fromEntries([...variables].map(name => [name, secret]));
  const env = { ...process.env, NO_PROXY: '127.0.0.1', ...credentials, ...secrets };
  await promisify(execFile)(program, args, { cwd, env, maxBuffer: 16_000_000 });
  return recorder.take();
}

test('in TypeScript', async () => {
  const sent = await sentBy('typescript', (files, cwd) => {
    writeFileSync(join(cwd, 'tsconfig.all.json'), JSON.stringify({ extends: './tsconfig.json', files }));
    const programs = files.map(file => `./${file.replace(/ts$/, 'js')}`);
    const run =
      'npx tsc -p tsconfig.all.json && node -e "for (const file of process.argv.slice(1)) require(file)" "$@"';
    return ['sh', '-c', run, 'sh', ...programs];
  });
  expectSame(sent, operations);
});

const python = findPython('alibabacloud_cas20200630', 'alibabacloud_kms20160120');
test.skipIf(!python)('in Python', async () => {
  const program = 'import runpy, sys\nsys.path.insert(0, ".")\nfor file in sys.argv[1:]: runpy.run_path(file)';
  expectSame(await sentBy('python', files => [String(python), '-c', program, ...files]), operations);
});

test.skipIf(isMissing('curl', ['--version']))(
  'in bash with curl',
  async () => {
    expectSame(
      await sentBy('curl', files => ['sh', '-c', 'for file; do bash "$file" || exit 1; done', 'sh', ...files]),
      operations,
    );
    // A shell and a curl for each operation.
  },
  180_000,
);
