import { connect } from 'node:net';
import { request as send } from 'undici';
import { describe, expect, test, vi } from 'vitest';
import { declarations } from '../derived/declarations.js';
import { startTestServer } from '../server.js';
import { SignedClient } from '../signed-client.js';
import { useTestServer } from '../use-test-server.js';

const STS = '2015-04-01';
const RAM = '2015-05-01';
const KMS = '2016-01-20';

/** The version and name of an operation that is known and not built yet. */
const [planned = [RAM, 'none is left']] = declarations.products.flatMap(product =>
  product.planned.map(action => [product.version, action] as const),
);

const server = useTestServer();

const whoAmI = (options = {}) => server.root.call(STS, 'GetCallerIdentity', {}, options);

describe('a signed request is answered', () => {
  const ways = (['v1', 'v3', 'v3-sm3'] as const).flatMap(signature =>
    (['GET', 'POST'] as const).flatMap(method =>
      (method === 'GET'
        ? (['query'] as const)
        : (['query', 'form', ...(signature === 'v1' ? [] : (['json'] as const))] as const)
      ).map(place => ({ signature, method, place })),
    ),
  );
  test.each(ways)('by $signature with $method in the $place', async way => {
    const name = `by-${way.signature}-${way.method}-${way.place}`.toLowerCase();
    const comments = "a+b=c&d 中 *~!'()";
    const { status, body } = await server.root.call(RAM, 'CreateUser', { UserName: name, Comments: comments }, way);
    expect([status, body.Code]).toEqual([200, undefined]);
    expect(body.User).toMatchObject({ UserName: name, Comments: comments });
  });

  test('with a RequestId in body and header, as JSON that nobody keeps', async () => {
    const { headers, body } = await whoAmI();
    expect(body.RequestId).toMatch(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
    expect(headers['x-acs-request-id']).toBe(body.RequestId);
    expect(headers['content-type']).toBe('application/json;charset=utf-8');
    expect(headers['cache-control']).toBe('no-store');
  });

  test('in XML where a V1 request asks for it, success and error', async () => {
    const good = await whoAmI({ signature: 'v1', format: 'XML' });
    expect(good.headers['content-type']).toBe('text/xml;charset=utf-8');
    expect(good.text).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?><OperationResponse>.*<Arn>acs:ram::\d{16}:root<\/Arn>.*<\/OperationResponse>$/,
    );
    const bad = await server.root.call(RAM, 'GetUser', { UserName: 'nobody' }, { signature: 'v1', format: 'XML' });
    expect(bad.status).toBe(404);
    expect(bad.text).toMatch(/<Error><RequestId>.*<Code>EntityNotExist.User<\/Code>/);
    const ofKms = await server.root.call(
      KMS,
      'GetClientKey',
      { ClientKeyId: 'KAAP.x' },
      { signature: 'v1', format: 'xml' },
    );
    expect(ofKms.text).toMatch(/<KMS>.*<HttpStatus>404<\/HttpStatus>.*<\/KMS>$/);
  });
});

describe('an error has the form that every client reads', () => {
  test('with its members in order and nothing else', async () => {
    const { status, body } = await server.root.call(RAM, 'GetUser', { UserName: 'nobody' });
    expect(status).toBe(404);
    expect(body).toEqual({
      RequestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
      HostId: server.url.replace('http://', ''),
      Code: 'EntityNotExist.User',
      Message: 'The user does not exist.',
      Recommend: `${server.url}/reference/errors?code=EntityNotExist.User&product=ram`,
    });
    expect(Object.keys(body)).toEqual(['RequestId', 'HostId', 'Code', 'Message', 'Recommend']);
  });

  test('KMS repeats the status in the body', async () => {
    const { status, body } = await server.root.call(KMS, 'GetClientKey', {});
    expect([status, body.HttpStatus, body.Code]).toEqual([400, 400, 'MissingParameter']);
  });

  test('the page behind Recommend explains the code', async () => {
    const { body } = await server.root.call(RAM, 'GetUser', { UserName: 'nobody' });
    const page = await (await fetch(String(body.Recommend))).text();
    const row = page.split('<tr').find(text => text.includes('href="/reference/ram/GetUser"')) ?? '';
    const cells = [...row.matchAll(/<td.*?>(.*?)<\/td>/g)].map(([, cell = '']) => cell.replace(/<[^>]*>/g, ''));
    expect(cells.slice(0, 4)).toEqual(['ram GetUser', '404', 'EntityNotExist.User', 'The user does not exist.']);
  });
});

