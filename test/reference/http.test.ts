import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { spokenAs } from '../../src/spec/catalogue.js';
import { declarations } from '../derived/declarations.js';
import { startTestServer, type TestServer } from '../server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/** One GET without a client that decompresses or follows on its own. */
async function get(path: string, headers: Record<string, string> = {}) {
  const answer = await request(server.url + path, { headers });
  const body = Buffer.from(await answer.body.arrayBuffer());
  return { status: answer.statusCode, headers: answer.headers, body, text: body.toString() };
}

const PAGE = '/reference/cas/DescribeCertificatePrivateKey';

describe('a page', () => {
  test('is HTML under a policy that allows nothing but its stylesheet', async () => {
    const { status, headers, text } = await get(PAGE);
    expect([status, headers['content-type']]).toEqual([200, 'text/html;charset=utf-8']);
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-frame-options']).toBe('DENY');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(text).toContain(`host: ${server.url.replace('http://', '')}`);
  });

  test.each([
    ['br', 'gzip, deflate, br', brotliDecompressSync],
    ['gzip', 'gzip;q=1.0, br;q=0', gunzipSync],
    [undefined, 'identity', (body: Buffer) => body],
    [undefined, '', (body: Buffer) => body],
  ])('comes as %s to a client that accepts %j', async (encoding, accepted, decode) => {
    const plain = await get(PAGE);
    const { headers, body } = await get(PAGE, { 'accept-encoding': accepted });
    expect(headers['content-encoding']).toBe(encoding);
    expect(headers.vary).toBe('accept-encoding');
    expect(decode(body).toString()).toBe(plain.text);
    if (encoding) expect(body.length).toBeLessThan(plain.body.length / 3);
  });

  test('is not sent again to a client that has it', async () => {
    const first = await get(PAGE, { 'accept-encoding': 'br' });
    const etag = String(first.headers.etag);
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await get(PAGE, { 'accept-encoding': 'br', 'if-none-match': known });
      expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, etag]);
    }
    // The same page in another encoding is another entity.
    expect((await get(PAGE, { 'accept-encoding': 'gzip', 'if-none-match': etag })).status).toBe(200);
    expect((await get(PAGE, { 'accept-encoding': 'br', 'if-none-match': '"other"' })).status).toBe(200);
  });

  test('has a stylesheet with its hash in the name, to be kept for a year', async () => {
    const { text } = await get(PAGE);
    const [, path = ''] = /rel="stylesheet" href="([^"]*)"/.exec(text) ?? [];
    expect(path).toMatch(/^\/reference\/style-[0-9a-f]{16}\.css$/);
    const { status, headers } = await get(path);
    expect([status, headers['content-type']]).toEqual([200, 'text/css;charset=utf-8']);
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await get('/reference/style-0000000000000000.css')).status).toBe(404);
  });
});

describe('addresses', () => {
  test('without the slash lead to the start page', async () => {
    const { status, headers } = await get('/reference');
    expect([status, headers.location]).toEqual([308, '/reference/']);
    expect((await get('/reference/')).text).toContain('<h1>API reference</h1>');
  });

  test('of nothing are pages too', async () => {
    for (const path of [
      '/reference/nope',
      '/reference//',
      '/reference/cas/Nope',
      '/reference/%2e%2e%2fx',
      '/reference/cas/<b>',
    ]) {
      const { status, text, headers } = await get(path);
      expect([path, status]).toEqual([path, 404]);
      expect(text).toContain('There is no such page');
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(text).not.toContain('<b>');
    }
  });

  test('of planned operations say so, those of other products where they are', async () => {
    const planned = await get('/reference/sts/AssumeRoleWithSAML');
    expect([planned.status, planned.text.includes('does not offer yet')]).toEqual([404, true]);
    expect((await get('/reference/sts/getuser')).text).toContain('href="/reference/ram/GetUser"');
  });

  test('are for reading only', async () => {
    const { statusCode, body } = await request(`${server.url}/reference/`, { method: 'POST' });
    expect([statusCode, ((await body.json()) as { Code: string }).Code]).toEqual([400, 'UnsupportedHTTPMethod']);
  });
});

