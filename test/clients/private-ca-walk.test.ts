/**
 * All operations of the private CA, walked by the official clients of four languages: the product's own package in Python, whose models
 * decode every answer with every warning an error, and the generic clients where there is no package.
 */
import { afterAll, beforeAll, test } from 'vitest';
import { OfficialClients } from '../../demo/official-clients.js';
import { findPython, script } from '../python/interpreter.js';
import { startTestServer, type TestServer } from '../server.js';
import { Scratch } from '../strangers/commands.js';
import { rootAccess } from './access.js';
import { walkPrivateCa } from './private-ca-walk.js';
import { findTool, goProgram, mavenProgram } from './tools.js';
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

test.skipIf(!python)('Python', () =>
  walkWith(String(python), ['-W', 'error', script('walker.py'), 'alibabacloud_cas20200630'], scratch.path('.')),
);

test.skipIf(!go)('Go', () => walkWith(goProgram('walker', scratch), [], scratch.path('.')), 300_000);

test.skipIf(!maven)(
  'Java',
  async () => {
    const { command, parameters, directory } = mavenProgram('walker');
    await walkWith(command, parameters, directory);
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
