/** npm's KMS package, which signs with V1 (HMAC-SHA1, everything in the query) on the older core `rpc-client`. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OfficialClients } from '../../demo/official-clients.js';
import { startTestServer, type TestServer } from '../server.js';
import { Scratch } from '../strangers/commands.js';
import { rootAccess, userAccess } from './access.js';
import type { Call } from './certificate-line.js';
import { walkClientKeyLine } from './client-key-line.js';
import { walkSecretLine } from './secret-line.js';

let server: TestServer;
let root: OfficialClients;
const scratch = new Scratch();

beforeAll(async () => {
  server = await startTestServer();
  root = new OfficialClients(rootAccess(server));
});
afterAll(() => server.close());

const kms: Call = (action, parameters = {}) => root.kms(action, parameters);

test.each(['POST', 'GET'] as const)('goes from a network rule to a described client key by %s', async method => {
  await walkClientKeyLine((action, parameters = {}) => root.kms(action, parameters, method), `rpc-${method}`, scratch);
});

test.each(['POST', 'GET'] as const)('stores, reads, deletes and restores a secret by %s', async method => {
  await walkSecretLine((action, parameters = {}) => root.kms(action, parameters, method), `rpc-${method}-secret`);
});

test('deletes what it made, after which it is not found', async () => {
  const ClientKeyId = await walkClientKeyLine(kms, 'gone', scratch);
  await kms('DeleteClientKey', { ClientKeyId });
  await expect(kms('GetClientKey', { ClientKeyId })).rejects.toMatchObject(notFound);
  await kms('DeleteApplicationAccessPoint', { Name: 'gone-aap' });
  await kms('DeletePolicy', { Name: 'gone-policy' });
  await kms('DeleteNetworkRule', { Name: 'gone-rule' });
  await expect(kms('DescribeApplicationAccessPoint', { Name: 'gone-aap' })).rejects.toMatchObject(notFound);
  await expect(kms('DescribePolicy', { Name: 'gone-policy' })).rejects.toMatchObject(notFound);
  await expect(kms('DescribeNetworkRule', { Name: 'gone-rule' })).rejects.toMatchObject(notFound);
});

// rpc-client puts the word Error behind the code and keeps the answer in `data`.
const notFound = {
  code: 'Forbidden.ResourceNotFoundError',
  message: expect.stringMatching(/code: 404, /),
  data: { Code: 'Forbidden.ResourceNotFound', RequestId: expect.any(String) },
};

test('a denial has code and status', async () => {
  const client = new OfficialClients(await userAccess(server, 'stranger'));
  await expect(client.kms('ListPolicies')).rejects.toMatchObject({
    code: 'Forbidden.NoPermissionError',
    message: expect.stringMatching(/code: 403, /),
    data: { AccessDeniedDetail: { AuthAction: 'kms:ListPolicies', NoPermissionType: 'ImplicitDeny' } },
  });
});

test('a throttled call has the code that KMS documents', async () => {
  const slow = await startTestServer({ throttle: '1' });
  try {
    const client = new OfficialClients(rootAccess(slow));
    const calls = Array.from({ length: 5 }, () => client.kms('ListNetworkRules'));
    const refused = (await Promise.allSettled(calls)).filter(({ status }) => status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]).toMatchObject({
      reason: { code: 'Rejected.ThrottlingError', message: expect.stringMatching(/code: 429, /) },
    });
  } finally {
    await slow.close();
  }
});
