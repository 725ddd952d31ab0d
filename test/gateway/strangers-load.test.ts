import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Connections } from '../../src/gateway/connections.js';
import { gatewayError } from '../../src/gateway/gateway-error.js';
import { MemoryBudget } from '../../src/gateway/memory-budget.js';
import { refuseForLackOfRoom } from '../../src/gateway/raw-refusals.js';
import { readBody } from '../../src/gateway/request-body.js';
import { bodyLimit, maxJsonBytes } from '../../src/gateway/request-limits.js';
import { OwnRoom } from '../../src/gateway/room.js';
import { addressOf, headerOf, RawConnection } from '../raw-connection.js';
import { type Prepared, SignedClient } from '../signed-client.js';
import { useTestServer } from '../use-test-server.js';

const RAM = '2015-05-01';
const STS = '2015-04-01';
const FORM = 'application/x-www-form-urlencoded';
const BUDGET_MB = 8;
/** Until then it has happened, or never will; a busy machine takes seconds. */
const patience = { timeout: 60_000 };

const server = useTestServer({ environment: { CHANCERY_REQUEST_MEMORY_MB: String(BUDGET_MB) } });

/** The request with all of its headers, and of its body what is given. */
function bytesOf({ method, url, headers, body }: Prepared, sent = body): Buffer {
  const lines = Object.entries({ host: 'x', ...headers, 'content-length': String(Buffer.byteLength(body)) });
  const head = [`${method} ${url} HTTP/1.1`, ...lines.map(([name, value]) => `${name}: ${value}`)].join('\r\n');
  return Buffer.from(`${head}\r\n\r\n${sent}`);
}

/** What the server says to so many bytes, of which none may be the last. */
async function answerTo(bytes: Buffer) {
  const connection = await RawConnection.open(addressOf(server.url));
  const answer = await connection.exchange(bytes);
  connection.close();
  const body = JSON.parse(answer?.body.toString() ?? '{}') as { Code?: string; Message?: string };
  return { status: answer?.status, code: body.Code, message: body.Message };
}

const announced = (type: string | undefined, length: number): Buffer =>
  Buffer.from(
    `POST / HTTP/1.1\r\nHost: x\r\n${type ? `Content-Type: ${type}\r\n` : ''}Content-Length: ${length}\r\n\r\n`,
  );