describe('a request that is not ours to answer is refused by name', () => {
  const client = (settings: object) =>
    new SignedClient({
      endpoint: server.url,
      accessKeyId: server.rootAccessKey.AccessKeyId,
      accessKeySecret: server.rootAccessKey.AccessKeySecret,
      ...settings,
    });

  const unsigned = async (version: string, Action: string) => {
    const answer = await fetch(server.url, { method: 'POST', body: new URLSearchParams({ Version: version, Action }) });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };

  test.each([
    ['an unknown version', () => server.root.call('2014-05-26', 'DescribeRegions'), 400, 'InvalidVersion'],
    ['an unknown action', () => server.root.call(RAM, 'CreateUsers'), 404, 'InvalidAction.NotFound'],
    ["another product's action", () => server.root.call(RAM, 'GetClientKey'), 404, 'InvalidAction.NotFound'],
    ['an action that is not built yet', () => server.root.call(...planned), 400, 'UnsupportedOperation'],
    ['one that its clients do not sign', () => unsigned(...planned), 400, 'UnsupportedOperation'],
    [
      'a time stamp of 16 minutes ago',
      () => whoAmI({ date: new Date(Date.now() - 16 * 60_000) }),
      400,
      'InvalidTimeStamp.Expired',
    ],
    [
      'a time stamp of in 16 minutes',
      () => whoAmI({ date: new Date(Date.now() + 16 * 60_000) }),
      400,
      'InvalidTimeStamp.Expired',
    ],
    [
      'an unknown key',
      () => client({ accessKeyId: 'LTAI000000000000' }).call(RAM, 'ListUsers'),
      404,
      'InvalidAccessKeyId.NotFound',
    ],
    [
      'a temporary key without token',
      () => client({ accessKeyId: 'STS.0000' }).call(RAM, 'ListUsers'),
      400,
      'MissingSecurityToken',
    ],
    [
      'a token with a lasting key',
      () => client({ securityToken: 'token' }).call(RAM, 'ListUsers'),
      400,
      'InvalidSecurityToken.MismatchWithAccessKey',
    ],
    ['a wrong secret', () => client({ accessKeySecret: 'x' }).call(RAM, 'ListUsers'), 400, 'SignatureDoesNotMatch'],
  ])('%s', async (_name, call, status, code) => {
    const reply = await call();
    expect([reply.status, reply.body.Code]).toEqual([status, code]);
  });

  test('a wrong secret is told the string to sign, in the words that clients look for', async () => {
    const { body } = await client({ accessKeySecret: 'x' }).call(RAM, 'ListUsers', {}, { signature: 'v1' });
    expect(body.Message).toMatch(
      /^Specified signature is not matched with our calculation\. server string to sign is:POST&%2F&AccessKeyId%3D/,
    );
  });

  test('unsigned requests, other methods and other paths get JSON too', async () => {
    const cases: [string, 'GET' | 'PUT' | 'DELETE', number, string][] = [
      ['/', 'GET', 400, 'MissingAccessKeyId'],
      ['/', 'PUT', 400, 'UnsupportedHTTPMethod'],
      ['/nothing', 'GET', 404, 'InvalidAction.NotFound'],
      ['/healthz', 'DELETE', 400, 'UnsupportedHTTPMethod'],
      ['/%zz', 'GET', 400, 'InvalidParameter.Format'],
    ];
    for (const [path, method, status, code] of cases) {
      const reply = await send(`${server.url}${path}`, { method });
      const body = (await reply.body.json()) as Record<string, unknown>;
      expect([path, method, reply.statusCode, body.Code]).toEqual([path, method, status, code]);
      expect(body.RequestId).toMatch(/^[0-9A-F-]{36}$/);
    }
  });

  test('a browser that opens the address is led to the reference, and nobody else is', async () => {
    const browser = await send(server.url, { headers: { accept: 'text/html,application/xhtml+xml' } });
    expect([browser.statusCode, browser.headers.location]).toEqual([302, '/reference/']);
    const client = await send(server.url, { headers: { accept: 'application/json' } });
    expect(client.statusCode).toBe(400);
  });

  test('a query beyond 96 KB and headers beyond 128 KB get JSON too', async () => {
    const query = await send(`${server.url}/?A=${'x'.repeat(97 * 1024)}`, { method: 'POST' });
    expect(query.statusCode).toBe(400);
    expect(await query.body.json()).toHaveProperty('Code');
    expect(await rawReply(`GET / HTTP/1.1\r\nHost: x\r\nA: ${'x'.repeat(140 * 1024)}\r\n\r\n`)).toMatch(
      /^HTTP\/1.1 431 .*"Code":/s,
    );
    expect(await rawReply('BROKEN\r\n\r\n')).toMatch(/^HTTP\/1.1 400 .*"Code":"InvalidParameter.Format"/s);
  });

  function rawReply(text: string): Promise<string> {
    const { hostname, port } = new URL(server.url);
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => socket.write(text));
      let reply = '';
      socket.on('data', data => {
        reply += data.toString();
      });
      socket.on('close', () => resolve(reply));
      socket.on('error', reject);
    });
  }
});

