/** SIGKILL in the middle of revoking: what was acknowledged is on the next list and in the next answer, and no number falls. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { type Issued, issueClient } from '../api/cas/cas-calls.js';
import { type ChildServer, startChildServer } from '../child-server.js';
import { SignedClient } from '../signed-client.js';
import { Scratch } from '../strangers/commands.js';
import { makeRequest, post, responseText } from './ocsp-client.js';
import { fetchList, type PublishingAuthority, publishingAuthority } from './revocation-calls.js';

const scratch = new Scratch();
const data = mkdtempSync(join(tmpdir(), 'chancery-killed-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));

const rounds = 4;
const clientOf = ({ url, accessKeyId, accessKeySecret }: ChildServer) =>
  new SignedClient({ endpoint: url, accessKeyId, accessKeySecret });

test(`${rounds} kills while certificates are revoked and lists are read`, async () => {
  let authority: PublishingAuthority | undefined;
  const acknowledged = new Map<string, Issued>();
  let highest = 0n;
  for (let round = 0; round <= rounds; round++) {
    const server = await startChildServer({ data, environment: { CHANCERY_LOG: 'silent' } });
    try {
      const client = clientOf(server);
      authority ??= await publishingAuthority(client, server.accountId);
      const { path, Identifier, Certificate } = authority;

      const list = await fetchList(server.url, path, scratch);
      expect(list.number > highest).toBe(true);
      highest = list.number;
      for (const serial of acknowledged.keys()) expect(list.revoked).toContain(serial.toUpperCase());
      for (const certificate of [...acknowledged.values()].slice(-3)) {
        const asked = { issuerPem: Certificate, certificatePems: [certificate.X509Certificate], scratch };
        const answer = await post(`${server.url}/ocsp/${Identifier}`, makeRequest(asked));
        expect(responseText(answer, scratch)).toContain('Cert Status: revoked');
      }
      if (round === rounds) continue;

      const stock: Issued[] = [];
      for (let i = 0; i < 60; i++) stock.push(await issueClient(client, authority));
      let killed = false;
      const revoking = async () => {
        for (let next = stock.pop(); next && !killed; next = stock.pop()) {
          const { Identifier: id } = next;
          const answer = await client
            .call('2020-06-30', 'CreateRevokeClientCertificate', { Identifier: id })
            .catch(() => undefined);
          if (answer?.status === 200) acknowledged.set(next.SerialNumber, next);
        }
      };
      const reading = async () => {
        while (!killed) {
          const read = await fetchList(server.url, path, scratch).catch(() => undefined);
          if (read && read.number > highest) highest = read.number;
        }
      };
      const load = Promise.all([revoking(), revoking(), revoking(), reading()]);
      await wait(40 + Math.random() * 200);
      const ended = server.kill();
      killed = true;
      await Promise.all([ended, load]);
    } finally {
      if (server.process.exitCode === null && server.process.signalCode === null) await server.kill();
    }
  }
  expect(acknowledged.size).toBeGreaterThan(0);
});
