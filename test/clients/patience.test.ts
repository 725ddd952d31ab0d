/** The demo's clients outlast a machine that does other things: their own time-outs are 5 and 10 seconds. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import * as ram from '@alicloud/ram20150501';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OfficialClients } from '../../demo/official-clients.js';

let server: Server;
let clients: OfficialClients;
beforeAll(async () => {
  server = createServer(async (_, response) => {
    await delay(11_000);
    response.setHeader('content-type', 'application/json').end('{"RequestId":"late"}');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const endpoint = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  clients = new OfficialClients({ endpoint, accessKeyId: 'id', accessKeySecret: 'secret' });
});
afterAll(() => server.close());

test('an answer that comes after 11 seconds is taken, by every client', { timeout: 60_000 }, async () => {
  const answers = await Promise.all([
    clients.cas('DescribeCACertificateCount'),
    clients.kms('ListPolicies'),
    clients.ram.listUsers(new ram.ListUsersRequest({})).then(({ body }) => ({ RequestId: body?.requestId })),
    clients.sts.getCallerIdentity().then(({ body }) => ({ RequestId: body?.requestId })),
  ]);
  expect(answers).toEqual(answers.map(() => ({ RequestId: 'late' })));
});