describe('the headers tell whether a body is read at all', () => {
  test.each([
    [FORM, 1024 * 1024 + 1, 413, 'InvalidParameter.Limit'],
    ['application/json', maxJsonBytes + 1, 413, 'InvalidParameter.Limit'],
    ['text/plain', 1, 400, 'InvalidParameter.Body'],
    [undefined, 10, 400, 'InvalidParameter.Body'],
  ])('%s of %d bytes is refused before it comes', async (type, length, status, code) => {
    expect(await answerTo(announced(type, length))).toMatchObject({ status, code });
  });

  test('without a type, a body in parts may only be empty', async () => {
    // The official Java client announces parts and has none, where everything is in the query.
    const head = 'POST / HTTP/1.1\r\nHost: x\r\nx-acs-action: GetCallerIdentity\r\nx-acs-version: 2015-04-01\r\n';
    const empty = Buffer.from(`${head}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n`);
    expect((await answerTo(empty)).code).toBe('MissingAccessKeyId');
    const limit = bodyLimit({ headers: {} }, 1024);
    expect([limit.maxBytes, limit.refusal().code]).toEqual([0, 'InvalidParameter.Body']);
  });

  test('a type that is not read is named, with those that are', async () => {
    expect((await answerTo(announced('text/csv; a=b', 10))).message).toBe(
      'The request body is not valid. It has the Content-Type "text/csv"; parameters are read from application/x-www-form-urlencoded and application/json.',
    );
  });

  const large = { UserName: 'large', Comments: 'x'.repeat(200_000) };
  const stranger = (accessKeyId: string) =>
    new SignedClient({ endpoint: server.url, accessKeyId, accessKeySecret: 'not-the-secret' });

  test.each(['json', 'form'] as const)('a large %s is not read from an unknown key', async place => {
    const prepared = stranger('LTAI000000000000').prepare(RAM, 'CreateUser', large, { place });
    expect((await answerTo(bytesOf(prepared, ''))).code).toBe('InvalidAccessKeyId.NotFound');
  });

  test('nor with a time stamp of yesterday, nor from a key whose call has all but the form in its query', async () => {
    const date = new Date(Date.now() - 86_400_000);
    const late = server.root.prepare(RAM, 'CreateUser', large, { place: 'form', date });
    expect((await answerTo(bytesOf(late, ''))).code).toBe('InvalidTimeStamp.Expired');
    const query = stranger('LTAI000000000000').prepare(RAM, 'CreateUser', {}, { signature: 'v1' });
    const split = { ...query, headers: { 'content-type': FORM }, body: `Comments=${large.Comments}` };
    expect((await answerTo(bytesOf(split, ''))).code).toBe('InvalidAccessKeyId.NotFound');
  });

  test('nor JSON that nobody signed', async () => {
    expect((await answerTo(announced('application/json', 200_000))).code).toBe('MissingAccessKeyId');
  });

  test.each(['json', 'form'] as const)('a large %s of a caller is read, and judged as any other', async place => {
    const { body } = await server.root.call(RAM, 'CreateUser', large, { place });
    expect(body.Code).toBe('InvalidParameter.Comments.Length');
  });

  test('V1 with everything in a large form is read', async () => {
    const { body } = await server.root.call(RAM, 'CreateUser', large, { place: 'form', signature: 'v1' });
    expect(body.Code).toBe('InvalidParameter.Comments.Length');
  });

  test('JSON is parsed for whom the signature has proven', async () => {
    const good = server.root.prepare(RAM, 'CreateUser', { UserName: 'x' }, { place: 'json' });
    const broken = { ...good, body: good.body.replace('}', ']') };
    expect((await server.root.send(broken)).body.Code).toBe('SignatureDoesNotMatch');
  });

  test('more than a hundred headers are refused, not left out', async () => {
    const headers = Array.from({ length: 101 }, (_, i) => `h${i}: 1`).join('\r\n');
    expect(await answerTo(Buffer.from(`GET / HTTP/1.1\r\n${headers}\r\n\r\n`))).toMatchObject({ status: 431 });
  });
});

/** Opens connections that each send what is given and then nothing more. */
async function holdBack(count: number, bytes: Buffer): Promise<{ answers: string[]; sockets: Socket[] }> {
  const { host, port } = addressOf(server.url);
  const answers: string[] = [];
  const sockets = await Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const socket = connect({ host, port });
      answers[i] = '';
      socket.on('data', chunk => {
        answers[i] += chunk.toString();
      });
      socket.on('error', () => {});
      await new Promise<void>(resolve => socket.write(bytes, () => resolve()));
      return socket;
    }),
  );
  return { answers, sockets };
}

