/** The oldest client that is still about: signature V1, by GET or in a form, no SDK around it. It looks at `Code`, never at the status. */
import PopCore from '@alicloud/pop-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Access } from '../../demo/official-clients.js';
import { startTestServer, type TestServer } from '../server.js';
import { Scratch } from '../strangers/commands.js';
import { rootAccess, userAccess } from './access.js';
import { type Answer, algorithms, type Call, walkCertificateLine } from './certificate-line.js';
import { walkClientKeyLine } from './client-key-line.js';

let server: TestServer;
const scratch = new Scratch();

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/** pop-core wants the scheme in its endpoint, and the version by hand. */
function caller(access: Access, apiVersion: string, method: 'GET' | 'POST' = 'POST'): Call {
  const { endpoint, accessKeyId, accessKeySecret } = access;
  const client = new PopCore({ endpoint: `http://${endpoint}`, accessKeyId, accessKeySecret, apiVersion });
  return (action, parameters = {}) => client.request<Answer>(action, parameters, { method, timeout: 30_000 });
}

describe.each(['GET', 'POST'] as const)('by %s', method => {
  test.each(algorithms)('goes from a root to an opened private key: $name', algorithm =>
    walkCertificateLine(caller(rootAccess(server), '2020-06-30', method), algorithm, scratch),
  );

  test('goes from a network rule to a described client key', async () => {
    await walkClientKeyLine(caller(rootAccess(server), '2016-01-20', method), `pop-${method}`, scratch);
  });
});

test('each product has its own CreatePolicy', async () => {
  const ram = caller(rootAccess(server), '2015-05-01');
  const kms = caller(rootAccess(server), '2016-01-20');
  const document = JSON.stringify({ Version: '1', Statement: [{ Effect: 'Allow', Action: 'kms:*', Resource: '*' }] });
  expect(await ram('CreatePolicy', { PolicyName: 'same-name', PolicyDocument: document })).toMatchObject({
    Policy: { PolicyName: 'same-name', PolicyType: 'Custom' },
  });
  const policy = { Name: 'same-name', Permissions: '[]', Resources: '["key/*"]' };
  await kms('CreatePolicy', { ...policy, Permissions: '["RbacPermission/Template/CryptoServiceKeyUser"]' });
  expect(await ram('GetPolicy', { PolicyName: 'same-name', PolicyType: 'Custom' })).toMatchObject({
    DefaultPolicyVersion: { PolicyDocument: document },
  });
  expect(await kms('DescribePolicy', { Name: 'same-name' })).toMatchObject({ Resources: ['key/*'] });
});

describe('errors', () => {
  test('a denial is named after its code', async () => {
    const cas = caller(await userAccess(server, 'stranger'), '2020-06-30');
    await expect(cas('ListClientCertificate')).rejects.toMatchObject({
      name: 'Forbidden.NoPermissionError',
      data: { AccessDeniedDetail: { AuthAction: 'yundun-cert:ListClientCertificate' } },
    });
  });

  test('a thing that is not there is named after its code', async () => {
    const kms = caller(rootAccess(server), '2016-01-20');
    const cas = caller(rootAccess(server), '2020-06-30');
    await expect(kms('GetClientKey', { ClientKeyId: 'KAAP.x' })).rejects.toMatchObject({
      code: 'Forbidden.ResourceNotFound',
    });
    await expect(cas('DescribeCACertificate', { Identifier: 'x' })).rejects.toMatchObject({ code: 'NotFound' });
  });

  test('a throttled call is named after its code and tells when to come back', async () => {
    const slow = await startTestServer({ throttle: '1' });
    try {
      const cas = caller(rootAccess(slow), '2020-06-30');
      const results = await Promise.allSettled(Array.from({ length: 5 }, () => cas('DescribeCACertificateCount')));
      const refused = results.filter(({ status }) => status === 'rejected');
      expect(refused.length).toBeGreaterThan(0);
      expect(refused[0]).toMatchObject({
        reason: {
          code: 'Throttling.User',
          entry: { response: { headers: { 'x-acs-retry-after': expect.stringMatching(/^\d+$/) } } },
        },
      });
    } finally {
      await slow.close();
    }
  });
});
