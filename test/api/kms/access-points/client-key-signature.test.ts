/** Requests that are signed with a client key (wire/gateway.md section 6.4), written from that section alone. */
import { type KeyObject, randomUUID, sign } from 'node:crypto';
import { request } from 'undici';
import { beforeAll, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { kmsOk } from '../kms-calls.js';
import { openKeyFile } from './key-file.js';

const Password = 'aap-Passw0rd';

let clock: Date | undefined;
let keyId: string;
let privateKey: KeyObject;
const server = useTestServer({ now: () => clock ?? new Date() });
beforeAll(async () => {
  await kmsOk(server.root, 'CreateApplicationAccessPoint', { Name: 'shop', Policies: '["p"]' });
  const key = await kmsOk(server.root, 'CreateClientKey', {
    AapName: 'shop',
    Password,
    NotBefore: '2023-08-31T17:14:33Z',
    NotAfter: '2043-08-31T17:14:33Z',
  });
  keyId = key.ClientKeyId as string;
  privateKey = openKeyFile(key.PrivateKeyData as string, Password)!.privateKey;
});

const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

async function call(accessKeyId = keyId, tamper = false) {
  const time = clock ?? new Date();
  const parameters: Record<string, string> = {
    Action: 'GetClientKey',
    Version: '2016-01-20',
    ClientKeyId: keyId,
    AccessKeyId: accessKeyId,
    Format: 'JSON',
    SignatureMethod: 'SHA256withRSA',
    SignatureType: 'PRIVATEKEY',
    SignatureVersion: '1.0',
    SignatureNonce: randomUUID(),
    Timestamp: `${time.toISOString().slice(0, 19)}Z`,
  };
  const pairs = Object.keys(parameters)
    .sort()
    .map(name => `${encode(name)}=${encode(parameters[name]!)}`)
    .join('&');
  const signature = sign('sha256', Buffer.from(`POST&%2F&${encode(pairs)}${tamper ? 'x' : ''}`), privateKey);
  const url = `${server.url}/?${pairs}&Signature=${encode(signature.toString('base64'))}`;
  const { statusCode, body } = await request(url, { method: 'POST' });
  const { Code } = (await body.json()) as { Code?: string };
  return { status: statusCode, Code };
}

test('a client key proves who it is, and may not call what is for administrators', async () => {
  expect(await call()).toEqual({ status: 403, Code: 'Forbidden.NoPermission' });
  const records = (await server.auditText()).split('\n').map(line => JSON.parse(line) as Record<string, unknown>);
  expect(records.filter(record => record.principalType === 'client-key')).toMatchObject([
    {
      principalId: keyId,
      principalArn: `acs:kms:cn-hangzhou:${server.accountId}:clientkey/${keyId}`,
      accessKeyId: keyId,
      outcome: 'Forbidden.NoPermission',
    },
  ]);
});

test('a wrong signature is told from a right one', async () => {
  expect(await call(keyId, true)).toEqual({ status: 400, Code: 'SignatureDoesNotMatch' });
});

test('an unknown key is unknown', async () => {
  const unknown = { status: 404, Code: 'InvalidAccessKeyId.NotFound' };
  expect(await call('KAAP.66abf237-63f6-4625-b8cf-47e1086e0000')).toEqual(unknown);
  expect(await call('KAAP.not-an-id')).toEqual(unknown);
});

test('an expired key, one that is not yet valid and a deleted one are unknown', async () => {
  const unknown = { status: 404, Code: 'InvalidAccessKeyId.NotFound' };
  try {
    for (const [time, answer] of [
      ['2043-08-31T17:14:33.900Z', { status: 403, Code: 'Forbidden.NoPermission' }],
      ['2043-08-31T17:14:34.000Z', unknown],
      ['2023-08-31T17:14:32.999Z', unknown],
    ] as const) {
      clock = new Date(time);
      expect(await call()).toEqual(answer);
    }
  } finally {
    clock = undefined;
  }
  await kmsOk(server.root, 'DeleteClientKey', { ClientKeyId: keyId });
  expect(await call()).toEqual(unknown);
});
