/** What is true of a server is true of its threads together. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { makeRoot, makeSub } from '../api/cas/cas-calls.js';
import { newPostgresDatabase, postgresMissing, type TestDatabase } from '../postgres.js';
import { startTestServer, type TestServer } from '../server.js';
import type { SignedClient } from '../signed-client.js';
import { bytesOf, countOutcomes, ManyConnections } from './many-connections.js';

const CAS = '2020-06-30';
const RAM = '2015-05-01';
const STS = '2015-04-01';

/** A server with two threads, and a way to call it over many connections. */
function useTwoThreads(settings: { readonly throttle?: string; readonly postgres?: boolean }) {
  let server: TestServer;
  let database: TestDatabase | undefined;
  let fan: ManyConnections;
  beforeAll(async () => {
    database = settings.postgres ? await newPostgresDatabase() : undefined;
    server = await startTestServer({
      ...(settings.throttle && { throttle: settings.throttle }),
      ...(database && { store: database.url }),
      environment: { CHANCERY_THREADS: '2', CHANCERY_RSA_KEYS_AHEAD: '2' },
    });
    await server.running.threads.ready;
    fan = await ManyConnections.open(server.url);
  });
  afterAll(async () => {
    fan?.close();
    await server?.close();
    await database?.remove();
  });
  return { server: () => server, fan: () => fan };
}

