/** The vendor's Python clients that keep secrets: what they read is kept, refreshed, and replaced when the secret is rotated under them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Access } from '../../demo/official-clients.js';
import { findOlderPython, findPython, script } from '../python/interpreter.js';
import { startTestServer } from '../server.js';
import { Scratch } from '../strangers/commands.js';
import { rootAccess } from './access.js';
import type { Answer, Call } from './certificate-line.js';
import { startTlsServer } from './tls-server.js';
import { startWalker, type Walker } from './walker-process.js';

interface Reached {
  readonly access: Access;
  readonly kms: Call;
  close(): Promise<void>;
}

const scratch = new Scratch();
const python = findPython('alibabacloud_secretsmanager_client_v2');
const older = findOlderPython('alibaba_cloud_secretsmanager_client');

describe.skipIf(!python)('alibabacloud-secretsmanager-client-v2', () => {
  keepsSecrets(String(python), 'caching_client.py', async () => {
    const server = await startTestServer({ region: 'cn-hangzhou' });
    const kms: Call = async (action, parameters = {}) => {
      const { status, body, text } = await server.root.call('2016-01-20', action, parameters);
      expect(status, text).toBe(200);
      return body;
    };
    return { access: rootAccess(server), kms, close: () => server.close() };
  });
});

// It speaks TLS only, and to anybody.
describe.skipIf(!older)('aliyun-secret-manager-client', () => {
  keepsSecrets(String(older), 'older_caching_client.py', () => startTlsServer());
});

function keepsSecrets(interpreter: string, program: string, start: () => Promise<Reached>) {
  let server: Reached;
  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server.close());

  const create = (SecretName: string, SecretData: string, SecretDataType = 'text') =>
    server.kms('CreateSecret', { SecretName, VersionId: 'v1', SecretData, SecretDataType });
  const rotate = (SecretName: string, SecretData: string) =>
    server.kms('PutSecretValue', { SecretName, VersionId: 'v2', SecretData });

  async function withClient(SecretName: string, use: (client: Walker) => Promise<void>): Promise<void> {
    const client = startWalker(interpreter, [script(program), SecretName], server.access, scratch.path('.'));
    try {
      await use(client);
    } finally {
      client.stop();
    }
  }

  test('a secret is kept until it is refreshed', async () => {
    await create('kept', 'first');
    await withClient('kept', async ({ call }) => {
      expect(await call('read')).toEqual({ value: 'first', version: 'v1', type: 'text' });
      await rotate('kept', 'second');
      expect(await call('read')).toMatchObject({ value: 'first' });
      expect(await call('refresh')).toEqual({ refreshed: true });
      expect(await call('read')).toEqual({ value: 'second', version: 'v2', type: 'text' });
    });
  });

  test('a secret that says for how long it may be kept is read again by itself', async () => {
    const value = (password: string) => JSON.stringify({ password, ttl: 1000 });
    await create('lasting', value('first'));
    await withClient('lasting', async ({ call }) => {
      expect(await call('read')).toMatchObject({ value: value('first') });
      await rotate('lasting', value('second'));
      const version = async (): Promise<unknown> => ((await call('read')) as Answer).version;
      await expect.poll(version, { timeout: 60_000 }).toBe('v2');
    });
  });

  // get_binary_value of both packages fails on any value: it hands the library below it octets of another type than that takes.
  test('octets come in Base64', async () => {
    const octets = Buffer.from([0, 255, 10, 128, 37]).toString('base64');
    await create('octets', octets, 'binary');
    await withClient('octets', async ({ call }) => {
      expect(await call('read')).toEqual({ value: octets, version: 'v1', type: 'binary' });
    });
  });
}