describe('who holds back the end of a request makes room for others', () => {
  const whoAmI = () => server.root.call(STS, 'GetCallerIdentity', {}, { place: 'form', signature: 'v1' });

  test.each([
    ['bodies', Buffer.concat([announced(FORM, 1024 * 1024), Buffer.from(`A=${'x'.repeat(900_000)}`)])],
    ['headers', Buffer.from(`GET /?${'x'.repeat(60_000)} HTTP/1.1\r\nHost: x\r\nA: ${'x'.repeat(50_000)}`)],
  ])('%s', async (what, bytes) => {
    const count = Math.ceil((3 * BUDGET_MB * 1024 * 1024) / bytes.length);
    const { answers, sockets } = await holdBack(count, bytes);
    expect((await whoAmI()).status).toBe(200);
    const given = () => answers.filter(text => text !== '');
    await vi.waitFor(() => expect(given().length).toBeGreaterThan(count / 2), patience);
    for (const answer of given()) {
      expect(answer).toMatch(/^HTTP\/1\.1 503 /);
      expect(answer).toMatch(/\r\nconnection: close\r\n/i);
      expect(answer).toContain('"Code":"ServiceUnavailable"');
    }
    expect(given().length, what).toBeLessThan(count);
    expect((await whoAmI()).status).toBe(200);
    for (const socket of sockets) socket.destroy();
  });

  test('a body that comes byte by byte is the body that was sent', async () => {
    const prepared = server.root.prepare(STS, 'GetCallerIdentity', {}, { place: 'form', signature: 'v1' });
    const { answers, sockets } = await holdBack(1, bytesOf(prepared, ''));
    for (const byte of Buffer.from(prepared.body)) {
      await new Promise<void>(resolve => sockets[0]!.write(Buffer.of(byte), () => setImmediate(resolve)));
    }
    await vi.waitFor(() => expect(answers[0]).toMatch(/^HTTP\/1\.1 200 /), patience);
    sockets[0]!.destroy();
  });
});

