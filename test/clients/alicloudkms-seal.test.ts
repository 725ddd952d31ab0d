/**
 * The seal "alicloudkms" of Vault and OpenBao, by the module of go-kms-wrapping that they are built with. It asks for the key once
 * (DescribeKey), has a data key encrypted and decrypted, and speaks nothing but TLS, with a server whose CA it was told to trust.
 */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Scratch } from '../strangers/commands.js';
import type { Answer } from './certificate-line.js';
import { startTlsServer, type TlsServer } from './tls-server.js';
import { findTool, goProgram } from './tools.js';

const go = findTool('go', ['version']);
const scratch = new Scratch();

describe.skipIf(!go)('the seal alicloudkms', () => {
  let server: TlsServer;
  let program: string;
  let key: string;
  beforeAll(async () => {
    program = goProgram('seal', scratch);
    server = await startTlsServer();
    const { KeyMetadata } = await server.kms('CreateKey');
    key = String((KeyMetadata as Answer).KeyId);
    await server.kms('CreateAlias', { KeyId: key, AliasName: 'alias/vault' });
  }, 300_000);
  afterAll(() => server.close());

  /** What the program writes; rejects with what it says where it fails. A process of its own each time, as after a restart. */
  function run(
    action: 'seal' | 'unseal',
    keyId: string,
    input: Buffer | string,
    trusted = server.caFile,
  ): Promise<Buffer> {
    const { endpoint, accessKeyId, accessKeySecret } = server.access;
    const env = {
      ...process.env,
      NO_PROXY: '127.0.0.1',
      SSL_CERT_FILE: trusted,
      SSL_CERT_DIR: scratch.path('.'),
      CHANCERY_TEST_ENDPOINT: endpoint,
      CHANCERY_TEST_ACCESS_KEY: accessKeyId,
      CHANCERY_TEST_SECRET_KEY: accessKeySecret,
    };
    return new Promise((resolve, reject) => {
      const child = execFile(program, [action, keyId], { env, encoding: 'buffer' }, (error, stdout, stderr) =>
        error ? reject(new Error(stderr.toString())) : resolve(stdout),
      );
      child.stdin?.end(input);
    });
  }

  test.each(['the id', 'an alias'])('opens after a restart what it sealed with a key by %s', async by => {
    const named = by === 'the id' ? key : 'alias/vault';
    const rootKey = randomBytes(32);
    const sealed = await run('seal', named, rootKey);
    expect(Buffer.from(sealed.toString(), 'base64').includes(rootKey)).toBe(false);
    expect((await run('unseal', named, sealed)).equals(rootKey)).toBe(true);
  });

  test('stays shut while the key is disabled, and opens when it is enabled again', async () => {
    const sealed = await run('seal', key, 'root key');
    await server.kms('DisableKey', { KeyId: key });
    await expect(run('unseal', key, sealed)).rejects.toThrow('Rejected.Disabled');
    await server.kms('EnableKey', { KeyId: key });
    expect((await run('unseal', key, sealed)).toString()).toBe('root key');
  });

  test('does not come up with a key that is not there', async () => {
    await expect(run('seal', 'key-none', 'x')).rejects.toThrow('Forbidden.KeyNotFound');
  });

  test('does not speak with a server whose CA it does not know', async () => {
    const nobody = scratch.write('nobody.pem', '');
    await expect(run('seal', key, 'x', nobody)).rejects.toThrow('x509: certificate signed by unknown authority');
  });
});
