/** What OCSP says as time goes by, over starts, clocks that jump, and on several servers: never an answer of yesterday. */
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Issued, issueClient } from '../api/cas/cas-calls.js';
import { newPostgresDatabase, postgresMissing } from '../postgres.js';
import { startTestServer, type TestServer } from '../server.js';
import { Scratch } from '../strangers/commands.js';
import { makeRequest, post, responseText } from './ocsp-client.js';
import { DAY_MS, type PublishingAuthority, publishingAuthority, revokeCertificate } from './revocation-calls.js';

const scratch = new Scratch();

async function askAbout(server: TestServer, authority: PublishingAuthority, { X509Certificate }: Issued) {
  const request = makeRequest({ issuerPem: authority.Certificate, certificatePems: [X509Certificate], scratch });
  const text = responseText(await post(`${server.url}/ocsp/${authority.Identifier}`, request), scratch);
  const time = (name: string) => Date.parse(new RegExp(`${name} ?: (.*)`).exec(text)?.[1] ?? '');
  return {
    status: /Cert Status: (\w+)/.exec(text)?.[1],
    thisUpdate: time('This Update'),
    nextUpdate: time('Next Update'),
    responder: {
      number: /Serial Number:\s*\n\s+(\S+)/.exec(text)?.[1],
      from: time('Not Before'),
      to: time('Not After'),
    },
  };
}

describe('on one server', () => {
  let clock = Date.now();
  const now = () => new Date(clock);
  let server: TestServer;
  let authority: PublishingAuthority;
  let good: Issued;
  let revoked: Issued;
  beforeAll(async () => {
    server = await startTestServer({ now });
    authority = await publishingAuthority(server.root, server.accountId);
    [good, revoked] = [await issueClient(server.root, authority), await issueClient(server.root, authority)];
    await revokeCertificate(server.root, revoked);
  });
  afterAll(() => server.close());

  test('the responder is replaced in the middle of its life, and not by a start', async () => {
    const start = clock;
    const at = async (days: number) => {
      clock = start + days * DAY_MS;
      const { responder } = await askAbout(server, authority, good);
      return responder.number;
    };
    const first = await at(0);
    expect(await at(3.4)).toBe(first);
    await server.close({ keepData: true });
    server = await startTestServer({ now, data: server.data });
    expect(await at(3.4)).toBe(first);
    const second = await at(3.6);
    expect(second).not.toBe(first);
    expect(await at(6.9)).toBe(second);
    expect(await at(30)).not.toBe(second);
    clock = start;
  });

  test('whatever the clock does, answers and their responder are of now, and what is revoked stays so', async () => {
    const start = clock;
    for (const days of [0, 0.02, 30, 200, 0, -20, -19.99, 1]) {
      clock = start + days * DAY_MS;
      for (const certificate of [good, revoked]) {
        const { status, thisUpdate, nextUpdate, responder } = await askAbout(server, authority, certificate);
        expect(status).toBe(certificate === good ? 'good' : 'revoked');
        expect(thisUpdate).toBeLessThanOrEqual(clock);
        expect(nextUpdate).toBeGreaterThan(clock);
        expect(responder.from).toBeLessThanOrEqual(clock);
        expect(responder.to).toBeGreaterThanOrEqual(nextUpdate);
      }
    }
    clock = start;
  });
});

describe.skipIf(postgresMissing)(`on two servers${postgresMissing ? ` (${postgresMissing})` : ''}`, () => {
  let one: TestServer;
  let other: TestServer;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    const database = await newPostgresDatabase();
    remove = database.remove;
    one = await startTestServer({ store: database.url });
    const data = mkdtempSync(join(tmpdir(), 'chancery-replica-'));
    cpSync(one.data, data, { recursive: true });
    other = await startTestServer({ store: database.url, data });
  });
  afterAll(async () => {
    await Promise.all([one.close(), other.close()]);
    await remove();
  });

  test('an answer that one has signed ahead does not outlive a revocation by the other', async () => {
    const authority = await publishingAuthority(one.root, one.accountId);
    for (const [asked, revoking] of [
      [one, other],
      [other, one],
    ] as const) {
      const certificate = await issueClient(one.root, authority);
      expect((await askAbout(asked, authority, certificate)).status).toBe('good');
      await revokeCertificate(revoking.root, certificate);
      expect((await askAbout(asked, authority, certificate)).status).toBe('revoked');
    }
    const certificate = await issueClient(one.root, authority);
    const responders = [await askAbout(one, authority, certificate), await askAbout(other, authority, certificate)];
    expect(responders[0]?.responder).toEqual(responders[1]?.responder);
  });
});
