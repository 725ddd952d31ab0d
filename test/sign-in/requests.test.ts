/** What `POST /sign-in` takes, and what it refuses before anybody is looked up. */
import { expect, test } from 'vitest';
import { useTestServer } from '../use-test-server.js';

const server = useTestServer();
const post = async (
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = { 'content-type': 'application/json' },
) => {
  const reply = await fetch(`${server.url}/sign-in`, { method: 'POST', headers, body });
  return { status: reply.status, body: (await reply.json()) as Record<string, string> };
};
const good = { Account: '1234567890123456', UserName: 'alice', Password: 'x' };

test.each<[string, string, RegExp]>([
  ['no JSON', 'Account=1', /not JSON/],
  ['nothing', '', /not JSON/],
  ['a list', '[]', /not a JSON object/],
  ['null', 'null', /not a JSON object/],
  ['no password', JSON.stringify({ ...good, Password: undefined }), /Account, UserName and Password are needed/],
  ['an empty password', JSON.stringify({ ...good, Password: '' }), /are needed/],
  ['a number for a name', JSON.stringify({ ...good, UserName: 7 }), /UserName is a text of at most 64/],
  ['a long password', JSON.stringify({ ...good, Password: 'x'.repeat(129) }), /Password is a text of at most 128/],
  ['a long code', JSON.stringify({ ...good, Code: '1'.repeat(17) }), /Code is a text/],
  ['another member', JSON.stringify({ ...good, password: 'secret-in-a-wrong-place' }), /The members are Account, /],
  ['a member of every object', '{"__proto__":{"Account":"1"}}', /The members are/],
])('%s is refused with what is wrong, and without what was sent', async (_, body, sentence) => {
  const reply = await post(body);
  expect(reply).toEqual({ status: 400, body: { Code: 'InvalidParameter', Message: expect.stringMatching(sentence) } });
  expect(JSON.stringify(reply)).not.toContain('secret-in-a-wrong-place');
});

test('bytes that are no UTF-8 are refused', async () => {
  expect((await post(Uint8Array.of(0x22, 0xff, 0x22))).status).toBe(400);
});

test.each([[{ 'content-type': 'text/plain' }], [{ 'content-type': 'application/x-www-form-urlencoded' }]])(
  'a page of another origin cannot send it: %j',
  async headers => {
    expect(await post(JSON.stringify(good), headers)).toMatchObject({
      status: 415,
      body: { Code: 'UnsupportedMediaType' },
    });
  },
);

test('no origin is allowed to send it from its pages', async () => {
  const reply = await fetch(`${server.url}/sign-in`, {
    method: 'OPTIONS',
    headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
  });
  expect([reply.status, reply.headers.get('access-control-allow-origin')]).toEqual([400, null]);
});

test('there is nothing to read, and a long body is not read', async () => {
  const get = await fetch(`${server.url}/sign-in?Password=x`);
  expect([get.status, ((await get.json()) as { Code: string }).Code]).toEqual([400, 'UnsupportedHTTPMethod']);
  expect((await post(JSON.stringify({ ...good, Password: 'x'.repeat(20_000) }))).status).toBe(413);
});
