/** A list is never behind, never old, and its number never falls: over revocations, restarts, copies put back, and clocks that jump. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { crlResponder } from '../../src/responders/crl.js';
import { issueClient } from '../api/cas/cas-calls.js';
import { revoke as revokePastApi } from '../api/cas/store-edits.js';
import { newPostgresDatabase, postgresMissing } from '../postgres.js';
import { startTestServer, type TestServer } from '../server.js';
import { Scratch } from '../strangers/commands.js';
import { useTestServer } from '../use-test-server.js';
import { DAY_MS, listOf, publishingAuthority, revokeCertificate, serialOf } from './revocation-calls.js';

const scratch = new Scratch();

describe('over HTTP', () => {
  const server = useTestServer();

  test('who has the list is told so, by its tag or its date, until something is revoked', async () => {
    const sub = await publishingAuthority(server.root, server.accountId);
    const url = server.url + sub.path;
    const first = await fetch(url);
    const etag = first.headers.get('etag') ?? '';
    const date = first.headers.get('last-modified') ?? '';
    expect([etag, date]).toEqual([expect.stringMatching(/^"\d+"$/), expect.stringMatching(/GMT$/)]);
    const status = async (headers: Record<string, string>) => (await fetch(url, { headers })).status;
    expect(await status({ 'if-none-match': etag })).toBe(304);
    expect(await status({ 'if-none-match': `"other", W/${etag}` })).toBe(304);
    expect(await status({ 'if-none-match': '*' })).toBe(304);
    expect(await status({ 'if-none-match': '"other"' })).toBe(200);
    expect(await status({ 'if-modified-since': date })).toBe(304);
    expect(await status({ 'if-modified-since': 'yesterday' })).toBe(200);
    // The tag counts alone where there is one.
    expect(await status({ 'if-none-match': '"other"', 'if-modified-since': date })).toBe(200);
    const notModified = await fetch(url, { headers: { 'if-none-match': etag } });
    expect([await notModified.text(), notModified.headers.get('etag')]).toEqual(['', etag]);
    expect(notModified.headers.get('cache-control')).toContain('max-age=');

    await revokeCertificate(server.root, await issueClient(server.root, sub));
    const second = await fetch(url, { headers: { 'if-none-match': etag, 'if-modified-since': date } });
    expect([second.status, second.headers.get('etag') === etag]).toEqual([200, false]);
    // Also for a client that knows the date alone, though both lists may be of one second.
    expect(await status({ 'if-modified-since': date })).toBe(200);
  });

  test('caches may keep a list until it ends, and no longer', async () => {
    const nextUpdate = new Date('2026-03-02T00:00:00Z');
    const list = { name: 'full', number: 1, thisUpdate: nextUpdate, nextUpdate, entriesHash: '', latestAt: nextUpdate };
    const find = async () => ({ ...list, datable: true, der: Buffer.of(0x30, 0x00) });
    const maxAge = async (secondsLeft: number) => {
      const respond = crlResponder(
        { revocationLists: { find } },
        () => new Date(nextUpdate.getTime() - secondsLeft * 1000),
      );
      const answer = await respond('/crl/1/00000000-0000-6000-8000-000000000000.crl');
      return Number(/max-age=(\d+)$/.exec(answer?.headers['cache-control'] ?? '')?.[1]);
    };
    expect([await maxAge(100_000), await maxAge(299.9), await maxAge(0.4)]).toEqual([300, 299, 0]);
  });

  test('HEAD answers as GET does, without the list', async () => {
    const sub = await publishingAuthority(server.root, server.accountId);
    const [head, get] = await Promise.all([
      fetch(server.url + sub.path, { method: 'HEAD' }),
      fetch(server.url + sub.path),
    ]);
    expect([head.status, await head.text()]).toEqual([200, '']);
    for (const name of ['content-type', 'content-length', 'etag', 'cache-control']) {
      expect(head.headers.get(name)).toBe(get.headers.get(name));
    }
    expect(get.headers.get('content-length')).toBe(String((await get.arrayBuffer()).byteLength));
    expect((await fetch(server.url + sub.path, { method: 'POST' })).status).toBe(400);
  });

  test('a revocation is on the list that is asked for right after it, also among many', async () => {
    const sub = await publishingAuthority(server.root, server.accountId);
    const certificates = await Promise.all(Array.from({ length: 12 }, () => issueClient(server.root, sub)));
    let highest = (await listOf(server, sub, scratch)).number;
    await Promise.all(
      certificates.map(async certificate => {
        await revokeCertificate(server.root, certificate);
        const list = await listOf(server, sub, scratch);
        expect(list.revoked).toContain(certificate.SerialNumber.toUpperCase());
      }),
    );
    const list = await listOf(server, sub, scratch);
    expect(list.revoked).toHaveLength(12);
    expect(list.number > highest).toBe(true);
    highest = list.number;
    expect((await listOf(server, sub, scratch)).number).toBe(highest);
  });

  test('a revocation is signed without anybody asking', async () => {
    const sub = await publishingAuthority(server.root, server.accountId);
    const { number } = await listOf(server, sub, scratch);
    await revokeCertificate(server.root, await issueClient(server.root, sub));
    const stored = async () => {
      const rows = server.running.store.db.selectFrom('ca_revocation_lists').select('number');
      return BigInt((await rows.where('authority_id', '=', sub.Identifier).executeTakeFirstOrThrow()).number);
    };
    const late = Date.now() + 10_000;
    while ((await stored()) === number && Date.now() < late) await wait(50);
    expect((await stored()) > number).toBe(true);
  });
});

describe('over the life of a server', () => {
  let clock: number;
  const now = () => new Date(clock);
  let server: TestServer;
  const start = async (data?: string) => {
    server = await startTestServer({ now, data });
  };
  beforeAll(async () => {
    clock = Date.now();
    await start();
  });
  afterAll(() => server.close());

  const publishing = () => publishingAuthority(server.root, server.accountId);

  test('a start signs anew, with a higher number', async () => {
    const sub = await publishing();
    const before = await listOf(server, sub, scratch);
    await server.close({ keepData: true });
    clock += 1000;
    await start(server.data);
    const after = await listOf(server, sub, scratch);
    expect(after.number > before.number).toBe(true);
    expect((await listOf(server, sub, scratch)).number).toBe(after.number);
  });

  test('a copy of the data put back does not bring lower numbers back', async () => {
    const sub = await publishing();
    const certificate = await issueClient(server.root, sub);
    await listOf(server, sub, scratch);
    await server.close({ keepData: true });
    const copy = mkdtempSync(join(tmpdir(), 'chancery-copy-'));
    cpSync(server.data, copy, { recursive: true });

    clock += 1000;
    await start(server.data);
    await revokeCertificate(server.root, certificate);
    const latest = await listOf(server, sub, scratch);
    expect(latest.revoked).toHaveLength(1);

    await server.close({ keepData: true });
    rmSync(server.data, { recursive: true });
    cpSync(copy, server.data, { recursive: true });
    rmSync(copy, { recursive: true });
    clock += 60_000;
    await start(server.data);
    const restored = await listOf(server, sub, scratch);
    expect(restored.number > latest.number).toBe(true);
    // The copy knows nothing of the revocation; revoked again, it is on the list again.
    expect(restored.revoked).toEqual([]);
    await revokeCertificate(server.root, certificate);
    expect((await listOf(server, sub, scratch)).revoked).toEqual([serialOf(certificate.X509Certificate)]);
  });

  test('a clock that is set forward, and back again, brings neither expired lists nor lower numbers', async () => {
    const sub = await publishing();
    const certificate = await issueClient(server.root, sub);
    await revokeCertificate(server.root, certificate);
    const start = clock;
    let highest = 0n;
    // Beyond the life of a list; beyond that of the certificate; back; into the past; on.
    for (const days of [0, 30, 800, 0, -100, -99, 1, 6, 12]) {
      clock = start + days * DAY_MS;
      const list = await listOf(server, sub, scratch);
      expect(list.number >= highest).toBe(true);
      highest = list.number;
      expect(list.thisUpdate.getTime()).toBeLessThanOrEqual(clock);
      expect(list.nextUpdate.getTime()).toBeGreaterThan(clock);
      // Revoked, and on that day valid: it has to be there, whatever happened to the clock before.
      if (days < 365) expect(list.revoked).toEqual([serialOf(certificate.X509Certificate)]);
    }
    clock = start;
  });

  test('an expired certificate leaves after it has been on one list by the calendar', async () => {
    const sub = await publishing();
    const certificate = await issueClient(server.root, sub, { Days: 1 });
    await revokeCertificate(server.root, certificate);
    const start = clock;
    const revokedAfter = async (days: number) => {
      clock = start + days * DAY_MS;
      return (await listOf(server, sub, scratch)).revoked.length;
    };
    expect(await revokedAfter(0)).toBe(1);
    // Expired. A list because of another revocation is not one by the calendar; that of day 5 is; the one after it need not have it.
    const other = await issueClient(server.root, sub);
    await revokePastApi(server, other.Identifier, new Date(start + 2 * DAY_MS));
    expect([await revokedAfter(2), await revokedAfter(5), await revokedAfter(10)]).toEqual([2, 2, 1]);
    clock = start;
  });
});

describe.skipIf(postgresMissing)(
  `with two servers on one PostgreSQL${postgresMissing ? ` (${postgresMissing})` : ''}`,
  () => {
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

    test('both serve the same list, and what one revokes the other has at once', async () => {
      const sub = await publishingAuthority(one.root, one.accountId);
      const both = async () => {
        const [mine, theirs] = [await listOf(one, sub, scratch), await listOf(other, sub, scratch)];
        return { mine, theirs };
      };
      // The first look of the second server signs anew once; from then on the two agree.
      await both();
      const agreed = await both();
      expect(agreed.theirs.text).toBe(agreed.mine.text);

      let highest = agreed.mine.number;
      for (let round = 0; round < 6; round++) {
        const [revoking, asked] = round % 2 === 0 ? [one, other] : [other, one];
        const certificate = await issueClient(revoking.root, sub);
        await revokeCertificate(revoking.root, certificate);
        const list = await listOf(asked, sub, scratch);
        expect(list.revoked).toContain(serialOf(certificate.X509Certificate));
        expect(list.number > highest).toBe(true);
        highest = list.number;
        expect((await listOf(revoking, sub, scratch)).number >= highest).toBe(true);
      }
    });
  },
);
