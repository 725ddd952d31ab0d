/** The official Python packages, signature V3, run by the scripts in test/python with every warning an error but those of older packages. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Access } from '../../demo/official-clients.js';
import { findOlderPython, findPython, script } from '../python/interpreter.js';
import { startTestServer, type TestServer } from '../server.js';
import { rootAccess, userAccess } from './access.js';

const python = findPython('alibabacloud_cas20200630', 'alibabacloud_kms20160120', 'cryptography');

describe.skipIf(!python)('Python', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  test.each(['RSA_2048', 'ECC_256', 'SM2_256'])('goes from a root to an opened private key: %s', async algorithm => {
    const claims = await run(rootAccess(server), 'private_ca.py', { words: [algorithm] });
    expect(claims).toContain('openssl opens the key of the client');
    expect(claims.at(-1)).toBe('the key of a CSR is not held here');
  });

  test('goes from a network rule to a described client key', async () => {
    const claims = await run(rootAccess(server), 'client_keys.py');
    expect(claims).toContain('its certificate is PublicKeyData');
    expect(claims.at(-1)).toBe('as is the rule');
  });

  test('goes from a new secret to a deleted one', async () => {
    const claims = await run(rootAccess(server), 'stored_secrets.py');
    expect(claims).toContain('nobody reads it while the key is disabled');
    expect(claims.at(-1)).toBe('deleted at once it is gone');
  });

  test('a denial is a ClientException that tells what was denied', async () => {
    const claims = await run(await userAccess(server, 'stranger'), 'refusals.py', { words: ['denied'] });
    expect(claims.at(-1)).toBe('KMS denies alike');
  });

  test('a throttled call is a ThrottlingException that tells when to come back', async () => {
    const slow = await startTestServer({ throttle: '1' });
    try {
      const claims = await run(rootAccess(slow), 'refusals.py', { words: ['throttled'] });
      expect(claims.at(-1)).toBe('Rejected.Throttling tells when to come back');
    } finally {
      await slow.close();
    }
  });
});

const older = findOlderPython('alibabacloud_kms_kms20160120');

test.skipIf(!older)('the package that wraps the one of KMS manages keys, encrypts and reads a secret', async () => {
  const server = await startTestServer();
  try {
    const claims = await run(rootAccess(server), 'wrapped_kms.py', { interpreter: String(older), options: [] });
    expect(claims.at(-1)).toBe('a secret is read');
  } finally {
    await server.close();
  }
});

/** The claims that a script printed. Throws with its standard error at one that does not hold. The server answers meanwhile. */
async function run(
  { endpoint, accessKeyId, accessKeySecret }: Access,
  name: string,
  { interpreter = String(python), options = ['-W', 'error'], words = [] }: RunOptions = {},
): Promise<string[]> {
  const { stdout } = await promisify(execFile)(interpreter, [...options, script(name), ...words], {
    env: {
      ...process.env,
      NO_PROXY: '127.0.0.1',
      CHANCERY_TEST_ENDPOINT: endpoint,
      ALIBABA_CLOUD_ACCESS_KEY_ID: accessKeyId,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: accessKeySecret,
    },
  });
  return stdout
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as string);
}

interface RunOptions {
  readonly interpreter?: string;
  /** Of the interpreter. */
  readonly options?: readonly string[];
  /** For the script. */
  readonly words?: readonly string[];
}
