import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { NewAuthority } from '../../src/ca/records.js';
import type { CaStore } from '../../src/ca/store.js';
import { randomIdentifier } from '../../src/crypto/random.js';
import { type Change, Refusal } from '../../src/domain/change.js';
import { caRecords } from '../../src/store/ca.js';
import type { Store } from '../../src/store/store.js';
import { mine, newAuthority, newCertificate, sealed, theirs } from './ca-records.js';
import { describeStores } from './each-store.js';

const now = new Date('2026-03-01T12:00:00.123Z');
const authority = newAuthority;
const certificate = newCertificate;
/** What an authority has once it is stored. */
const stored = { status: 'issued', alias: undefined, number: expect.any(Number), certificateLimit: 1_000_000 };

describeStores('the CA', subject => {
  let store: Store;
  let ca: CaStore;
  let root: NewAuthority;
  beforeAll(() => {
    ({ store } = subject());
    ca = caRecords(store);
  });
  beforeEach(async () => {
    root = authority();
    await store.commit(ca.addAuthority(root, sealed, [], now));
  });

  const commit = (change: Change) => store.commit(change);
  const placeholder = (index: number) => (store.dialect.name === 'postgres' ? `$${index}` : '?');
  const refusal = async (change: Change) =>
    commit(change).then(
      () => 'not refused',
      fault => (fault instanceof Refusal ? fault.reason : fault),
    );

  describe('authorities', () => {
    test('come back as they were added', async () => {
      const sub = authority({
        kind: 'sub',
        parentId: root.id,
        pathLength: 0,
        crlEnabled: true,
        crlDays: 7,
        certificateMaxDays: 90,
      });
      const tags = [
        { key: 'b', value: '' },
        { key: 'a', value: '值' },
      ];
      await commit(ca.addAuthority(sub, sealed, tags, now));
      // What is only asked for.
      const asked = { nameKey: undefined };
      expect(await ca.findAuthority(mine, sub.id)).toEqual({ ...sub, ...stored, ...asked });
      expect(await ca.findAuthority(mine, root.id)).toEqual({ ...root, ...stored, ...asked });
      expect(await ca.findAuthorityKey(mine, sub.id)).toEqual(sealed);
      expect(await ca.findAuthorityStanding(mine, sub.id)).toEqual({
        status: 'issued',
        notAfter: sub.notAfter,
        origin: 'local',
      });
      expect(await ca.findAuthorityCertificate(sub.id)).toEqual(sub.certificateDer);
      expect(await ca.labels.findTags(sub.id)).toEqual([...tags].reverse());
    });

    test('are not there for another account', async () => {
      expect(await ca.findAuthority(theirs, root.id)).toBeUndefined();
      expect(await ca.findAuthorityKey(theirs, root.id)).toBeUndefined();
      expect(await ca.findAuthorityStanding(theirs, root.id)).toBeUndefined();
      const sub = authority({ kind: 'sub', parentId: root.id, accountId: theirs });
      expect(await refusal(ca.addAuthority(sub, sealed, [], now))).toBe('authority-not-issuing');
    });

    test('of another origin come back without a key', async () => {
      const external = authority({ kind: 'sub', origin: 'external', parentId: root.id });
      await commit(ca.addAuthority(external, undefined, [], now));
      expect(await ca.findAuthority(mine, external.id)).toMatchObject({ origin: 'external' });
      expect(await ca.findAuthorityKey(mine, external.id)).toBeUndefined();
      expect(await ca.findAuthorityIdOfInstance(mine, external.instanceId)).toBe(external.id);
      expect(await ca.findAuthorityIdOfInstance(theirs, external.instanceId)).toBeUndefined();
    });

    test('are known by what their names are compared by, in their account', async () => {
      await commit(ca.addAuthority(authority({ nameKey: 'name-1' }), sealed, [], now));
      const external = authority({ kind: 'sub', origin: 'external', parentId: root.id, nameKey: 'name-2' });
      await commit(ca.addAuthority(external, undefined, [], now));
      const has = (...it: Parameters<typeof ca.hasAuthorityOfName>) => ca.hasAuthorityOfName(...it);
      expect(await Promise.all([has(mine, 'name-1'), has(mine, 'name-2'), has(mine, 'name-3')])).toEqual([
        true,
        true,
        false,
      ]);
      expect(await has(theirs, 'name-1')).toBe(false);
      expect(await has(mine, 'name-1', 'external')).toBe(false);
      expect(await has(mine, 'name-2', 'external')).toBe(true);
      expect(await has(mine, 'name-2', 'local')).toBe(false);
    });

    test('are not added below one that is revoked, and then nothing of them is', async () => {
      await commit(ca.revokeAuthority(mine, root.id, now));
      const sub = authority({ kind: 'sub', parentId: root.id });
      expect(await refusal(ca.addAuthority(sub, sealed, [{ key: 'a', value: 'b' }], now))).toBe(
        'authority-not-issuing',
      );
      expect(await ca.findAuthority(mine, sub.id)).toBeUndefined();
      expect(await ca.labels.findTags(sub.id)).toEqual([]);
    });

    test('leave an event', async () => {
      const sub = authority({ kind: 'sub', parentId: root.id });
      await commit(ca.addAuthority(sub, sealed, [], now));
      const events = await store.db.selectFrom('ca_authority_events').selectAll().execute();
      expect(events.filter(it => [root.id, sub.id].includes(it.authority_id))).toMatchObject([
        { account_id: mine, authority_id: root.id, event: 'root-made', time: now.getTime() },
        { authority_id: sub.id, event: 'sub-made' },
      ]);
    });
  });

  describe('certificates', () => {
    test('come back as they were added, with a number that rises', async () => {
      const first = certificate(root.id, {
        kind: 'server',
        alternativeNames: [{ type: 2, value: 'a.example.com' }],
        alias: 'alias',
        customIdentifier: `c-${randomIdentifier()}`,
      });
      const second = certificate(root.id);
      await commit(ca.addCertificate(first, sealed, [{ key: 'k', value: 'v' }], now));
      await commit(ca.addCertificate(second, undefined, [], now));
      const found = await ca.findCertificate(mine, first.id);
      expect(found).toEqual({ ...first, status: 'issued', uploaded: false, number: expect.any(Number) });
      const later = await ca.findCertificate(mine, second.id);
      expect(later).toEqual({ ...second, status: 'issued', uploaded: false, number: expect.any(Number) });
      expect(later?.number).toBeGreaterThan(found?.number ?? 0);
      expect(await ca.findCertificateKey(mine, first.id)).toMatchObject({ resourceGroupId: 'rg-a', sealedKey: sealed });
      expect(await ca.findCertificateKey(mine, second.id)).toEqual({
        resourceGroupId: 'rg-a',
        sealedKey: undefined,
        status: 'issued',
        notAfter: second.notAfter,
      });
      const tags = [{ key: 'k', value: 'v' }];
      expect(await ca.labels.findTags(first.id)).toEqual(tags);
      expect(await ca.findCertificateWithTags(mine, first.id)).toEqual({ certificate: found, tags });
      expect(await ca.findCertificateWithTags(mine, second.id)).toEqual({ certificate: later, tags: [] });
      expect(await ca.findCertificateWithTags('another', first.id)).toBeUndefined();
      expect((await ca.findQuota(mine, root.id))?.issued).toBe(2);
    });

    test('are not there for another account', async () => {
      const own = certificate(root.id, { customIdentifier: `c-${randomIdentifier()}` });
      await commit(ca.addCertificate(own, sealed, [], now));
      expect(await ca.findCertificate(theirs, own.id)).toBeUndefined();
      expect(await ca.findCertificateKey(theirs, own.id)).toBeUndefined();
      expect(await ca.hasCustomIdentifier(mine, own.customIdentifier ?? '')).toBe(true);
      expect(await ca.hasCustomIdentifier(theirs, own.customIdentifier ?? '')).toBe(false);
      const foreign = certificate(root.id, { accountId: theirs });
      expect(await refusal(ca.addCertificate(foreign, sealed, [], now))).toBe('authority-not-issuing');
    });

    test('are not added below an authority that is revoked or not there', async () => {
      expect(await refusal(ca.addCertificate(certificate(randomIdentifier()), sealed, [], now))).toBe(
        'authority-not-issuing',
      );
      await commit(ca.revokeAuthority(mine, root.id, now));
      expect(await refusal(ca.addCertificate(certificate(root.id), sealed, [], now))).toBe('authority-not-issuing');
    });

    test('one identifier of the caller is one certificate, also of two at once', async () => {
      const customIdentifier = `c-${randomIdentifier()}`;
      const [one, other] = [certificate(root.id, { customIdentifier }), certificate(root.id, { customIdentifier })];
      const results = await Promise.all([one, other].map(it => refusal(ca.addCertificate(it, sealed, [], now))));
      expect(results.sort()).toEqual(['custom-identifier-exists', 'not refused']);
    });

    test('a serial number can be chosen once, and never one that was given before', async () => {
      const take = (serialNumber: string, authorityId = root.id) => ca.takeSerialNumber(authorityId, serialNumber);
      const chosen = certificate(root.id, { serialNumber: '0a' });
      await commit([...take('0a'), ...ca.addCertificate(chosen, undefined, [], now)]);
      expect(await refusal(take('0a'))).toBe('serial-number-taken');
      expect(await refusal(take('0a', randomIdentifier()))).toBe('not refused');

      const random = certificate(root.id);
      const sub = authority({ kind: 'sub', parentId: root.id });
      await commit([...ca.addCertificate(random, sealed, [], now), ...ca.addAuthority(sub, sealed, [], now)]);
      for (const { serialNumber } of [random, sub]) {
        expect(await refusal(take(serialNumber))).toBe('serial-number-taken');
      }
      await commit([
        { sql: `delete from ca_certificates where authority_id = ${placeholder(1)}`, parameters: [root.id] },
        {
          sql: `delete from ca_authorities where id in (${placeholder(1)}, ${placeholder(2)})`,
          parameters: [sub.id, root.id],
        },
      ]);
      for (const { serialNumber } of [chosen, random, sub]) {
        expect(await refusal(take(serialNumber))).toBe('serial-number-taken');
      }
    });

    test('of two who choose the same serial number at once, one has it', async () => {
      const results = await Promise.all([1, 2].map(() => refusal(ca.takeSerialNumber(root.id, '0b'))));
      expect(results.sort()).toEqual(['not refused', 'serial-number-taken']);
    });

    test('a serial number is unique under its authority, and free under another', async () => {
      const serialNumber = '1234';
      await commit(ca.addCertificate(certificate(root.id, { serialNumber }), sealed, [], now));
      await expect(
        commit(ca.addCertificate(certificate(root.id, { serialNumber }), sealed, [], now)),
      ).rejects.toThrow();
      const other = authority();
      await commit(ca.addAuthority(other, sealed, [], now));
      await commit(ca.addCertificate(certificate(other.id, { serialNumber }), sealed, [], now));
    });

    test('a hundred at once are all there', async () => {
      const many = Array.from({ length: 100 }, () => certificate(root.id));
      await Promise.all(many.map(it => commit(ca.addCertificate(it, sealed, [], now))));
      expect((await ca.findQuota(mine, root.id))?.issued).toBe(100);
    });

    test('a revocation and issuing at once end in one order: what was issued was issued before', async () => {
      const many = Array.from({ length: 30 }, () => certificate(root.id));
      const results = await Promise.all([
        ...many.slice(0, 15).map(it => refusal(ca.addCertificate(it, sealed, [], now))),
        refusal(ca.revokeAuthority(mine, root.id, now)),
        ...many.slice(15).map(it => refusal(ca.addCertificate(it, sealed, [], now))),
      ]);
      const added = results.filter(it => it === 'not refused').length - 1;
      expect(results.every(it => it === 'not refused' || it === 'authority-not-issuing')).toBe(true);
      expect((await ca.findQuota(mine, root.id))?.issued).toBe(added);
      expect(await refusal(ca.addCertificate(certificate(root.id), sealed, [], now))).toBe('authority-not-issuing');
    });
  });

  describe('lists', () => {
    test('of authorities are newest first and filtered', async () => {
      const account = `9${String(Math.random()).slice(2, 17).padEnd(15, '0')}`;
      const old = authority({ accountId: account, notAfter: new Date('2026-04-01T00:00:00Z') });
      await commit(ca.addAuthority(old, sealed, [], now));
      const sub = authority({ accountId: account, kind: 'sub', parentId: old.id, resourceGroupId: 'rg-b' });
      await commit(ca.addAuthority(sub, sealed, [], now));
      const revoked = authority({ accountId: account });
      await commit(ca.addAuthority(revoked, sealed, [], now));
      await commit(ca.revokeAuthority(account, revoked.id, now));

      const all = { number: 1, size: 10 };
      const ids = async (filter: Parameters<CaStore['listAuthorities']>[1], page = all) =>
        (await ca.listAuthorities(account, filter, page)).items.map(it => it.id);
      expect(await ids({})).toEqual([revoked.id, sub.id, old.id]);
      expect(await ids({}, { number: 2, size: 2 })).toEqual([old.id]);
      expect((await ca.listAuthorities(account, {}, { number: 9, size: 2 })).total).toBe(3);
      expect(await ids({ kind: 'sub' })).toEqual([sub.id]);
      expect(await ids({ status: 'revoked' })).toEqual([revoked.id]);
      expect(await ids({ resourceGroupId: 'rg-b' })).toEqual([sub.id]);
      expect(await ids({ id: old.id })).toEqual([old.id]);
      const at = new Date('2026-04-01T00:00:00Z');
      expect(await ids({ expiry: { expired: true, at } })).toEqual([old.id]);
      expect(await ids({ expiry: { expired: false, at } })).toEqual([revoked.id, sub.id]);
      expect(await ca.countAuthorities(account)).toBe(3);
    });

    test('of certificates likewise', async () => {
      const account = `8${String(Math.random()).slice(2, 17).padEnd(15, '0')}`;
      const issuer = authority({ accountId: account });
      await commit(ca.addAuthority(issuer, sealed, [], now));
      const [one, two] = [
        certificate(issuer.id, { accountId: account }),
        certificate(issuer.id, { accountId: account, resourceGroupId: 'rg-b' }),
      ];
      await commit(ca.addCertificate(one, sealed, [], now));
      await commit(ca.addCertificate(two, sealed, [], now));
      const page = { number: 1, size: 10 };
      const ids = async (filter: Parameters<CaStore['listCertificates']>[1]) =>
        (await ca.listCertificates(account, filter, page)).items.map(it => it.id);
      expect(await ids({})).toEqual([two.id, one.id]);
      expect(await ids({ resourceGroupId: 'rg-b' })).toEqual([two.id]);
      expect(await ids({ id: one.id })).toEqual([one.id]);
      expect(await ca.listCertificates(theirs, { id: one.id }, page)).toEqual({ items: [], total: 0 });
    });
  });
});
