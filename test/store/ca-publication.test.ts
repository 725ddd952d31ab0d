import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { NewAuthority } from '../../src/ca/records.js';
import type { Publication, StoredList } from '../../src/ca/revocation/store.js';
import type { CaStore } from '../../src/ca/store.js';
import { type Change, Refusal } from '../../src/domain/change.js';
import { caRecords } from '../../src/store/ca.js';
import type { Store } from '../../src/store/store.js';
import { mine, newAuthority, newCertificate, sealed } from './ca-records.js';
import { describeStores } from './each-store.js';

const now = new Date('2026-03-01T12:00:00.123Z');
const tomorrow = new Date('2026-03-02T12:00:00.123Z');
const many = 10;

const publication = (number: number, revision: number, parts: Partial<Publication> = {}): Publication => ({
  number,
  revision,
  thisUpdate: now,
  nextUpdate: tomorrow,
  regular: { number: 3, at: now },
  base: { number: 2, at: now },
  shards: 0,
  publicUrls: [],
  entriesHash: 'ab',
  ...parts,
});

const list = (name: string, number: number): StoredList => ({
  name,
  number,
  thisUpdate: now,
  nextUpdate: tomorrow,
  entriesHash: 'cd',
  latestAt: now,
  datable: true,
  der: Buffer.from(`${name} ${number}`),
});

