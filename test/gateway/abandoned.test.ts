/** Callers who leave while their call waits for a key or a password to be worked on: their place is given up, and nothing is done. */
import { request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { keyDerivation, keyGeneration } from '../../src/crypto/thread-pool.js';
import { principalKey } from '../../src/domain/principal.js';
import { neverGone } from '../../src/domain/requester.js';
import { casOk, issueClient, makeRoot, makeSub } from '../api/cas/cas-calls.js';
import { kmsOk } from '../api/kms/kms-calls.js';
import { useTestServer } from '../use-test-server.js';

const server = useTestServer();

/** Runs `task` while the account's root has work under way that does not end, and its next calls wait. */
async function whileWaiting(task: () => Promise<void>): Promise<void> {
  let release: () => void = () => {};
  const gate = new Promise<void>(resolve => {
    release = resolve;
  });
  const root = { id: principalKey({ accountId: server.accountId, id: server.accountId }), gone: neverGone };
  const held = [keyGeneration, keyDerivation].flatMap(lane =>
    Array.from({ length: 20 }, () => lane.run(() => gate, root).catch(() => {})),
  );
  try {
    await task();
  } finally {
    release();
    await Promise.all(held);
  }
}

/** Sends a call and closes the connection without waiting for the answer. */
async function callAndLeave(version: string, action: string, parameters: Record<string, unknown>): Promise<void> {
  const { method, url, headers, body } = server.root.prepare(version, action, parameters);
  const sent = request(server.url + url, { method, headers });
  sent.on('error', () => {});
  sent.end(body);
  // Most of the time long enough to be waiting in line; the call ends the same way if it is not.
  await wait(200);
  sent.destroy();
}

const recordsOf = async (operation: string) =>
  (await server.running.store.audit.list({ operation })).map(({ outcome, status }) => ({ outcome, status }));

test('a CA whose maker has left is not made, and the record says why', async () => {
  const Organization = 'Left';
  await whileWaiting(async () => {
    const asked = { Organization, OrganizationUnit: 'U', Locality: 'L', State: 'S', CommonName: 'Left' };
    await callAndLeave('2020-06-30', 'CreateRootCACertificate', { ...asked, Algorithm: 'RSA_2048', Years: 1 });
    await vi.waitFor(async () => {
      expect(await recordsOf('CreateRootCACertificate')).toEqual([{ outcome: 'ClientClosedRequest', status: 499 }]);
    });
  });
  const list = await casOk(server.root, 'DescribeCACertificateList');
  expect(list.TotalCount).toBe(0);
  expect(server.log).not.toContain('a call failed inside the server');
});

test('a private key whose owner has left is not encrypted, nor a client key made', async () => {
  const { Identifier } = await issueClient(server.root, await makeSub(server.root, await makeRoot(server.root)));
  await kmsOk(server.root, 'CreateApplicationAccessPoint', { Name: 'left', Policies: '["p"]' });
  await whileWaiting(async () => {
    await callAndLeave('2020-06-30', 'DescribeCertificatePrivateKey', { Identifier, EncryptedCode: 'secret' });
    await callAndLeave('2016-01-20', 'CreateClientKey', { AapName: 'left', Password: 'aap-Passw0rd' });
    for (const operation of ['DescribeCertificatePrivateKey', 'CreateClientKey']) {
      await vi.waitFor(async () => {
        expect(await recordsOf(operation)).toEqual([{ outcome: 'ClientClosedRequest', status: 499 }]);
      });
    }
  });
  expect(await kmsOk(server.root, 'ListClientKeys', { AapName: 'left' })).toMatchObject({ ClientKeys: [] });
});