describe('words of the visitor', () => {
  const ATTACKS = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onfocus='alert(1)",
    '</title><svg onload=alert(1)>',
    '&lt;script&gt;',
    'javascript:alert(1)',
    '\u0000<b>',
    '{P}$1$&',
    'a'.repeat(5000),
    '('.repeat(500),
  ];

  test.each(ATTACKS)('%j stay text', async attack => {
    const encoded = encodeURIComponent(attack);
    for (const path of [`/reference/?q=${encoded}`, `/reference/errors?code=${encoded}&product=${encoded}`]) {
      const { status, text, headers } = await get(path);
      expect(status).toBe(200);
      expect(headers['cache-control']).toBe('no-store');
      const known =
        /^(?:!doctype|html|head|meta|title|link|body|a|header|nav|ul|li|form|label|input|button|main|h1|p|table|caption|thead|tbody|tr|th|td|div|code|strong|wbr)$/;
      const elements = [...text.matchAll(/<\/?([^\s>]*)/g)].map(([, name = '']) => name.toLowerCase());
      expect(elements.filter(name => !known.test(name))).toEqual([]);
      // Whatever stands in double quotes is a value, since no value holds one.
      expect(text.replace(/"[^"]*"/g, '""')).not.toMatch(/<[^>]* on\w+=/i);
      expect(text).not.toMatch(/href="(?!\/reference\/|\/openapi\/|\/console\/#\/explore"|#|data:,)/);
      expect(text).not.toContain('\0');
    }
  });

  test('are shown as they are', async () => {
    const { text } = await get('/reference/?q=%3Cb%3E%26amp%3B');
    expect(text).toContain('<h1>Search: &lt;b&gt;&amp;amp;</h1>');
    expect(text).toContain('value="&lt;b&gt;&amp;amp;"');
  });

  test('find what they name', async () => {
    expect((await get('/reference/?q=EncryptedCode')).text).toContain(`href="${PAGE}"`);
    expect((await get('/reference/?q=%20')).text).toContain('<h1>API reference</h1>');
    expect((await get('/reference/errors?code=NotSupport.MissingPrivateKey&product=cas')).text).toContain(
      `href="${PAGE}"`,
    );
    const ofGateway = (await get('/reference/errors?code=MissingTimestamp')).text;
    expect(ofGateway).toContain('<code>Missing{P}</code>');
    expect((await get('/reference/errors?code=Nope')).text).toContain('No operation declares this code');
  });
});

describe('API descriptions', () => {
  test('are JSON, compressed and tagged', async () => {
    const { status, headers, body } = await get('/openapi/cas.json', { 'accept-encoding': 'br' });
    expect([status, headers['content-type']]).toEqual([200, 'application/json;charset=utf-8']);
    expect(headers.etag).toBeTruthy();
    expect(JSON.parse(brotliDecompressSync(body).toString())).toMatchObject({
      openapi: '3.1.0',
      servers: [{ url: server.url }],
    });
    const { products } = JSON.parse((await get('/openapi/index.json')).text) as { products: { code: string }[] };
    const described = spokenAs(declarations, 'rpc').products.map(({ code }) => code);
    expect(products.map(({ code }) => code)).toEqual(described);
    expect(described).toContain('cas');
  });

  test('products in protobuf are described by their messages', async () => {
    const { messageProducts } = JSON.parse((await get('/openapi/index.json')).text) as {
      messageProducts: { code: string; description: string; operations: { action: string }[] }[];
    };
    expect(messageProducts.map(({ code }) => code)).toEqual(['kms-instance']);
    const { status, text } = await get(messageProducts[0]!.description);
    expect(status).toBe(200);
    const { operations, error } = JSON.parse(text) as {
      operations: { action: string; request: { properties: object; required: string[] }; response: object }[];
      error: object;
    };
    expect(operations.map(({ action }) => action)).toEqual(messageProducts[0]?.operations.map(({ action }) => action));
    const encrypt = operations.find(({ action }) => action === 'Encrypt');
    expect(encrypt?.request).toMatchObject({
      properties: {
        Plaintext: {
          contentEncoding: 'base64',
          'x-chancery-number': 2,
          'x-chancery-protobuf': 'bytes',
          'x-chancery-secret': true,
        },
        KeyVersionId: { 'x-chancery-header': 'x-kms-migrationkeyversionid' },
      },
      required: ['Plaintext'],
    });
    expect(error).toMatchObject({ properties: { StatusCode: { 'x-chancery-protobuf': 'int32' } } });
  });

  test('of nothing are errors that clients can read', async () => {
    const { status, text } = await get('/openapi/nope.json');
    expect([status, (JSON.parse(text) as { Code: string }).Code]).toEqual([404, 'NotFound']);
  });
});
