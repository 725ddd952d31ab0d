/** The vendor's clients for KMS instances, as their users set them up; over TLS with the CA of the server. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rotateKey } from '../api/kms-instance/rotate-key.js';
import { findOlderPython, script } from '../python/interpreter.js';
import { Scratch } from '../strangers/commands.js';
import { useTestServer } from '../use-test-server.js';
import { rootAccess } from './access.js';
import type { Call } from './certificate-line.js';
import { makeScene, type Scene } from './instance-scene.js';
import { startTlsServer, type TlsServer } from './tls-server.js';
import { findTool, goProgram, mavenProgram } from './tools.js';

const scratch = new Scratch();
const python = findOlderPython('sdk.client', 'alibabacloud_kms_kms20160120', 'alibabacloud_dkms_transfer');

describe.skipIf(!python)('Python', () => {
  const server = useTestServer({ region: 'cn-hangzhou' });
  let scene: Scene;
  beforeAll(async () => {
    const kms: Call = async (action, parameters = {}) => {
      const { status, body, text } = await server.root.call('2016-01-20', action, parameters);
      expect(status, text).toBe(200);
      return body;
    };
    scene = await makeScene(kms, keyId => rotateKey(server, keyId));
  });
  const plain = () => ({ ...scene, protocol: 'http', endpoint: new URL(server.url).host });

  test('alibabacloud-dkms-gcs calls every operation, and reads every error', async () => {
    const claims = await run('instance.py', plain());
    expect(claims).toContain('cryptography verifies every signature');
    expect(claims.at(-1)).toBe('Unauthorized is 404');
  });

  test('ciphertexts of the RPC API and of the instance are the same to the transfer clients', async () => {
    const claims = await run('transferred.py', plain(), {
      CHANCERY_TEST_ENDPOINT: rootAccess(server).endpoint,
      ALIBABA_CLOUD_ACCESS_KEY_ID: server.rootAccessKey.AccessKeyId,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: server.rootAccessKey.AccessKeySecret,
    });
    expect(claims.at(-1)).toBe('a secret is read through the instance');
  });
});

describe.skipIf(!python)('Python over TLS', () => {
  let server: TlsServer;
  beforeAll(async () => {
    server = await startTlsServer();
  });
  afterAll(() => server.close());

  test('trusts the CA that GetKmsInstance gives, and no other', async () => {
    const reached = await withoutRotation(server);
    const claims = await run('instance.py', { ...reached, ca: server.caFile });
    expect(claims.at(-1)).toBe('Unauthorized is 404');
    await expect(run('instance.py', reached)).rejects.toThrow(/CERTIFICATE_VERIFY_FAILED|SSLError/);
  });
});

const hasGo = findTool('go', ['version']);

test.skipIf(!hasGo)(
  'Go: alibabacloud-dkms-gcs-go-sdk calls every operation over TLS, and reads every error',
  async () => {
    const program = goProgram('instance', scratch);
    const server = await startTlsServer();
    try {
      const scene = await withoutRotation(server);
      const claims = await claimsOf(program, [], { ...scene, ca: server.caFile });
      expect(claims).toContain('Go verifies ECDSA');
      expect(claims.at(-1)).toBe('Unauthorized is 404');
      await expect(claimsOf(program, [], scene)).rejects.toThrow(/certificate/);
    } finally {
      await server.close();
    }
  },
);

const hasMaven = findTool('mvn', ['--version']);

test.skipIf(!hasMaven)('Java: alibabacloud-dkms-gcs-sdk calls operations over TLS, and reads every error', async () => {
  const { command, parameters, directory } = mavenProgram('instance');
  const server = await startTlsServer();
  try {
    const scene = await withoutRotation(server);
    const claims = await claimsOf(command, parameters, { ...scene, ca: server.caFile }, {}, directory);
    expect(claims).toContain('Java verifies ECDSA');
    expect(claims.at(-1)).toBe('Unauthorized is 404');
  } finally {
    await server.close();
  }
});

/** Where nothing is rotated the first version is the newest. */
async function withoutRotation(server: TlsServer): Promise<Scene> {
  const scene = await makeScene(server.kms, async () => '');
  const { KeyMetadata } = await server.kms('DescribeKey', { KeyId: scene.rotated });
  const newest = (KeyMetadata as Record<string, string>).PrimaryKeyVersion;
  return { ...scene, newest, protocol: 'https', endpoint: server.access.endpoint };
}

const run = (name: string, scene: object, environment: Readonly<Record<string, string>> = {}) =>
  claimsOf(String(python), [script(name)], scene, environment);

/** The claims that a program printed. Throws with its standard error at one that does not hold. */
async function claimsOf(
  command: string,
  parameters: readonly string[],
  scene: object,
  environment: Readonly<Record<string, string>> = {},
  directory = scratch.path('.'),
): Promise<string[]> {
  const child = spawn(command, parameters, {
    cwd: directory,
    env: { ...process.env, NO_PROXY: '127.0.0.1', ...environment },
  });
  child.stdin.end(JSON.stringify(scene));
  const [stdout, stderr, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  if (status !== 0) throw new Error(stderr.slice(-3000));
  return stdout
    .trimEnd()
    .split('\n')
    .flatMap(line => (line.includes('"') ? [JSON.parse(line.slice(line.indexOf('"'))) as string] : []));
}