describe.each([
  { name: 'SQLite', postgres: false, missing: undefined },
  { name: 'PostgreSQL', postgres: true, missing: postgresMissing },
])('two threads on $name', ({ postgres, missing }) => {
  describe.skipIf(missing)(missing ?? 'together', () => {
    const { server, fan } = useTwoThreads({ postgres });

    test('a request that is sent over all connections at once is answered once', async () => {
      for (let round = 0; round < 5; round++) {
        const request = bytesOf(server().root, RAM, 'CreateUser', { UserName: `once-${round}` });
        const answers = await fan().each(() => request);
        expect(countOutcomes(answers)).toEqual({ OK: 1, SignatureNonceUsed: fan().connections.length - 1 });
      }
    });

    test('calls with one idempotency token are one call', async () => {
      const root = await makeRoot(server().root);
      const sub = await makeSub(server().root, root);
      const ClientToken = randomUUID();
      const parameters = {
        ParentIdentifier: sub.Identifier,
        CommonName: 'once',
        Algorithm: 'ECC_256',
        Days: 30,
        ClientToken,
      };
      const answers = await fan().each(() => bytesOf(server().root, CAS, 'CreateClientCertificate', parameters));
      expect(countOutcomes(answers)).toEqual({ OK: fan().connections.length });
      expect(new Set(answers.map(it => it.body.Identifier)).size).toBe(1);
    });

    test('a key that was disabled is refused at the next call, whichever thread answers it', async () => {
      const UserName = 'switched';
      const user = await server().user(UserName, {
        Version: '1',
        Statement: [{ Effect: 'Allow', Action: 'ram:GetUser', Resource: '*' }],
      });
      const { body } = await server().root.call(RAM, 'ListAccessKeys', { UserName });
      const [key] = (body.AccessKeys as { AccessKey: { AccessKeyId: string }[] }).AccessKey;
      const all = (client: SignedClient) => fan().each(() => bytesOf(client, STS, 'GetCallerIdentity'));
      for (let round = 0; round < 5; round++) {
        expect(countOutcomes(await all(user))).toEqual({ OK: fan().connections.length });
        const given = { UserName, UserAccessKeyId: key?.AccessKeyId };
        await server().root.call(RAM, 'UpdateAccessKey', { ...given, Status: 'Inactive' });
        expect(countOutcomes(await all(user))).not.toHaveProperty('OK');
        await server().root.call(RAM, 'UpdateAccessKey', { ...given, Status: 'Active' });
      }
    });

    test('a policy that was detached allows nothing at the next call', async () => {
      const UserName = 'detached';
      const user = await server().user(UserName, {
        Version: '1',
        Statement: [{ Effect: 'Allow', Action: 'ram:*', Resource: '*' }],
      });
      const policy = { UserName, PolicyName: `${UserName}-policy`, PolicyType: 'Custom' };
      const all = () => fan().each(() => bytesOf(user, RAM, 'GetUser', { UserName }));
      for (let round = 0; round < 5; round++) {
        expect(countOutcomes(await all())).toEqual({ OK: fan().connections.length });
        await server().root.call(RAM, 'DetachPolicyFromUser', policy);
        expect(countOutcomes(await all())).toEqual({ NoPermission: fan().connections.length });
        await server().root.call(RAM, 'AttachPolicyToUser', policy);
      }
    });

    test('refused calls of one principal are one record and one sum a second', async () => {
      const user = await server().user('refused');
      const begun = performance.now();
      for (let round = 0; round < 8; round++) {
        await fan().each(() => bytesOf(user, RAM, 'DeleteUser', { UserName: 'refused' }));
      }
      const seconds = (performance.now() - begun) / 1000;
      const sent = 8 * fan().connections.length;
      const records = async () =>
        (await server().running.store.audit.list({ limit: 10_000 })).filter(it => it.principalArn.endsWith('/refused'));
      await vi.waitFor(async () => expect((await records()).reduce((sum, it) => sum + it.count, 0)).toBe(sent), {
        timeout: 20_000,
      });
      expect((await records()).length).toBeLessThanOrEqual(Math.ceil(seconds) + 2);
    });

    test('every certificate gets a key that no other has, made ahead or not', async () => {
      const root = await makeRoot(server().root, { Algorithm: 'RSA_2048' });
      const sub = await makeSub(server().root, root, { Algorithm: 'RSA_2048' });
      const given = { ParentIdentifier: sub.Identifier, Algorithm: 'RSA_2048', Days: 30, Immediately: 1 };
      const answers = await fan().each(index =>
        bytesOf(server().root, CAS, 'CreateClientCertificate', { ...given, CommonName: `rsa-${index}` }),
      );
      // Keys yield to whatever else runs on the machine, and a call that has waited for five seconds is told to come again.
      const { OK = 0, 'Throttling.Api': toldToComeAgain = 0 } = countOutcomes(answers);
      expect(OK + toldToComeAgain).toBe(fan().connections.length);
      expect(OK).toBeGreaterThan(1);
      const issued = answers.filter(({ status }) => status === 200);
      expect(new Set(issued.map(it => it.body.X509Certificate)).size).toBe(OK);
    });

    test('pages that explain the API are the same from every thread, and lists and health are answered by all', async () => {
      const get = (path: string) => Buffer.from(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
      const pages = await Promise.all(fan().connections.map(it => it.exchange(get('/reference/errors'))));
      expect(new Set(pages.map(it => it?.status))).toEqual(new Set([200]));
      expect(new Set(pages.map(it => it?.body.toString('latin1'))).size).toBe(1);
      const ready = await Promise.all(fan().connections.map(it => it.exchange(get('/readyz'))));
      expect(new Set(ready.map(it => it?.body.toString()))).toEqual(new Set(['ready\n']));
    });

    test('each log line is whole, and there is one for each request', async () => {
      const answers = await fan().each(() => bytesOf(server().root, STS, 'GetCallerIdentity'));
      const asked = answers.map(it => String(it.body.RequestId)).sort();
      await vi.waitFor(() => {
        const lines = server().log.trim().split('\n');
        const logged = lines.map(line => (JSON.parse(line) as { requestId?: string }).requestId ?? '');
        expect(logged.filter(it => asked.includes(it)).sort()).toEqual(asked);
      });
    });
  });
});

describe('call limits of two threads', () => {
  const { server, fan } = useTwoThreads({ throttle: '100' });

  test('are those of one', async () => {
    const user = await server().user('limited');
    const begun = performance.now();
    let allowed = 0;
    for (let round = 0; round < 40; round++) {
      allowed += countOutcomes(await fan().each(() => bytesOf(user, STS, 'GetCallerIdentity'))).OK ?? 0;
    }
    const seconds = (performance.now() - begun) / 1000;
    // A full bucket, and what has come in meanwhile.
    expect(allowed).toBeGreaterThanOrEqual(100);
    expect(allowed).toBeLessThanOrEqual(100 + 100 * seconds + 1);
  });
});
