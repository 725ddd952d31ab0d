/**
 * The generic client of the current TypeScript SDKs, signature V3: the private CA, for which npm has no package, and KMS as its
 * current SDKs call it. wire/gateway.md section 12 says what clients make of an error.
 */
import { ClientError, ThrottlingError } from '@alicloud/openapi-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OfficialClients } from '../../demo/official-clients.js';
import { declarations } from '../derived/declarations.js';
import { startTestServer, type TestServer } from '../server.js';
import { Scratch } from '../strangers/commands.js';
import { rootAccess, userAccess } from './access.js';
import { algorithms, type Call, walkCertificateLine } from './certificate-line.js';
import { walkClientKeyLine } from './client-key-line.js';

let server: TestServer;
const scratch = new Scratch();

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

describe('the private CA', () => {
  // The SDKs send ClientToken of these operations in a form body, and everything else in the query: wire/cas.md section 1.
  const cas: Call = (action, { ClientToken, ...query } = {}) =>
    new OfficialClients(rootAccess(server)).generic('2020-06-30', action, {
      query,
      ...(ClientToken !== undefined && { body: { ClientToken } }),
    });

  test.each(algorithms)('goes from a root to an opened private key: $name', algorithm =>
    walkCertificateLine(cas, algorithm, scratch),
  );
});

describe('KMS', () => {
  test('goes from a network rule to a described client key', async () => {
    const client = new OfficialClients(rootAccess(server));
    const overGet = new Set(['GetClientKey', 'ListClientKeys']);
    const kms: Call = (action, query) =>
      client.generic('2016-01-20', action, { query, method: overGet.has(action) ? 'GET' : 'POST' });
    await walkClientKeyLine(kms, 'openapi-core', scratch);
  });
});

describe('errors', () => {
  test('a denial is a ClientError that tells what was denied', async () => {
    const stranger = await strangerTo('yundun-cert:CreateRootCACertificate');
    await expect(stranger.cas('ListClientCertificate')).rejects.toSatisfy(
      (error: unknown) =>
        error instanceof ClientError &&
        error.statusCode === 403 &&
        error.code === 'Forbidden.NoPermission' &&
        error.accessDeniedDetail?.AuthAction === 'yundun-cert:ListClientCertificate' &&
        error.accessDeniedDetail.NoPermissionType === 'ImplicitDeny',
    );
  });

  test('an unknown certificate is a ClientError with code, status and the RequestId', async () => {
    const client = new OfficialClients(rootAccess(server));
    const error = await client.cas('DescribeClientCertificate', { Identifier: 'unknown' }).catch((it: unknown) => it);
    expect(error).toBeInstanceOf(ClientError);
    expect(error).toMatchObject({
      code: 'NotFound',
      statusCode: 400,
      requestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
    });
  });

  test('a wrong secret is a ClientError that shows the string to sign', async () => {
    const client = new OfficialClients({ ...rootAccess(server), accessKeySecret: 'wrong' });
    const error = await client.cas('DescribeCACertificateCount').catch((it: unknown) => it);
    expect(error).toBeInstanceOf(ClientError);
    expect(error).toMatchObject({
      code: 'SignatureDoesNotMatch',
      statusCode: 400,
      message: expect.stringContaining('server string to sign is:ACS3-HMAC-SHA256'),
    });
  });

  test('an operation that is not built yet is named', async () => {
    const client = new OfficialClients(rootAccess(server));
    const STS = '2015-04-01';
    const [planned = ''] = declarations.findProduct(STS)?.planned ?? [];
    const error = await client.generic(STS, planned, {}).catch((it: unknown) => it);
    expect(error).toMatchObject({ message: expect.stringContaining(planned) });
    expect(planned).not.toBe('');
  });

  test('a throttled call is a ThrottlingError that tells when to come back, for CAS and for KMS', async () => {
    const slow = await startTestServer({ throttle: '1' });
    try {
      const client = new OfficialClients(rootAccess(slow));
      const calls = {
        'Throttling.User': () => client.cas('DescribeCACertificateCount'),
        'Rejected.Throttling': () => client.generic('2016-01-20', 'ListPolicies', {}),
      };
      for (const [code, call] of Object.entries(calls)) {
        const error = await untilRefused(call);
        expect(error).toBeInstanceOf(ThrottlingError);
        expect(error).toMatchObject({ code, statusCode: code === 'Throttling.User' ? 400 : 429 });
        const { retryAfter } = error as ThrottlingError;
        expect(retryAfter).toBeGreaterThan(0);
        expect(retryAfter).toBeLessThanOrEqual(1000);
      }
    } finally {
      await slow.close();
    }
  });
});

/** Clients of a user who may do this and nothing else. */
async function strangerTo(action: string): Promise<OfficialClients> {
  const policy = { Version: '1', Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] };
  return new OfficialClients(await userAccess(server, 'stranger', policy));
}

async function untilRefused(call: () => Promise<unknown>): Promise<unknown> {
  for (;;) {
    const [refused] = (await Promise.allSettled([call(), call(), call()])).filter(
      ({ status }) => status === 'rejected',
    );
    if (refused?.status === 'rejected') return refused.reason;
  }
}
