/** Threads that die, and the end of a server with several. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { makeRoot, makeSub } from '../api/cas/cas-calls.js';
import { startTestServer, type TestServer } from '../server.js';
import { bytesOf, countOutcomes, ManyConnections, parsed } from './many-connections.js';

const CAS = '2020-06-30';
const RAM = '2015-05-01';
const STS = '2015-04-01';

let server: TestServer | undefined;
let fan: ManyConnections | undefined;
afterEach(async () => {
  fan?.close();
  await server?.close();
  server = undefined;
});

async function start(environment: Record<string, string> = {}, listen?: string): Promise<TestServer> {
  server = await startTestServer({ environment: { CHANCERY_THREADS: '2', ...environment }, ...(listen && { listen }) });
  await server.running.threads.ready;
  return server;
}

/** Creates users over every connection until the connection ends; gives the names that were acknowledged. */
async function createUsers(of: TestServer, over: ManyConnections, until: () => boolean): Promise<string[]> {
  const created: string[] = [];
  await Promise.all(
    over.connections.map(async (connection, index) => {
      for (let n = 0; !until(); n++) {
        const UserName = `user-${index}-${n}`;
        const answer = await connection.exchange(bytesOf(of.root, RAM, 'CreateUser', { UserName }));
        if (!answer) return;
        if (answer.status === 200) created.push(UserName);
        else return;
      }
    }),
  );
  return created;
}

async function userNames({ running }: TestServer): Promise<string[]> {
  const rows = await running.store.db.selectFrom('users').select('name').execute();
  return rows.map(it => it.name);
}

describe('a thread that dies', () => {
  test('takes its connections with it and nothing that it has acknowledged, and is replaced', async () => {
    const of = await start();
    for (let round = 0; round < 3; round++) {
      fan = await ManyConnections.open(of.url);
      let over = false;
      const created = createUsers(of, fan, () => over);
      await vi.waitFor(async () => expect((await userNames(of)).length).toBeGreaterThan(40 * (round + 1)));
      await of.running.threads.kill(1);
      // The main thread goes on answering.
      const before = (await userNames(of)).length;
      await vi.waitFor(async () => expect((await userNames(of)).length).toBeGreaterThan(before + 20));
      over = true;
      const names = await created;
      expect(await userNames(of)).toEqual(expect.arrayContaining(names));
      expect(fan.connections.some(it => it.closed)).toBe(true);
      expect(fan.connections.some(it => !it.closed)).toBe(true);
      fan.close();
      for (const name of await userNames(of)) await of.root.call(RAM, 'DeleteUser', { UserName: name });
      await vi.waitFor(() => expect(of.log.match(/has died; another takes its place/g)).toHaveLength(round + 1));
      await vi.waitFor(async () => expect(await listeners(of)).toBe(2), { timeout: 20_000 });
    }
  });

  test('gives back its places in the lines of slow work', async () => {
    const of = await start({ CHANCERY_PBKDF2_ITERATIONS: '3000000' });
    const sub = await makeSub(of.root, await makeRoot(of.root));
    const { body } = await of.root.call(CAS, 'CreateClientCertificate', {
      ParentIdentifier: sub.Identifier,
      CommonName: 'slow',
      Algorithm: 'ECC_256',
      Days: 30,
    });
    fan = await ManyConnections.open(of.url);
    const given = { Identifier: body.Identifier, EncryptedCode: 'Passw0rd!' };
    const request = () => bytesOf(of.root, CAS, 'DescribeCertificatePrivateKey', given);
    const answers = Promise.allSettled(fan.connections.map(async it => it.exchange(request())));
    await of.running.threads.kill(1);
    await answers;
    fan.close();
    fan = await ManyConnections.open(of.url, 1);
    expect(await fan.each(request)).toMatchObject([{ status: 200 }]);
  });
});

describe('a stop', () => {
  test('waits for the calls under way on every thread', async () => {
    const of = await start();
    fan = await ManyConnections.open(of.url);
    const requests = fan.connections.map((_, n) => bytesOf(of.root, RAM, 'CreateUser', { UserName: `last-${n}` }));
    const answers = fan.connections.map((it, n) => it.exchange(requests[n]!));
    await Promise.race(answers);
    await of.close({ keepData: true });
    const acknowledged = (await Promise.all(answers)).flatMap((it, n) => (it?.status === 200 ? [`last-${n}`] : []));
    expect(acknowledged.length).toBeGreaterThan(0);
    server = await startTestServer({ data: of.data });
    expect(await userNames(server)).toEqual(expect.arrayContaining(acknowledged));
  });

  test('while the threads are starting is a stop', async () => {
    const starting = await startTestServer({ environment: { CHANCERY_THREADS: '3' } });
    expect((await starting.root.call(STS, 'GetCallerIdentity')).status).toBe(200);
    await starting.close();
  });
});

test('a port that another server shares between its threads is taken', async () => {
  const of = await start();
  const { host } = new URL(of.url);
  await expect(startTestServer({ listen: host, environment: { CHANCERY_THREADS: '2' } })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});

test('a name with several addresses is listened on by every thread', async () => {
  const of = await start({}, 'localhost:0');
  fan = await ManyConnections.open(of.url);
  const answers = await fan.each(() => bytesOf(of.root, STS, 'GetCallerIdentity'));
  expect(countOutcomes(answers)).toEqual({ OK: fan.connections.length });
});

/** How many threads answer: all connections of one are closed when it dies, so it is seen by the log lines that come from each. */
async function listeners(of: TestServer): Promise<number> {
  const many = await ManyConnections.open(of.url);
  try {
    const answers = await Promise.all(
      many.connections.map(async it => parsed(await it.exchange(bytesOf(of.root, STS, 'GetCallerIdentity')))),
    );
    expect(countOutcomes(answers)).toEqual({ OK: many.connections.length });
    return of.running.threads.count;
  } finally {
    many.close();
  }
}