describe.each([
  ['that are counted', 0],
  ['of which none is counted', 4],
])('connections %s', (_what, uncounted) => {
  const rooms = { places: new OwnRoom(4), uncounted: new OwnRoom(uncounted) };
  const limits = { budget: new MemoryBudget(1024 * 1024), ...rooms, refuse: refuseForLackOfRoom };
  let plain: Server;
  let connections: Connections;
  const held: (() => void)[] = [];
  /** To the data of each connection: Node's own, and who counts. */
  const listeners: number[] = [];
  const readInto = (request: IncomingMessage, response: ServerResponse) => {
    const limit = { maxBytes: 4 * 1024 * 1024, refusal: () => gatewayError('ServiceUnavailable') };
    readBody(request, limit, connections).then(
      body => response.end(String(body.length)),
      (fault: Error) => response.writeHead(503).end(fault.message),
    );
  };
  beforeAll(async () => {
    plain = createServer({ maxHeaderSize: 128 * 1024 }, (request, response) => {
      if (request.url?.startsWith('/slow')) held.push(() => response.end('slow'));
      else if (request.method === 'POST') readInto(request, response);
      else response.end('quick');
    });
    connections = new Connections(plain, false, limits);
    plain.on('connection', socket => listeners.push(socket.listenerCount('data')));
    await new Promise<void>(resolve => plain.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    plain.closeAllConnections();
    plain.close();
  });
  const open = () => RawConnection.open({ host: '127.0.0.1', port: (plain.address() as AddressInfo).port });
  const get = (path: string) => Buffer.from(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);

  test('one more than the limit closes the one that has waited longest, and nobody who is being answered', async () => {
    const [busy, idle, recent] = [await open(), await open(), await open()];
    const slow = busy.exchange(get('/slow'));
    await vi.waitFor(() => expect(held).toHaveLength(1), patience);
    await recent.exchange(get('/'));
    const more = [await open(), await open()];
    await vi.waitFor(() => expect(idle.closed).toBe(true), patience);
    expect(connections.count).toBe(4);
    expect((await more[1]!.exchange(get('/')))?.body.toString()).toBe('quick');
    held.pop()?.();
    expect((await slow)?.body.toString()).toBe('slow');
    for (const connection of [busy, recent, ...more]) connection.close();
    await vi.waitFor(() => expect(connections.count).toBe(0), patience);
    expect(limits.budget.usedBytes).toBe(0);
  });

  test('where all are being answered there is no room for another', async () => {
    const busy = await Promise.all(Array.from({ length: 4 }, open));
    const answers = busy.map(connection => connection.exchange(get('/slow')));
    await vi.waitFor(() => expect(held).toHaveLength(4), patience);
    const fifth = await open();
    await vi.waitFor(() => expect(fifth.closed).toBe(true), patience);
    for (const finish of held.splice(0)) finish();
    expect((await Promise.all(answers)).map(answer => answer?.status)).toEqual([200, 200, 200, 200]);
    for (const connection of busy) connection.close();
  });

  test('the beginning of a next request that came with one is still counted when that one is answered, or has its place', async () => {
    const connection = await open();
    const begin = Buffer.from(`GET /?${'x'.repeat(50_000)}`);
    expect(headerOf((await connection.exchange(Buffer.concat([get('/'), begin])))!, 'connection')).toBe('keep-alive');
    const [least, most] = uncounted === 0 ? [45_000, 55_000] : [0, 0];
    await vi.waitFor(() => {
      expect(limits.budget.usedBytes).toBeGreaterThanOrEqual(least);
      expect(limits.budget.usedBytes).toBeLessThanOrEqual(most);
    }, patience);
    connection.close();
    await vi.waitFor(() => expect(limits.budget.usedBytes).toBe(0), patience);
  });

  test('a head is counted while its request is worked on', async () => {
    const connection = await open();
    const answer = connection.exchange(get(`/slow?${'x'.repeat(50_000)}`));
    await vi.waitFor(() => expect(held).toHaveLength(1), patience);
    expect(limits.budget.usedBytes).toBeGreaterThan(50_000);
    expect(limits.budget.usedBytes).toBeLessThan(60_000);
    held.pop()?.();
    expect((await answer)?.body.toString()).toBe('slow');
    await vi.waitFor(() => expect(limits.budget.usedBytes).toBe(0), patience);
    connection.close();
  });

  const post = (length: number, sent = length) =>
    Buffer.from(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${length}\r\n\r\n${'x'.repeat(sent)}`);

  test('of a body is counted what has come, and all is given back with its answer', async () => {
    const connection = await open();
    expect((await connection.exchange(post(500_000)))?.body.toString()).toBe('500000');
    await vi.waitFor(() => expect(limits.budget.usedBytes).toBe(0), patience);
    connection.close();

    const begun = await open();
    const cut = begun.exchange(post(500_000, 300_000));
    await vi.waitFor(() => expect(limits.budget.usedBytes).toBeGreaterThan(300_000), patience);
    expect(limits.budget.usedBytes).toBeLessThan(310_000);
    begun.close();
    await cut.catch(() => undefined);
    await vi.waitFor(() => expect(limits.budget.usedBytes).toBe(0), patience);
  });

  test('a body that all of the budget does not hold is given up', async () => {
    const connection = await open();
    expect((await connection.exchange(post(2_000_000)))?.status).toBe(503);
    connection.close();
    await vi.waitFor(() => expect(limits.budget.usedBytes).toBe(0), patience);
  });

  test('places of those that are not counted are given back when they close', async () => {
    await vi.waitFor(() => expect(connections.count).toBe(0), patience);
    const all = await Promise.all(Array.from({ length: 4 }, open));
    await Promise.all(all.map(connection => connection.exchange(get('/'))));
    expect(rooms.uncounted.take(1)).toBe(false);
    for (const connection of all) connection.close();
    await vi.waitFor(() => expect(connections.count).toBe(0), patience);
    expect(rooms.uncounted.take(uncounted)).toBe(true);
    rooms.uncounted.give(uncounted);
  });

  test('nobody but Node listens to the data of those that are not counted, or its parser would not read them itself', async () => {
    const connection = await open();
    await connection.exchange(get('/'));
    expect(listeners.at(-1)).toBe(uncounted === 0 ? 2 : 1);
    connection.close();
  });

  test('requests that follow each other on one connection leave nothing counted', async () => {
    const connection = await open();
    for (let i = 0; i < 50; i++) await connection.exchange(get(`/?${'x'.repeat(1000)}`));
    await vi.waitFor(() => expect(limits.budget.usedBytes).toBe(0), patience);
    connection.close();
  });
});