describe('a request counts once', () => {
  test('sent again it is refused, and again after a restart', async () => {
    const first = await startTestServer();
    const prepared = first.root.prepare(RAM, 'CreateUser', { UserName: 'once' });
    expect((await first.root.send(prepared)).status).toBe(200);
    expect((await first.root.send(prepared)).body.Code).toBe('SignatureNonceUsed');
    const read = first.root.prepare(RAM, 'ListUsers', {});
    expect((await first.root.send(read)).status).toBe(200);
    await first.close({ keepData: true });

    const second = await startTestServer({ data: first.data });
    const moved = { ...read, headers: { ...read.headers, host: first.url.replace('http://', '') } };
    expect((await second.root.send(moved)).body.Code).toBe('SignatureNonceUsed');
    await second.close();
  });

  test('sent twenty times at once it has its effect once', async () => {
    const prepared = server.root.prepare(RAM, 'CreateUser', { UserName: 'twenty-times' });
    const replies = await Promise.all(Array.from({ length: 20 }, () => server.root.send(prepared)));
    expect(replies.filter(reply => reply.status === 200)).toHaveLength(1);
    expect(new Set(replies.filter(reply => reply.status !== 200).map(reply => reply.body.Code))).toEqual(
      new Set(['SignatureNonceUsed']),
    );
  });

  test('sent again it is on record, and has got no further than its nonce', async () => {
    // Of a principal of its own: refused calls in a row share a record.
    const caller = await server.stranger();
    const prepared = caller.prepare(RAM, 'CreateUser', { UserName: 'run-once' });
    expect((await caller.send(prepared)).status).toBe(200);
    const { body } = await caller.send(prepared);
    expect(body.Code).toBe('SignatureNonceUsed');
    expect(await server.running.store.audit.find(String(body.RequestId))).toMatchObject({
      operation: 'CreateUser',
      outcome: 'SignatureNonceUsed',
      status: 400,
      parameters: '{}',
    });
  });

  test('in the old signature to KMS, without a nonce, it counts once by its signature', async () => {
    for (const place of ['query', 'form'] as const) {
      const page = { PageSize: place === 'query' ? 1 : 2 };
      const prepared = server.root.prepare(KMS, 'ListPolicies', page, { signature: 'v1', place, nonce: '' });
      expect((await server.root.send(prepared)).status).toBe(200);
      expect((await server.root.send(prepared)).body.Code).toBe('SignatureNonceUsed');
      const date = new Date(Date.now() - 2000);
      const later = server.root.prepare(KMS, 'ListPolicies', page, { signature: 'v1', place, nonce: '', date });
      expect((await server.root.send(later)).status).toBe(200);
    }
    const twenty = server.root.prepare(KMS, 'ListPolicies', { PageSize: 3 }, { signature: 'v1', nonce: '' });
    const replies = await Promise.all(Array.from({ length: 20 }, () => server.root.send(twenty)));
    expect(replies.filter(reply => reply.status === 200)).toHaveLength(1);
  });

  test.each([
    [RAM, 'ListUsers'],
    [STS, 'GetCallerIdentity'],
    ['2020-06-30', 'ListCert'],
  ])('in the old signature to %s, without a nonce, it is refused', async (version, action) => {
    const { body } = await server.root.call(version, action, {}, { signature: 'v1', nonce: '' });
    expect(body.Code).toBe('MissingSignatureNonce');
  });

  test('a nonce of one key is free for another, and a wrong signature does not spend it', async () => {
    const nonce = 'the-same-nonce';
    const stranger = new SignedClient({
      endpoint: server.url,
      accessKeyId: server.rootAccessKey.AccessKeyId,
      accessKeySecret: 'x',
    });
    expect((await stranger.call(STS, 'GetCallerIdentity', {}, { nonce })).body.Code).toBe('SignatureDoesNotMatch');
    expect((await whoAmI({ nonce })).status).toBe(200);
    expect((await server.otherAccount.call(STS, 'GetCallerIdentity', {}, { nonce })).status).toBe(200);
    expect((await whoAmI({ nonce })).body.Code).toBe('SignatureNonceUsed');
  });
});

