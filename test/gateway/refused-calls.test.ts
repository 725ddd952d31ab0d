/** What refused calls leave in the audit log, on both databases. */
import { describe, expect, test } from 'vitest';
import { newPostgresDatabase, postgresMissing, type TestDatabase } from '../postgres.js';
import { startTestServer } from '../server.js';

describe('on SQLite', () => declareSuite());
describe.skipIf(postgresMissing)(`on PostgreSQL${postgresMissing ? ` (${postgresMissing})` : ''}`, () =>
  declareSuite(newPostgresDatabase),
);

function declareSuite(newDatabase?: () => Promise<TestDatabase>): void {
  test('a flood of throttled and denied calls is a record a second, and a stop loses none', async () => {
    const database = await newDatabase?.();
    const settings = { throttle: '3', ...(database && { store: database.url }) };
    const first = await startTestServer(settings);
    const user = await first.user('nobody');
    const started = Date.now();
    const flood = 200;
    const replies = await Promise.all(
      Array.from({ length: flood }, (_, n) =>
        user.call('2015-05-01', n % 2 ? 'CreateUser' : 'ListUsers', { UserName: 'x', Comments: '"\\'.repeat(50) }),
      ),
    );
    const codes = new Set(replies.map(({ body }) => body.Code));
    expect(codes).toEqual(new Set(['NoPermission', 'Throttling.User']));
    await first.close({ keepData: true });
    const seconds = Math.ceil((Date.now() - started) / 1000);

    const second = await startTestServer({ ...settings, data: first.data });
    const records = (await second.running.store.audit.list({ limit: 1000 })).filter(({ principalArn }) =>
      principalArn.endsWith(':user/nobody'),
    );
    expect(records.reduce((sum, { count }) => sum + count, 0)).toBe(flood);
    expect(records.length).toBeLessThanOrEqual(1 + seconds);
    // The first that was refused, which need not be the first that came.
    expect(records.map(({ count }) => count)).toContain(1);
    expect(records.map(({ detail }) => detail).join()).toMatch(
      /\d+ × ram:\w+ Throttling\.User from 127\.0\.0\.1 with LTAI/,
    );
    await second.close();
    await database?.remove();
  });

  test('parameters of a refused call are cut at 1 KB, of whatever they are made', async () => {
    const database = await newDatabase?.();
    const server = await startTestServer(database && { store: database.url });
    const log = server.running.store.audit;
    for (const [name, text] of [
      ['quotes', '"\\'],
      ['astral', '🔑'],
      ['latin', 'é'],
    ] as const) {
      const user = await server.user(name);
      const PolicyDocument = text.repeat(3000 / text.length);
      const { status, body } = await user.call('2015-05-01', 'CreatePolicy', { PolicyName: name, PolicyDocument });
      expect(status).toBe(403);
      const { parameters } = (await log.find(String(body.RequestId)))!;
      expect(Buffer.byteLength(parameters)).toBeLessThanOrEqual(1024);
      expect(JSON.parse(parameters)).toMatchObject({
        omitted: expect.stringMatching(/^\d+ characters of parameters$/),
        begin: expect.stringContaining(name),
      });
    }
    await server.close();
    await database?.remove();
  });
}
