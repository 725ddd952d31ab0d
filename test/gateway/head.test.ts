/** Public pages answer HEAD as they answer GET, without the body (RFC 9110 section 9.3.2): monitors and link checkers ask so. */
import { request as send } from 'undici';
import { describe, expect, test } from 'vitest';
import { useIssuingCa } from '../api/cas/use-issuing-ca.js';
import { useTestServer } from '../use-test-server.js';

const server = useTestServer();
const { sub } = useIssuingCa(server, { sub: { EnableCrl: true } });

async function ask(method: 'GET' | 'HEAD', path: string, headers: Record<string, string> = {}) {
  const { statusCode, headers: all, body } = await send(`${server.url}${path}`, { method, headers });
  // The time and the request's id are never the same twice, and the client of this test gives connections up after a HEAD.
  const told = Object.fromEntries(
    Object.entries(all).filter(([name]) => !['date', 'x-acs-request-id', 'connection', 'keep-alive'].includes(name)),
  );
  return { status: statusCode, headers: told, bytes: (await body.arrayBuffer()).byteLength };
}

interface PublicPage {
  readonly name: string;
  readonly status: number;
  readonly path: () => string;
  readonly headers?: Record<string, string>;
}

const pages: readonly PublicPage[] = [
  { name: 'the health page', status: 200, path: () => '/healthz' },
  { name: 'readiness', status: 200, path: () => '/readyz' },
  { name: 'the reference', status: 200, path: () => '/reference/' },
  { name: 'a page of it', status: 200, path: () => '/reference/cas/DescribeCertificatePrivateKey' },
  {
    name: 'a page of it, compressed',
    status: 200,
    path: () => '/reference/ram/GetUser',
    headers: { 'accept-encoding': 'br' },
  },
  { name: 'a search', status: 200, path: () => '/reference/?q=certificate' },
  { name: 'an error code', status: 200, path: () => '/reference/errors?code=NotFound' },
  { name: 'the way to the reference', status: 308, path: () => '/reference' },
  { name: 'a page that is not there', status: 404, path: () => '/reference/cas/Nothing' },
  { name: 'the list of API descriptions', status: 200, path: () => '/openapi/index.json' },
  { name: 'an API description', status: 200, path: () => '/openapi/cas.json', headers: { 'accept-encoding': 'gzip' } },
  { name: 'a CA certificate', status: 200, path: () => `/ca/${sub.Identifier}.crt` },
  {
    name: 'a CA certificate that is not there',
    status: 404,
    path: () => '/ca/1ed4068c-6f1b-6deb-8e32-3f8439a851cb.crt',
  },
  { name: 'a CRL', status: 200, path: () => `/crl/${server.accountId}/${sub.Identifier}.crl` },
  { name: 'the console', status: 200, path: () => '/console/', headers: { 'accept-encoding': 'br' } },
];

describe('HEAD is answered as GET, without the body, for', () => {
  test.each(pages)('$name', async ({ status, path, headers }) => {
    const got = await ask('GET', path(), headers);
    const head = await ask('HEAD', path(), headers);
    expect([got.status, head.status, head.bytes]).toEqual([status, status, 0]);
    expect(head.headers).toEqual(got.headers);
    if (got.headers['content-length'] !== undefined) expect(got.headers['content-length']).toBe(String(got.bytes));
  });

  test('a page that the asker has already', async () => {
    const { etag } = (await ask('GET', '/reference/')).headers;
    expect(etag).toBeDefined();
    const head = await ask('HEAD', '/reference/', { 'if-none-match': String(etag) });
    expect([head.status, head.bytes]).toEqual([304, 0]);
  });
});

test('the API itself takes GET and POST only', async () => {
  expect((await ask('HEAD', '/')).status).toBe(400);
});
