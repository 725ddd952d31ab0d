import { describe, expect, test } from 'vitest';
import { startTestServer } from '../server.js';
import { useTestServer } from '../use-test-server.js';

const RAM = '2015-05-01';
const KMS = '2016-01-20';
/** Calls a second that each operation of RAM allows. */
const RAM_LIMIT = 100;

describe('by default an operation has the limit that its page says', () => {
  // The clock stands still, so that a slow machine does not refill the bucket.
  let now = Date.now();
  const server = useTestServer({ throttle: '', now: () => new Date(now) });

  test('one call more in a second is refused, and told when to come back', async () => {
    const date = new Date(now);
    for (let call = 1; call <= RAM_LIMIT; call++) {
      expect((await server.root.call(RAM, 'ListPolicies', {}, { date })).status).toBe(200);
    }
    const { status, body, headers } = await server.root.call(RAM, 'ListPolicies', {}, { date });
    expect([status, body.Code, body.Message]).toEqual([
      400,
      'Throttling.User',
      'Request was denied due to user flow control.',
    ]);
    expect(Number(headers['x-acs-retry-after'])).toBeGreaterThan(0);
    expect(Number(headers['x-acs-retry-after'])).toBeLessThanOrEqual(1000 / RAM_LIMIT);
  });

  test('KMS says it in its own words', async () => {
    const date = new Date(now);
    const replies = await Promise.all(
      Array.from({ length: 11 }, () => server.root.call(KMS, 'ListPolicies', {}, { date })),
    );
    const refused = replies.filter(reply => reply.status !== 200);
    expect(refused.map(({ status, body }) => [status, body.Code])).toEqual([[429, 'Rejected.Throttling']]);
  });

  test('other users and other operations have buckets of their own', async () => {
    const date = new Date(now);
    expect((await server.root.call(RAM, 'ListUsers', {}, { date })).status).toBe(200);
    expect((await server.otherAccount.call(RAM, 'ListPolicies', {}, { date })).status).toBe(200);
  });

  test('a request that was sent before takes nothing out of the bucket', async () => {
    const date = new Date(now);
    const prepared = server.root.prepare(RAM, 'GetUser', { UserName: 'nobody' }, { date });
    expect((await server.root.send(prepared)).body.Code).toBe('EntityNotExist.User');
    for (let again = 1; again <= RAM_LIMIT + 2; again++) {
      expect((await server.root.send(prepared)).body.Code).toBe('SignatureNonceUsed');
    }
    const next = await server.root.call(RAM, 'GetUser', { UserName: 'nobody' }, { date });
    expect(next.body.Code).toBe('EntityNotExist.User');
  });

  test('a refused call changes nothing, and when the time that it was told is over one more goes through', async () => {
    const user = (number: number) => ({ UserName: `user-${number}` });
    const date = new Date(now);
    for (let call = 1; call <= RAM_LIMIT; call++) await server.root.call(RAM, 'CreateUser', user(call), { date });
    const late = user(RAM_LIMIT + 1);
    expect((await server.root.call(RAM, 'CreateUser', late, { date })).body.Code).toBe('Throttling.User');
    expect((await server.root.call(RAM, 'GetUser', late, { date })).body.Code).toBe('EntityNotExist.User');
    now += 1000 / RAM_LIMIT;
    expect((await server.root.call(RAM, 'CreateUser', late)).status).toBe(200);
    expect((await server.root.call(RAM, 'CreateUser', user(RAM_LIMIT + 2))).body.Code).toBe('Throttling.User');
  });
});

test('a number of one is the number of all operations', async () => {
  const now = new Date();
  const server = await startTestServer({ throttle: '2', now: () => now });
  const codes: unknown[] = [];
  for (let call = 1; call <= 3; call++) codes.push((await server.root.call(RAM, 'ListUsers')).body.Code);
  expect(codes).toEqual([undefined, undefined, 'Throttling.User']);
  await server.close();
});