describeStores('published revocations', subject => {
  let store: Store;
  let ca: CaStore;
  let root: NewAuthority;
  beforeAll(() => {
    ({ store } = subject());
    ca = caRecords(store);
  });
  beforeEach(async () => {
    root = newAuthority({ crlEnabled: true, crlDays: 7 });
    await store.commit(ca.addAuthority(root, sealed, [], now));
  });

  const commit = (change: Change) => store.commit(change);
  const refusal = async (change: Change) =>
    commit(change).then(
      () => 'not refused',
      fault => (fault instanceof Refusal ? fault.reason : fault),
    );
  const revokeOne = async (authorityId = root.id, at = now) => {
    const certificate = newCertificate(authorityId);
    await commit(ca.addCertificate(certificate, sealed, [], now));
    await commit(ca.revokeCertificate(mine, certificate.id, at));
    return certificate;
  };
  const due = async (at: Date) => (await ca.revocation.listDue(at, 1000)).includes(root.id);
  const publish = (next: Publication, lists: StoredList[], previous?: Publication) =>
    ca.revocation.publish(root.id, next, lists, previous, tomorrow);

  test('an authority that has revoked and published nothing', async () => {
    expect(await ca.revocation.findPublisher(root.id)).toEqual({
      id: root.id,
      accountId: mine,
      status: 'issued',
      revokedAt: undefined,
      revokedAboveAt: undefined,
      notAfter: root.notAfter,
      origin: 'local',
      crlEnabled: true,
      crlDays: 7,
      revision: 0,
      published: undefined,
    });
    expect(await due(tomorrow)).toBe(false);
    expect(await ca.revocation.findPublisher('none')).toBeUndefined();
  });

  test('each revocation counts, also of an authority below, and many at once', async () => {
    await revokeOne();
    const sub = newAuthority({ kind: 'sub', parentId: root.id });
    await commit(ca.addAuthority(sub, sealed, [], now));
    await commit(ca.revokeAuthority(mine, sub.id, now));
    await Promise.all(Array.from({ length: many }, () => revokeOne()));
    expect(await ca.revocation.findPublisher(root.id)).toMatchObject({ revision: 2 + many, published: undefined });
    // Nobody has asked for a list yet, so none is due.
    expect(await due(tomorrow)).toBe(false);
    expect(await ca.revocation.findPublisher(sub.id)).toMatchObject({ status: 'revoked', revision: 0 });
    await commit(ca.revokeAuthority(mine, root.id, now));
    expect(await ca.revocation.findPublisher(root.id)).toMatchObject({ status: 'revoked', revokedAt: now });
  });

  describe('lists', () => {
    test('come back as they were published, and stay where a later publication does not replace them', async () => {
      const first = publication(5, 0, { shards: 64, publicUrls: ['http://a', 'https://b'] });
      await commit(publish(first, [list('full', 5), list('delta', 5), list('0', 5)]));
      expect((await ca.revocation.findPublisher(root.id))?.published).toEqual(first);
      expect(await ca.revocation.findList(root.id, 'full')).toEqual(list('full', 5));
      expect(await ca.revocation.listSharded()).toContainEqual({ authorityId: root.id, shards: 64 });

      const second = publication(6, 0);
      await commit(publish(second, [list('full', 6)], first));
      expect(await ca.revocation.findList(root.id, 'full')).toEqual(list('full', 6));
      expect(await ca.revocation.findList(root.id, '0')).toEqual(list('0', 5));
      const heads = await ca.revocation.listHeads(root.id);
      expect(heads.map(({ name, number }) => `${name} ${number}`).sort()).toEqual(['0 5', 'delta 5', 'full 6']);
      expect(await ca.revocation.findList(root.id, '1')).toBeUndefined();
    });

    test('of two who publish at once one is refused, at first and later', async () => {
      const twice = async (number: number, previous?: Publication) => {
        const results = await Promise.all([
          refusal(publish(publication(number, 0), [list('full', number)], previous)),
          refusal(publish(publication(number + 1, 0), [list('full', number + 1)], previous)),
        ]);
        expect(results.sort()).toEqual(['lists-superseded', 'not refused']);
        const current = (await ca.revocation.findPublisher(root.id))?.published;
        // The list is that of the server that won.
        expect((await ca.revocation.findList(root.id, 'full'))?.number).toBe(current?.number);
        return current;
      };
      await twice(20, await twice(10));
    });

    test('are due at their renewal, at once after a revocation, and never when settled', async () => {
      await commit(publish(publication(5, 0), [list('full', 5)]));
      expect([await due(now), await due(tomorrow)]).toEqual([false, true]);
      await revokeOne();
      expect(await due(new Date(0))).toBe(true);
      // Published without having seen the revocation: still due. With it: not until the renewal.
      await commit(publish(publication(6, 0), [list('full', 6)], publication(5, 0)));
      expect(await due(new Date(0))).toBe(true);
      await commit(publish(publication(7, 1), [list('full', 7)], publication(6, 0)));
      expect([await due(now), await due(tomorrow)]).toEqual([false, true]);
      await commit(ca.revocation.settle(root.id));
      expect(await due(new Date('2999-01-01T00:00:00Z'))).toBe(false);
    });
  });

  test('what is revoked is read in pages, without what expired before', async () => {
    const certificates = [await revokeOne(), await revokeOne(), await revokeOne()];
    const serials = certificates.map(it => it.serialNumber).sort();
    const page = (after: string, notBefore = now) => ca.revocation.listRevoked(root.id, notBefore, after, 2);
    const first = await page('');
    expect(first.map(it => it.serialNumber)).toEqual(serials.slice(0, 2));
    expect(first[0]).toEqual({ serialNumber: serials[0], revokedAt: now });
    expect((await page(serials[1] ?? '')).map(it => it.serialNumber)).toEqual(serials.slice(2));
    expect(await page('', new Date('2027-03-01T12:00:00.001Z'))).toEqual([]);
    expect(await page('', new Date('2027-03-01T12:00:00.000Z'))).toHaveLength(2);
  });

  describe('a serial number', () => {
    test('is issued, revoked or neither, by its authority', async () => {
      const revoked = await revokeOne();
      const good = newCertificate(root.id);
      await commit(ca.addCertificate(good, sealed, [], now));
      const sub = newAuthority({ kind: 'sub', parentId: root.id });
      await commit(ca.addAuthority(sub, sealed, [], now));
      const find = (serialNumber: string, id = root.id) => ca.revocation.findSerial(id, serialNumber);
      expect(await find(good.serialNumber)).toEqual({ issued: true, revokedAt: undefined });
      expect(await find(revoked.serialNumber)).toEqual({ issued: true, revokedAt: now });
      expect(await find(sub.serialNumber)).toEqual({ issued: true, revokedAt: undefined });
      expect(await find('00')).toEqual({ issued: false, revokedAt: undefined });
      expect(await find(good.serialNumber, sub.id)).toEqual({ issued: false, revokedAt: undefined });
    });

    test('stays revoked when its certificate is deleted', async () => {
      const { id, serialNumber } = await revokeOne();
      await subject().execute(`delete from ca_certificates where id = '${id}'`);
      expect(await ca.revocation.findSerial(root.id, serialNumber)).toEqual({ issued: true, revokedAt: now });
    });
  });

  test('responders: the one that is valid longest now, and those that expired are forgotten', async () => {
    const responder = (id: string, notBefore: string, notAfter: string) => ({
      id: `${id} ${root.id}`,
      authorityId: root.id,
      serialNumber: id,
      algorithm: 'ECC_256',
      notBefore: new Date(notBefore),
      notAfter: new Date(notAfter),
      certificateDer: Buffer.from(id),
      sealedKey: sealed,
    });
    const old = responder('01', '2026-02-01T00:00:00Z', '2026-02-08T00:00:00Z');
    const current = responder('02', '2026-02-28T00:00:00Z', '2026-03-04T00:00:00Z');
    const next = responder('03', '2026-03-01T00:00:00Z', '2026-03-08T00:00:00Z');
    const future = responder('04', '2036-03-01T00:00:00Z', '2036-03-08T00:00:00Z');
    for (const each of [old, current, future]) await commit(ca.revocation.addResponder(each, new Date(0)));
    expect(await ca.revocation.findResponder(root.id, now)).toEqual(current);
    await commit(ca.revocation.addResponder(next, now));
    expect(await ca.revocation.findResponder(root.id, now)).toEqual(next);
    expect(await ca.revocation.findResponder(root.id, new Date('2026-02-02T00:00:00Z'))).toBeUndefined();
    expect(await ca.revocation.findResponder('none', now)).toBeUndefined();
    // Who looks up a responder's certificate finds that it was issued.
    expect(await ca.revocation.findSerial(root.id, '03')).toEqual({ issued: true, revokedAt: undefined });
  });
});
