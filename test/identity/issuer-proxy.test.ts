/** Keys of issuers through a proxy: a real one for CONNECT, and what is refused on the way. */

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { fetchKeySet } from '../../src/identity/federation/issuer-documents.js';
import type { OidcProvider } from '../../src/identity/federation/oidc-provider.js';
import { type Issuer, startIssuer } from '../api/sts/issuer.js';
import { Scratch } from '../strangers/commands.js';
import { useMade } from '../use-made.js';

const scratch = new Scratch();
const issuer: Issuer = useMade(() => startIssuer(scratch));

/** What the proxy was asked for, and how it answers. */
let asked: { readonly authority: string; readonly authorization: string | undefined }[];
let answer: 'tunnel' | 'refuse' | 'silence' | 'page' | 'speaks first';
const sockets = new Set<Socket>();
const proxy = createServer((_request, response) => response.end('a page'));
proxy.on('connection', socket => {
  sockets.add(socket);
  socket.on('error', () => {}).once('close', () => sockets.delete(socket));
});
proxy.on('connect', (request, socket) => {
  asked.push({ authority: String(request.url), authorization: request.headers['proxy-authorization'] });
  // A server's sockets stay half open, and notice nothing while nobody reads.
  socket.once('end', () => socket.destroy());
  if (answer !== 'tunnel') socket.resume();
  if (answer === 'refuse') return socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  if (answer === 'speaks first') return socket.write('HTTP/1.1 200 OK\r\n\r\nHello');
  if (answer === 'silence') return undefined;
  const { port } = new URL(issuer.url);
  const target = connect(Number(port), '127.0.0.1', () => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    target.pipe(socket).pipe(target);
  });
  target.on('error', () => socket.destroy());
  // What the issuer has ended is read on, or it would not be seen that the server ends it too.
  target.once('close', () => socket.resume());
  return undefined;
});
const at = useMade(async () => {
  await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve));
  return { host: `127.0.0.1:${(proxy.address() as AddressInfo).port}` };
});
afterAll(() => {
  issuer.close();
  for (const socket of sockets) socket.destroy();
  proxy.close();
});
beforeEach(() => {
  asked = [];
  answer = 'tunnel';
});

const provider = (changes: Partial<OidcProvider> = {}): OidcProvider => ({
  name: 'ci',
  issuer: issuer.url,
  clientIds: ['chancery'],
  fingerprints: [],
  description: '',
  issuanceLimitHours: 12,
  keySet: undefined,
  caPem: readFileSync(issuer.caFile, 'utf8'),
  privateAddresses: true,
  createdAt: new Date(0),
  updatedAt: new Date(0),
  ...changes,
});
const through = (variables: Record<string, string> = {}, changes: Partial<OidcProvider> = {}) =>
  fetchKeySet(provider(changes), { HTTPS_PROXY: `http://user:p%40ss@${at.host}`, ...variables });

test('both documents come through the proxy, over TLS that the issuer ends', async () => {
  expect(await through()).toBe(issuer.keySet);
  const { host } = new URL(issuer.url);
  const authorization = `Basic ${Buffer.from('user:p@ss').toString('base64')}`;
  expect(asked).toEqual([
    { authority: host, authorization },
    { authority: host, authorization },
  ]);
  const pin = issuer.fingerprint.replaceAll(':', '').toLowerCase();
  expect(await through({}, { fingerprints: [pin] })).toBe(issuer.keySet);
});

test('hosts of NO_PROXY are asked directly', async () => {
  expect(await through({ NO_PROXY: '127.0.0.1' })).toBe(issuer.keySet);
  expect(asked).toEqual([]);
});

describe('nothing is believed', () => {
  test.each<[string, Partial<OidcProvider>, RegExp]>([
    ['of a certificate that no CA vouches for', { caPem: undefined }, /self-signed/],
    ['of a certificate for another name', { issuer: 'https://issuer.example' }, /altnames/],
    ['of a certificate that was not pinned', { fingerprints: ['00'.repeat(20)] }, /fingerprints/],
  ])('%s', async (_, changes, reason) => {
    await expect(through({}, changes)).rejects.toThrow(reason);
  });
});

describe('an address of a private network that was not allowed is not asked for', () => {
  test.each(['https://127.0.0.1:1', 'https://localhost:1', 'https://[::1]:1'])('%s', async url => {
    await expect(through({}, { issuer: url, privateAddresses: false })).rejects.toThrow('private network');
    expect(asked).toEqual([]);
  });

  test('but a name that only the proxy knows is', async () => {
    const changes = { issuer: 'https://issuer.invalid', privateAddresses: false };
    await expect(through({}, changes)).rejects.toThrow(/altnames/);
    expect(asked).toMatchObject([{ authority: 'issuer.invalid:443' }]);
  });
});

describe('a proxy', () => {
  test.each<[typeof answer, RegExp]>([
    ['refuse', /the proxy 127\.0\.0\.1:\d+ answered 403 to CONNECT/],
    ['speaks first', /the proxy 127\.0\.0\.1:\d+ answered 200 to CONNECT/],
    ['silence', /aborted/],
  ])(
    'that answers with %s is told of in the log, without its password, and keeps no connection',
    async (how, reason) => {
      answer = how;
      const fault = await through().catch((it: Error) => it);
      expect(String(fault)).toMatch(reason);
      expect(String(fault)).not.toContain('p%40ss');
      await expect.poll(() => sockets.size, { timeout: 2000 }).toBe(0);
    },
    20_000,
  );

  test('that is not there, or is none', async () => {
    await expect(through({ HTTPS_PROXY: 'http://127.0.0.1:1' })).rejects.toThrow('ECONNREFUSED');
    await expect(through({ HTTPS_PROXY: `socks5://${at.host}` })).rejects.toThrow('HTTPS_PROXY is not');
    expect(asked).toEqual([]);
  });
});
