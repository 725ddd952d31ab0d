import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { NewAuthority } from '../../src/ca/records.js';
import type { CaStore } from '../../src/ca/store.js';
import { type Change, Refusal } from '../../src/domain/change.js';
import { caRecords } from '../../src/store/ca.js';
import type { Store } from '../../src/store/store.js';
import { mine, newAuthority, newCertificate, sealed } from './ca-records.js';
import { describeStores } from './each-store.js';

const now = new Date('2026-03-01T12:00:00.123Z');
const at = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const der = Buffer.from([0x30, 0x02]);

describeStores('pending certificates', subject => {
  let store: Store;
  let ca: CaStore;
  let root: NewAuthority;
  beforeAll(() => {
    ({ store } = subject());
    ca = caRecords(store);
  });
  beforeEach(async () => {
    root = newAuthority();
    await commit(ca.addAuthority(root, sealed, [], now));
    // What earlier tests have left is somebody else's for good.
    await commit(ca.pending.claim('whoever was before', at(1_000_000), at(1_000_000_000), 1000));
  });

  const commit = (change: Change) => store.commit(change);
  const refusal = async (change: Change) =>
    commit(change).then(
      () => 'not refused',
      fault => (fault instanceof Refusal ? fault.reason : fault),
    );
  const request = { withCrl: true, alternativeNames: ['gQFh'] };
  const accept = async (parts: Parameters<typeof newCertificate>[1] = {}) => {
    const { certificateDer, ...certificate } = newCertificate(root.id, parts);
    await commit(ca.pending.add(certificate, { request, spkiDer: der }, [{ key: 'k', value: 'v' }], now));
    return certificate;
  };
  const claim = async (worker: string, from: Date, until: Date, most = 1000) => {
    await commit(ca.pending.claim(worker, from, until, most));
    return ca.pending.findClaimed(worker, until);
  };
  const found = async (id: string) => {
    const certificate = await ca.findCertificate(mine, id);
    if (!certificate) throw new Error('the certificate is gone');
    return certificate;
  };

  test('come back as they were accepted, without DER and key', async () => {
    const certificate = await accept({ alternativeNames: [{ type: 1, value: 'a' }] });
    const stored = { ...certificate, status: 'pending', certificateDer: Buffer.alloc(0), uploaded: false };
    expect(await found(certificate.id)).toEqual({ ...stored, number: expect.any(Number) });
    expect(await ca.findCertificateKey(mine, certificate.id)).toMatchObject({ sealedKey: undefined });
    expect(await ca.labels.findTags(certificate.id)).toEqual([{ key: 'k', value: 'v' }]);
    const claimed = await claim('one', at(1), at(100));
    expect(claimed.find(it => it.certificate.id === certificate.id)).toEqual({
      certificate: { ...stored, number: expect.any(Number) },
      request,
      spkiDer: der,
      attempts: 1,
    });
  });

  describe('claims', () => {
    test('are of one worker, the longest waiting first, and end', async () => {
      const { certificateDer: _, ...later } = newCertificate(root.id);
      await commit(ca.pending.add(later, { request }, [], at(5)));
      const first = await accept();
      expect(await ca.pending.hasClaimable(at(-1))).toBe(false);
      expect(await ca.pending.hasClaimable(now)).toBe(true);
      expect((await claim('first', at(6), at(100), 1)).map(it => it.certificate.id)).toEqual([first.id]);
      expect((await claim('second', at(6), at(101))).map(it => it.certificate.id)).toEqual([later.id]);
      expect(await claim('third', at(99), at(200))).toEqual([]);
      expect((await claim('third', at(100), at(201))).map(it => it.certificate.id)).toEqual([first.id]);
      expect(await ca.pending.findClaimed('first', at(100))).toEqual([]);
      expect((await ca.pending.findClaimed('third', at(201)))[0]?.attempts).toBe(2);
    });

    test('of many at once give no certificate to two', async () => {
      const accepted = await Promise.all(Array.from({ length: 20 }, () => accept()));
      const claims = await Promise.all(
        Array.from({ length: 8 }, (_, i) => claim(`worker-${i}`, at(300), at(400 + i), 5)),
      );
      const ids = claims.flat().map(it => it.certificate.id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(accepted.map(it => it.id)).toEqual(expect.arrayContaining(ids));
    });

    test('can be given back', async () => {
      const { id } = await accept();
      await claim('one', at(2_000), at(2_100));
      await commit(ca.pending.postpone(id, 'another', at(2_001)));
      expect(await ca.pending.hasClaimable(at(2_002))).toBe(false);
      await commit(ca.pending.postpone(id, 'one', at(2_050)));
      expect((await claim('two', at(2_050), at(2_200))).map(it => it.certificate.id)).toContain(id);
    });
  });

  describe('issuing', () => {
    test('happens once, also of two at once', async () => {
      const { id } = await accept();
      const pending = await found(id);
      const other = Buffer.from([0x30, 0x03]);
      const results = await Promise.all([
        refusal(ca.pending.issue(pending, der, sealed, now)),
        refusal(ca.pending.issue(pending, other, sealed, now)),
      ]);
      expect([...results].sort()).toEqual(['certificate-not-pending', 'not refused']);
      const issued = await found(id);
      expect(issued).toMatchObject({ status: 'issued', certificateDer: results[0] === 'not refused' ? der : other });
      expect(await ca.findCertificateKey(mine, id)).toMatchObject({ sealedKey: sealed });
      expect(await refusal(ca.pending.fail(id, now))).toBe('certificate-not-pending');
      const rows = await store.db.selectFrom('ca_pending_certificates').selectAll().execute();
      expect(rows.filter(row => row.certificate_id === id)).toEqual([]);
    });

    test('does not happen below a revoked authority', async () => {
      const { id } = await accept();
      const pending = await found(id);
      await commit(ca.revokeAuthority(mine, root.id, now));
      expect(await refusal(ca.pending.issue(pending, der, sealed, now))).toBe('authority-not-issuing');
      expect((await found(id)).status).toBe('pending');
    });

    test('and failing at once end in one of the two', async () => {
      const { id } = await accept();
      const pending = await found(id);
      const results = await Promise.all([
        refusal(ca.pending.issue(pending, der, sealed, now)),
        refusal(ca.pending.fail(id, now)),
      ]);
      expect([...results].sort()).toEqual(['certificate-not-pending', 'not refused']);
    });
  });

  test('one that failed is revoked, and its serial number stays taken', async () => {
    const { id, serialNumber } = await accept();
    await commit(ca.pending.fail(id, at(5)));
    expect(await found(id)).toMatchObject({ status: 'revoked', revokedAt: at(5) });
    expect(await ca.revocation.listRevoked(root.id, now, '', 100)).toMatchObject([{ serialNumber, revokedAt: at(5) }]);
    await commit(ca.deleteCertificate(mine, id));
    expect(await ca.findCertificate(mine, id)).toBeUndefined();
  });

  test('one that is pending is neither revoked nor deleted, and holds its authority', async () => {
    const { id } = await accept();
    expect(await refusal(ca.revokeCertificate(mine, id, now))).toBe('certificate-not-revocable');
    expect(await refusal(ca.deleteCertificate(mine, id))).toBe('certificate-not-revoked');
    expect(await refusal(ca.deleteAuthority(mine, root.id, now))).toBe('authority-has-issued');
  });
});
