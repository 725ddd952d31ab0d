import { request as send } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

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