describe('a call is on record before it is answered', () => {
  const recordOf = async (requestId: unknown) =>
    (await server.running.store.audit.list({ limit: 10_000 })).filter(it => it.requestId === requestId);

  test('what succeeds, what is refused and what is denied', async () => {
    const good = await server.root.call(RAM, 'CreateUser', { UserName: 'recorded' });
    const bad = await server.root.call(RAM, 'CreateUser', { UserName: 'recorded' });
    const nobody = await server.user('without-policy');
    const denied = await nobody.call(RAM, 'ListUsers');
    const expected = { accountId: server.accountId, product: 'ram', sourceAddress: '127.0.0.1' };
    expect(await recordOf(good.body.RequestId)).toMatchObject([
      {
        ...expected,
        operation: 'CreateUser',
        outcome: 'OK',
        status: 200,
        principalType: 'account',
        parameters: '{"UserName":"recorded"}',
      },
    ]);
    expect(await recordOf(bad.body.RequestId)).toMatchObject([
      { ...expected, outcome: 'EntityAlreadyExists.User', status: 409 },
    ]);
    const [denial] = await recordOf(denied.body.RequestId);
    expect(denial).toMatchObject({ ...expected, principalType: 'user', outcome: 'NoPermission', status: 403 });
    expect(denial?.detail).toMatch(/ram:ListUsers/);
  });

  test('what cannot be recorded is refused and has no effect', async () => {
    const commit = vi.spyOn(server.running.store, 'commit').mockRejectedValue(new Error('no room'));
    const read = await whoAmI();
    const write = await server.root.call(RAM, 'CreateUser', { UserName: 'unrecorded' });
    commit.mockRestore();
    expect([read.status, read.body.Code]).toEqual([503, 'ServiceUnavailable']);
    expect([write.status, write.body.Code]).toEqual([503, 'ServiceUnavailable']);
    expect((await server.root.call(RAM, 'GetUser', { UserName: 'unrecorded' })).body.Code).toBe('EntityNotExist.User');
  });

  test('the log has a line a call, without parameters', async () => {
    const { body } = await server.root.call(
      RAM,
      'CreateUser',
      { UserName: 'logged', Comments: 'not-for-the-log' },
      { signature: 'v1' },
    );
    await vi.waitFor(() => expect(server.log).toContain(String(body.RequestId)));
    const line = server.log.split('\n').find(text => text.includes(String(body.RequestId)));
    expect(JSON.parse(line ?? '')).toMatchObject({
      method: 'POST',
      path: '/',
      action: 'CreateUser',
      status: 200,
      outcome: 'OK',
    });
    expect(server.log).not.toContain('not-for-the-log');
    expect(server.log).not.toContain(server.rootAccessKey.AccessKeySecret);
  });
});
