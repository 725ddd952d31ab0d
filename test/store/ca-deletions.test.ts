import { beforeAll, describe, expect, test } from 'vitest';
import type { CaStore } from '../../src/ca/store.js';
import { type Change, Refusal } from '../../src/domain/change.js';
import { caRecords } from '../../src/store/ca.js';
import type { Store } from '../../src/store/store.js';
import { mine, newAuthority, newCertificate, sealed, theirs } from './ca-records.js';
import { describeStores } from './each-store.js';

const now = new Date('2026-03-01T12:00:00.123Z');
const later = new Date('2026-03-02T12:00:00.456Z');

describeStores('deleting', subject => {
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
  const tags = [{ key: 'k', value: 'v' }];
  const addAuthority = async (parentId?: string) => {
    const authority = newAuthority(parentId === undefined ? {} : { kind: 'sub', parentId });
    await commit(ca.addAuthority(authority, sealed, tags, now));
    return authority;
  };
  const addCertificate = async (authorityId: string, parts: Parameters<typeof newCertificate>[1] = {}) => {
    const certificate = newCertificate(authorityId, parts);
    await commit(ca.addCertificate(certificate, sealed, tags, now));
    return certificate;
  };
  const revocations = async (serialNumber: string) => {
    const kept = store.db.selectFrom('ca_revocations').select(['authority_id', 'revoked_at']);
    return kept.where('serial_number', '=', serialNumber).execute();
  };

  describe('a certificate', () => {
    test('takes its tags along, and leaves its revocation', async () => {
      const root = await addAuthority();
      const { id, serialNumber } = await addCertificate(root.id);
      await commit(ca.revokeCertificate(mine, id, now));
      await commit(ca.deleteCertificate(mine, id));
      expect(await ca.findCertificate(mine, id)).toBeUndefined();
      expect(await ca.labels.findTags(id)).toEqual([]);
      expect(await revocations(serialNumber)).toEqual([{ authority_id: root.id, revoked_at: now.getTime() }]);
      expect(await ca.findStandingsOfSerialNumbers(mine, [serialNumber])).toMatchObject([{ status: 'revoked' }]);
      expect(await ca.findStandingsOfSerialNumbers(theirs, [serialNumber])).toEqual([]);
    });

    test('that is issued, or of another account, is not', async () => {
      const root = await addAuthority();
      const { id } = await addCertificate(root.id);
      expect(await refusal(ca.deleteCertificate(mine, id))).toBe('certificate-not-revoked');
      await commit(ca.revokeCertificate(mine, id, now));
      expect(await refusal(ca.deleteCertificate(theirs, id))).toBe('certificate-not-revoked');
      expect(await ca.labels.findTags(id)).toEqual(tags);
    });
  });

  describe('an authority', () => {
    test('takes its tags along, leaves an event, and a sub authority stands on the list of its parent', async () => {
      const root = await addAuthority();
      const sub = await addAuthority(root.id);
      await commit(ca.deleteAuthority(mine, sub.id, later));
      expect(await ca.findAuthority(mine, sub.id)).toBeUndefined();
      expect(await ca.labels.findTags(sub.id)).toEqual([]);
      expect(await ca.listAuthorityEvents(mine, sub.id)).toEqual([
        { event: 'deleted', time: later },
        { event: 'sub-made', time: now },
      ]);
      expect(await revocations(sub.serialNumber)).toEqual([{ authority_id: root.id, revoked_at: later.getTime() }]);
    });

    test('that was revoked before keeps the time of that', async () => {
      const root = await addAuthority();
      const sub = await addAuthority(root.id);
      await commit(ca.revokeAuthority(mine, sub.id, now));
      await commit(ca.deleteAuthority(mine, sub.id, later));
      expect(await revocations(sub.serialNumber)).toEqual([{ authority_id: root.id, revoked_at: now.getTime() }]);
    });

    test('that has issued what is neither revoked nor expired is kept, and so is one of another account', async () => {
      const root = await addAuthority();
      const sub = await addAuthority(root.id);
      const { id } = await addCertificate(sub.id, { kind: 'server' });
      await addCertificate(sub.id, { kind: 'custom', notAfter: new Date('2026-03-02T00:00:00Z') });
      expect(await refusal(ca.deleteAuthority(mine, root.id, later))).toBe('authority-has-issued');
      expect(await refusal(ca.deleteAuthority(mine, sub.id, later))).toBe('authority-has-issued');
      await commit(ca.revokeCertificate(mine, id, now));
      expect(await refusal(ca.deleteAuthority(mine, sub.id, now))).toBe('authority-has-issued');
      expect(await refusal(ca.deleteAuthority(theirs, sub.id, later))).toBe('authority-missing');
      expect(await refusal(ca.deleteAuthority(mine, sub.id, later))).toBe('not refused');
      expect(await refusal(ca.deleteAuthority(mine, root.id, later))).toBe('not refused');
      expect(await refusal(ca.deleteAuthority(mine, root.id, later))).toBe('authority-missing');
    });

    test.each([1, 2, 3, 4])('while others issue from it, ends before or after them (round %i)', async () => {
      const root = await addAuthority();
      const sub = await addAuthority(root.id);
      const issue = () => refusal(ca.addCertificate(newCertificate(sub.id), sealed, [], now));
      const addBelow = () => refusal(ca.addAuthority(newAuthority({ kind: 'sub', parentId: sub.id }), sealed, [], now));
      const [deleted, ...issued] = await Promise.all([
        refusal(ca.deleteAuthority(mine, sub.id, later)),
        issue(),
        addBelow(),
        issue(),
        addBelow(),
      ]);
      const isGone = deleted === 'not refused';
      expect(deleted).toBe(isGone ? 'not refused' : 'authority-has-issued');
      expect(await ca.findAuthorityStanding(mine, sub.id)).toEqual(isGone ? undefined : expect.anything());
      expect(issued.filter(it => it === 'not refused').length > 0).toBe(!isGone);
    });

    test.each([1, 2, 3])('while it is revoked, or the one above it is (round %i)', async () => {
      const root = await addAuthority();
      const sub = await addAuthority(root.id);
      const results = await Promise.all([
        refusal(ca.revokeAuthority(mine, sub.id, now)),
        refusal(ca.deleteAuthority(mine, sub.id, later)),
        refusal(ca.revokeAuthority(mine, root.id, now)),
      ]);
      expect(results[1]).toBe('not refused');
      expect(results[2]).toBe('not refused');
      expect(['not refused', 'authority-not-revocable']).toContain(results[0]);
      expect(await revocations(sub.serialNumber)).toHaveLength(1);
    });
  });
});
