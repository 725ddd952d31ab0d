/**
 * All operations of the private CA, walked by the official clients of four languages: the product's own package in Python, whose models
 * decode every answer with every warning an error, and the generic clients where there is no package.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OfficialClients } from '../../demo/official-clients.js';
import { findPython, script } from '../python/interpreter.js';
import { startTestServer, type TestServer } from '../server.js';
import { Scratch } from '../strangers/commands.js';
import { rootAccess } from './access.js';
import { walkPrivateCa } from './private-ca-walk.js';
import { startWalker } from './walker-process.js';

const scratch = new Scratch();
const python = findPython('alibabacloud_cas20200630');
const go = findTool('go', ['version']);
const maven = findTool('mvn', ['--version']);

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

test('TypeScript', async () => {
  const client = new OfficialClients(rootAccess(server));
  await walkPrivateCa((action, parameters) => client.cas(action, parameters), scratch);
});

test.skipIf(!python)('Python', () => walkWith(String(python), ['-W', 'error', script('walker.py')], scratch.path('.')));

test.skipIf(!go)(
  'Go',
  async () => {
    const program = scratch.path('walker');
    prepare('go', ['build', '-o', program, '.'], join(import.meta.dirname, '../go/walker'));
    await walkWith(program, [], scratch.path('.'));
  },
  300_000,
);

test.skipIf(!maven)(
  'Java',
  async () => {
    const project = join(import.meta.dirname, '../java/walker');
    const quietly = ['--batch-mode', '--quiet', '-Dstyle.color=never'];
    prepare('mvn', [...quietly, 'compile'], project);
    await walkWith('mvn', [...quietly, 'exec:java'], project);
  },
  300_000,
);

async function walkWith(command: string, parameters: readonly string[], directory: string): Promise<void> {
  const walker = startWalker(command, parameters, rootAccess(server), directory);
  try {
    await walkPrivateCa(walker.call, scratch);
  } finally {
    walker.stop();
  }
}

function findTool(command: string, parameters: readonly string[]): boolean {
  if (spawnSync(command, parameters).status === 0) return true;
  console.warn(`skipped: there is no ${command} here; .ci/run installs it`);
  return false;
}

/** Fetches what the program needs and compiles it. */
function prepare(command: string, parameters: readonly string[], directory: string): void {
  const { status, stdout, stderr } = spawnSync(command, parameters, { cwd: directory, encoding: 'utf8' });
  expect(status, `${command} ${parameters.join(' ')}\n${stdout}${stderr}`).toBe(0);
}
