/** Where a caller comes from, as policies, audit and log see it: over IPv4 to a dual-stack listener, and behind a proxy. */
import { afterEach, describe, expect, test } from 'vitest';
import { SettingError } from '../../src/settings/setting.js';
import { startTestServer, type TestServer } from '../server.js';
import type { SignedClient } from '../signed-client.js';
import { useTestServer } from '../use-test-server.js';

const STS = '2015-04-01';
const allow = { Effect: 'Allow', Action: '*', Resource: '*' };
const policy = (...statements: object[]) => ({ Version: '1', Statement: [allow, ...statements] });
const list = async (client: SignedClient, headers?: Record<string, string>) =>
  (await client.call('2015-05-01', 'ListUsers', {}, { headers })).status;

describe('an IPv4 caller of a dual-stack listener', () => {
  const server = useTestServer({
    listen: '[::]:0',
    environment: { CHANCERY_ALLOW_HTTP: 'true', CHANCERY_TLS: 'off' },
  });
  const byIpv4 = (client: SignedClient) => client.at(`http://127.0.0.1:${new URL(server.url).port}`);

  test.each([
    ['IpAddress', '127.0.0.0/8'],
    ['IpAddress', '127.0.0.1'],
    ['IpAddress', '::ffff:127.0.0.1'],
    ['StringEquals', '127.0.0.1'],
    ['StringLike', '127.*'],
    ['NotIpAddress', '::/0'],
  ])('is met by a Deny with %s %s', async (operator, value) => {
    const name = `${operator}-${value}`.replaceAll(/[^A-Za-z0-9]/g, '-');
    const user = await server.user(
      name,
      policy({ ...allow, Effect: 'Deny', Condition: { [operator]: { 'acs:SourceIp': value } } }),
    );
    expect(await list(byIpv4(user))).toBe(403);
  });

  test('has its IPv4 address in audit and log', async () => {
    const { body } = await byIpv4(server.root).call(STS, 'GetCallerIdentity');
    const line = (text: string) => text.split('\n').find(it => it.includes(String(body.RequestId))) ?? '{}';
    expect(JSON.parse(line(await server.auditText()))).toMatchObject({ sourceAddress: '127.0.0.1' });
    await expect.poll(() => line(server.log)).toContain('"remote":"127.0.0.1"');
    expect(server.log).not.toContain('::ffff');
  });
});

describe('behind a proxy', () => {
  let server: TestServer | undefined;
  afterEach(async () => {
    await server?.close();
    server = undefined;
  });
  const start = (trusted: string) => startTestServer({ environment: { CHANCERY_TRUST_PROXY: trusted } });
  const onlyFrom = (address: string) =>
    policy({ ...allow, Effect: 'Deny', Condition: { NotIpAddress: { 'acs:SourceIp': address } } });

  test('that is trusted, the caller is the right-most address that is no proxy’s', async () => {
    server = await start('127.0.0.1, 192.168.0.0/24');
    const user = await server.user('office', onlyFrom('203.0.113.0/24'));
    expect(await list(user)).toBe(403);
    expect(await list(user, { 'x-forwarded-for': '203.0.113.9' })).toBe(200);
    expect(await list(user, { 'x-forwarded-for': '203.0.113.9, 192.168.0.5' })).toBe(200);
    expect(await list(user, { 'x-forwarded-for': '203.0.113.9, 198.51.100.1' })).toBe(403);
    expect(await server.auditText()).toContain('"sourceAddress":"203.0.113.9"');
  });

  test('that is not trusted, the caller is the proxy', async () => {
    server = await start('192.168.0.0/24');
    const user = await server.user('office', onlyFrom('203.0.113.0/24'));
    expect(await list(user, { 'x-forwarded-for': '203.0.113.9' })).toBe(403);
  });

  test('that forwards no address, the call is refused and public pages are served', async () => {
    server = await start('127.0.0.1');
    const { status, body } = await server.root.call(
      STS,
      'GetCallerIdentity',
      {},
      { headers: { 'x-forwarded-for': 'unknown' } },
    );
    expect([status, body]).toMatchObject([
      400,
      {
        Code: 'InvalidParameter.ForwardedFor',
        Message: 'The X-Forwarded-For of a trusted proxy has an entry that is no IP address, "unknown".',
      },
    ]);
    expect(await server.auditText()).toBe('');
    expect((await fetch(`${server.url}/healthz`, { headers: { 'x-forwarded-for': 'unknown' } })).status).toBe(200);
  });

  test('that is trusted, TLS is what it says', async () => {
    server = await start('127.0.0.1');
    const user = await server.user(
      'secure',
      policy({ ...allow, Effect: 'Deny', Condition: { Bool: { 'acs:SecureTransport': 'false' } } }),
    );
    expect(await list(user)).toBe(403);
    expect(await list(user, { 'x-forwarded-proto': 'https' })).toBe(200);
    expect(await list(user, { 'x-forwarded-proto': 'https,http' })).toBe(403);
  });

  test.each(['proxy', '10.0.0.0/33', '10.0.0.1 10.0.0.2', '10.0.0.1,', 'fe80::1%eth0'])(
    '--trust-proxy %j is a wrong setting',
    async trusted => {
      await expect(start(trusted)).rejects.toThrow(SettingError);
    },
  );
});
