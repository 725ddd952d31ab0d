import { request as send } from 'undici';
import { describe, expect, test } from 'vitest';
import { useTestServer } from '../use-test-server.js';

const server = useTestServer();

const get = (path: string, headers: Record<string, string> = {}) => send(`${server.url}${path}`, { headers });

describe('the console', () => {
  test.each(['identity', 'gzip', 'br'])('is delivered in %s, and its page is not kept', async encoding => {
    const page = await get('/console/', { 'accept-encoding': encoding });
    expect([page.statusCode, page.headers['content-encoding']]).toEqual([
      200,
      encoding === 'identity' ? undefined : encoding,
    ]);
    expect(page.headers['cache-control']).toBe('no-cache');
    expect(page.headers['content-security-policy']).toContain("script-src 'self';");
    expect(page.headers['content-security-policy']).not.toContain('unsafe-eval');
    await page.body.dump();
  });

  test.each(['/console/', '/console/seal.svg', '/reference/', '/reference/cas/DescribeCertificatePrivateKey'])(
    '%s lets nothing in from outside, is framed by nobody, and tells nobody where a visitor came from',
    async path => {
      const { headers, body } = await get(path);
      await body.dump();
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe-eval|https?:|\*|script-src[^;]*unsafe/);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
      });
    },
  );

  test('its files are named by their content and kept for ever', async () => {
    const page = await (await get('/console/')).body.text();
    const script = /src="\.\/(assets\/[^"]+\.js)"/.exec(page)?.[1];
    const file = await get(`/console/${script}`, { 'accept-encoding': 'br' });
    expect([file.statusCode, file.headers['content-encoding']]).toEqual([200, 'br']);
    expect(file.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    await file.body.dump();
  });

  test.each(['/console/nothing', '/console/assets/', '/console/%2e%2e/package.json', '/console/.env'])(
    '%s is not there',
    async path => {
      const reply = await get(path);
      expect(reply.statusCode).toBeGreaterThanOrEqual(400);
      expect(reply.statusCode).toBeLessThan(500);
      expect(await reply.body.json()).toHaveProperty('Code');
    },
  );
});
