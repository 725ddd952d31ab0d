/** The example of the README, and the programs in docs/clients.md that are marked as run by the suite: taken out of the page, compiled if need be, and run. */
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findPython } from '../python/interpreter.js';
import { startTestServer, type TestServer } from '../server.js';
import { documentedPrograms } from './documented-programs.js';

const project = join(import.meta.dirname, '../..');
// Those about client keys are run by instance.test.ts.
const inTypeScript = documentedPrograms('ts', section => section !== 'Client keys');
const inPython = documentedPrograms('python', section => section !== 'Client keys');
const python = findPython('alibabacloud_cas20200630', 'alibabacloud_kms20160120');

// Inside the project, where the packages are found.
const folder = join(project, 'build/documentation');
let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
});
afterAll(() => server.close());

/** What a program prints, run as its reader would run it: with the environment that `chancery env` sets. */
async function run(command: string, ...args: string[]): Promise<string> {
  const { AccessKeyId, AccessKeySecret } = server.rootAccessKey;
  const { stdout } = await promisify(execFile)(command, args, {
    cwd: project,
    env: {
      ...process.env,
      NO_PROXY: '127.0.0.1',
      ALIBABA_CLOUD_ACCESS_KEY_ID: AccessKeyId,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: AccessKeySecret,
      ALIBABA_CLOUD_ENDPOINT: server.url.replace('http://', ''),
    },
  });
  return stdout;
}

test('the README opens a private key', async () => {
  const readme = readFileSync(join(project, 'README.md'), 'utf8');
  const [, script = ''] = /```sh\n(eval "\$\(.*?)```/s.exec(readme) ?? [];
  expect(script).toContain('chancery-data/first.mjs');
  // The server and its environment are the suite's; the rest is as the reader runs it.
  const asRun = script.replace(/^eval .*\n/, '').replaceAll('chancery-data/', `${folder}/`);
  expect(await run('bash', '-c', asRun)).toMatch(/^Private-Key: \(256 bit\)/);
});

describe('TypeScript', () => {
  beforeAll(async () => {
    for (const [index, text] of inTypeScript.entries()) writeFileSync(join(folder, `program${index}.ts`), text);
    const options = '--ignoreConfig --strict --skipLibCheck --module nodenext --target es2023 --types node'.split(' ');
    const files = inTypeScript.map((_, index) => join(folder, `program${index}.ts`));
    await promisify(execFile)('npx', ['tsc', ...options, ...files], { cwd: project });
  });

  test.each(
    [
      ['private CA', /^-----BEGIN CERTIFICATE-----.*-----END ENCRYPTED PRIVATE KEY-----\s*$/s],
      ['RAM and STS', /^acs:ram::\d{16}:user\/payments\n$/],
      ['KMS', /^\{"KeyId":"KAAP\..*KeyOrigin: 'KMS_PROVIDED'/s],
      ['pop-core', /TotalCount: \d+/],
    ].map(([name, output], index) => ({ name, output, index })),
  )('$name', async ({ output, index }) => {
    expect(await run(process.execPath, join(folder, `program${index}.js`))).toMatch(output as RegExp);
  });

  test('has no other programs', () => {
    expect(inTypeScript).toHaveLength(4);
  });
});

test.skipIf(!python)('Python', async () => {
  expect(inPython).toHaveLength(1);
  expect(await run(String(python), '-c', inPython.join())).toMatch(/^\d+\n\d+\nNotFound 400 [0-9A-F-]{36}\n$/);
});
