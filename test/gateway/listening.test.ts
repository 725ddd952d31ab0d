/** Where the server listens, and how it ends. */
import { lookup } from 'node:dns/promises';
import { request as send } from 'undici';
import { expect, test, vi } from 'vitest';
import { addressOf, RawConnection } from '../raw-connection.js';
import { startTestServer } from '../server.js';

test('localhost is every address of that name', async () => {
  const server = await startTestServer({ listen: 'localhost:0' });
  const { port } = new URL(server.url);
  for (const { address, family } of await lookup('localhost', { all: true })) {
    const page = await send(`http://${family === 6 ? `[${address}]` : address}:${port}/healthz`);
    expect([address, page.statusCode, await page.body.text()]).toEqual([address, 200, 'ok\n']);
  }
  await server.close();
});

test('an address that is not of this machine is said at the start', async () => {
  await expect(startTestServer({ listen: '192.0.2.1:0' })).rejects.toThrow(/EADDRNOTAVAIL/);
});

test('a stop answers the call under way and closes its connection, which the client would have kept', async () => {
  const server = await startTestServer();
  const { method, url, headers } = server.root.prepare('2015-04-01', 'GetCallerIdentity');
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  let release: () => void = () => {};
  const commit = vi.spyOn(server.running.store, 'commit');
  const underWay = new Promise<void>(resolve => {
    commit.mockImplementationOnce(async () => {
      resolve();
      await new Promise<void>(go => {
        release = go;
      });
    });
  });
  const connection = await RawConnection.open(addressOf(server.url));
  const answered = connection.exchange(
    Buffer.from(`${method} ${url} HTTP/1.1\r\n${lines.join('')}content-length: 0\r\n\r\n`),
  );
  await underWay;
  const stopped = server.close();
  release();
  const answer = await answered;
  expect(answer?.status).toBe(200);
  expect(answer?.head.toLowerCase()).toContain('\r\nconnection: close');
  // Long before the time is over that requests under way are given: nothing holds the connection.
  await stopped;
  expect(await connection.exchange(Buffer.from('GET /healthz HTTP/1.1\r\n\r\n'))).toBeUndefined();
});
