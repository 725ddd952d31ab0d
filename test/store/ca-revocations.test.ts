import { beforeAll, describe, expect, test } from 'vitest';
import type { CaStore } from '../../src/ca/store.js';
import { type Change, Refusal } from '../../src/domain/change.js';
import { caRecords } from '../../src/store/ca.js';
import type { Store } from '../../src/store/store.js';
import { mine, newAuthority, newCertificate, sealed, theirs } from './ca-records.js';
import { describeStores } from './each-store.js';

const now = new Date('2026-03-01T12:00:00.123Z');
const later = new Date('2026-03-02T12:00:00.456Z');

describeStores('revoking', subject => {
  let store: Store;
  let ca: CaStore;
  beforeAll(() => {
    ({ store } = subject());
    ca = caRecords(store);
  });

  const commit = (change: Change) => store.commit(change);
  const refusal = async (change: Change) =>
    commit(change).then(
      () => 'not refused',
      fault => (fault instanceof Refusal ? fault.reason : fault),
    );
  const listed = async (authorityId: string) => {
    const revoked = await ca.revocation.listRevoked(authorityId, now, '', 100);
    return revoked.map(({ serialNumber, revokedAt }) => ({ serialNumber, revokedAt }));
  };
  const addAuthority = async (parentId?: string) => {
    const authority = newAuthority(parentId === undefined ? {} : { kind: 'sub', parentId });
    await commit(ca.addAuthority(authority, sealed, [], now));
    return authority;
  };
  const addCertificate = async (authorityId: string) => {
    const certificate = newCertificate(authorityId);
    await commit(ca.addCertificate(certificate, sealed, [], now));
    return certificate;
  };

  describe('a certificate', () => {
    test('is revoked once, also by two at once, and stands on the list of its authority', async () => {
      const root = await addAuthority();
      const { id, serialNumber } = await addCertificate(root.id);
      const results = await Promise.all([now, later].map(at => refusal(ca.revokeCertificate(mine, id, at))));
      expect(results.sort()).toEqual(['certificate-not-revocable', 'not refused']);
      const found = await ca.findCertificate(mine, id);
      expect(found?.status).toBe('revoked');
      expect(await listed(root.id)).toEqual([{ serialNumber, revokedAt: found?.revokedAt }]);
      expect(await refusal(ca.revokeCertificate(mine, id, later))).toBe('certificate-not-revocable');
    });

    test('of another account, or none, is not', async () => {
      const root = await addAuthority();
      const { id } = await addCertificate(root.id);
      expect(await refusal(ca.revokeCertificate(theirs, id, now))).toBe('certificate-not-revocable');
      expect(await refusal(ca.revokeCertificate(mine, root.id, now))).toBe('certificate-not-revocable');
      expect((await ca.findCertificate(mine, id))?.status).toBe('issued');
      expect(await listed(root.id)).toEqual([]);
    });
  });

  describe('an authority', () => {
    test('is revoked once, leaves an event, and a sub authority stands on the list of its parent', async () => {
      const root = await addAuthority();
      const sub = await addAuthority(root.id);
      const results = await Promise.all([now, now].map(at => refusal(ca.revokeAuthority(mine, sub.id, at))));
      expect(results.sort()).toEqual(['authority-not-revocable', 'not refused']);
      expect(await ca.findAuthority(mine, sub.id)).toMatchObject({ status: 'revoked', revokedAt: now });
      expect(await listed(root.id)).toEqual([{ serialNumber: sub.serialNumber, revokedAt: now }]);
      const events = await store.db.selectFrom('ca_authority_events').selectAll().execute();
      expect(events.filter(it => it.authority_id === sub.id).map(it => it.event)).toEqual(['sub-made', 'revoked']);
    });

    test('a root stands on no list', async () => {
      const root = await addAuthority();
      await commit(ca.revokeAuthority(mine, root.id, now));
      const rows = await store.db.selectFrom('ca_revocations').selectAll().execute();
      expect(rows.filter(it => it.serial_number === root.serialNumber)).toEqual([]);
    });

    test('of another account, or none, is not', async () => {
      const root = await addAuthority();
      expect(await refusal(ca.revokeAuthority(theirs, root.id, now))).toBe('authority-not-revocable');
      expect((await ca.findAuthority(mine, root.id))?.status).toBe('issued');
    });

    test('marks all below it, with the first revocation above each, and no other', async () => {
      const root = await addAuthority();
      const upper = await addAuthority(root.id);
      const beside = await addAuthority(root.id);
      const lower = await addAuthority(upper.id);
      const lowest = await addAuthority(lower.id);
      await commit(ca.revokeAuthority(mine, lower.id, now));
      await commit(ca.revokeAuthority(mine, upper.id, later));
      const above = async (id: string) => (await ca.findAuthorityStanding(mine, id))?.revokedAboveAt;
      expect(await above(root.id)).toBeUndefined();
      expect(await above(upper.id)).toBeUndefined();
      expect(await above(beside.id)).toBeUndefined();
      expect(await above(lower.id)).toEqual(later);
      expect(await above(lowest.id)).toEqual(now);
      expect((await ca.findAuthority(mine, lowest.id))?.status).toBe('issued');
    });

    test('lets nothing below it issue', async () => {
      const root = await addAuthority();
      const upper = await addAuthority(root.id);
      const lower = await addAuthority(upper.id);
      await commit(ca.revokeAuthority(mine, root.id, now));
      const sub = newAuthority({ kind: 'sub', parentId: lower.id });
      expect(await refusal(ca.addAuthority(sub, sealed, [], now))).toBe('authority-not-issuing');
      expect(await refusal(ca.addCertificate(newCertificate(lower.id), sealed, [], now))).toBe('authority-not-issuing');
    });

    test.each([1, 2, 3])(
      'while others add authorities and certificates below it, none is missed (round %i)',
      async () => {
        const root = await addAuthority();
        const upper = await addAuthority(root.id);
        const middle = await addAuthority(upper.id);
        const subs = Array.from({ length: 12 }, (_, i) =>
          newAuthority({ kind: 'sub', parentId: i % 2 === 0 ? upper.id : middle.id }),
        );
        const certificates = Array.from({ length: 12 }, () => newCertificate(middle.id));
        const adding = subs.flatMap((sub, i) => [
          refusal(ca.addAuthority(sub, sealed, [], now)),
          refusal(ca.addCertificate(certificates[i] ?? newCertificate(middle.id), sealed, [], now)),
        ]);
        const results = await Promise.all([
          ...adding.slice(0, 8),
          refusal(ca.revokeAuthority(mine, root.id, later)),
          ...adding.slice(8),
        ]);
        expect(new Set(results).size).toBeLessThanOrEqual(2);
        expect(results).toContain('not refused');
        for (const { id } of subs) {
          const standing = await ca.findAuthorityStanding(mine, id);
          if (standing) expect(standing.revokedAboveAt).toEqual(later);
        }
      },
    );
  });
});
