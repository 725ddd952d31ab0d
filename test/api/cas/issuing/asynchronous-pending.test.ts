/** Certificates that are accepted and not issued yet, on a server that issues nothing by itself. */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openCa } from '../../../../src/ca/ca.js';
import type { PendingIssuance } from '../../../../src/ca/pending-issuance.js';
import type { Change } from '../../../../src/domain/change.js';
import { openKeyFile } from '../../../../src/seal/key-file.js';
import { type CaRecords, caRecords } from '../../../../src/store/ca.js';
import type { CallParameters } from '../../../signed-client.js';
import { useTestServer } from '../../../use-test-server.js';
import { cas, casOk, makeSub, ok } from '../cas-calls.js';
import { useIssuingCa } from '../use-issuing-ca.js';

let ca: CaRecords;
let worker: PendingIssuance;
let clock: Date | undefined;
/** Stands in for the commits of the worker, for a test that lets one fail. */
let commit: (change: Change) => Promise<void>;
const faults: unknown[] = [];
const now = () => clock ?? new Date();
const server = useTestServer({ now, issuingIntervalMs: 86_400_000 });
const { root, sub } = useIssuingCa(server);
beforeAll(async () => {
  ca = caRecords(server.running.store);
  worker = await makeWorker();
});
beforeEach(() => {
  commit = change => server.running.store.commit(change);
  faults.length = 0;
});

async function makeWorker(): Promise<PendingIssuance> {
  const seal = await openKeyFile(server.data);
  if (!seal) throw new Error('the server has no key file');
  return openCa(ca, seal, { publicUrl: () => server.url }).pendingIssuance({
    commit: change => commit(change),
    now,
    onFault: fault => faults.push(fault),
  });
}

interface Shown {
  readonly Status: string;
  readonly SerialNumber: string;
  readonly X509Certificate?: string;
  readonly BeforeDate: number;
}
const describeCertificate = async (Identifier: string) => {
  const { body } = await cas(server.root, 'DescribeClientCertificate', { Identifier }, { date: clock });
  return body.Certificate as Shown;
};
const accept = (parameters: CallParameters = {}) =>
  cas(server.root, 'CreateClientCertificate', {
    ParentIdentifier: sub.Identifier,
    AsynchronousFlag: true,
    ...parameters,
  });
async function held(parameters: CallParameters = {}): Promise<{ Identifier: string; SerialNumber: string }> {
  const answer = await accept(parameters);
  expect(answer).toMatchObject({ status: 200 });
  return answer.body as unknown as { Identifier: string; SerialNumber: string };
}

describe('while it is pending', () => {
  test('it is listed and described without what is not there yet', async () => {
    const { Identifier, SerialNumber } = await held({ CustomIdentifier: 'waits', CommonName: 'waiting' });
    const shown = await describeCertificate(Identifier);
    expect(shown).toMatchObject({ Status: 'PENDING', SerialNumber, CommonName: 'waiting', CustomIdentifier: 'waits' });
    for (const name of ['X509Certificate', 'CertChain', 'Sha2', 'Md5']) expect(shown).not.toHaveProperty(name);
    const { CertificateList } = await casOk(server.root, 'ListClientCertificate', { Identifier });
    expect(CertificateList).toMatchObject([{ Identifier, Status: 'PENDING', SerialNumber }]);
    expect(await cas(server.root, 'DescribeClientCertificateStatus', { Identifier })).toEqual(
      ok({ CertificateStatus: [{ SerialNumber, Status: 'unknown' }] }),
    );
    const bySerialNumber = await casOk(server.root, 'DescribeClientCertificateForSerialNumber', { SerialNumber });
    expect(bySerialNumber).toMatchObject({ CertificateList: [{ Identifier, Status: 'PENDING' }] });
    await worker.issueAll();
    expect((await describeCertificate(Identifier)).Status).toBe('ISSUE');
  });

  test('it can be neither revoked, deleted nor uploaded, and its key is not there', async () => {
    const { Identifier } = await held();
    const codeOf = async (action: string, parameters: CallParameters) =>
      (await cas(server.root, action, parameters)).body.Code;
    expect(await codeOf('CreateRevokeClientCertificate', { Identifier })).toBe('OperationDenied.StatusNotSupport');
    expect(await codeOf('DeleteClientCertificate', { Identifier })).toBe('InvalidStatus.DeleteProtection');
    expect(await codeOf('UploadPcaCertToCas', { Ids: Identifier })).toBe('OperationDenied.StatusNotSupport');
    const key = { Identifier, EncryptedCode: 'p' };
    expect(await codeOf('DescribeCertificatePrivateKey', key)).toBe('OperationDenied.StatusNotSupport');
    await worker.issueAll();
    expect((await describeCertificate(Identifier)).Status).toBe('ISSUE');
  });

  test('its CustomIdentifier is taken', async () => {
    const { Identifier } = await held({ CustomIdentifier: 'taken' });
    expect(await accept({ CustomIdentifier: 'taken' })).toMatchObject({
      body: { Code: 'AlreadyExists.CustomIdentifier' },
    });
    await worker.issueAll();
    expect((await describeCertificate(Identifier)).Status).toBe('ISSUE');
  });

  test('its CA is not deleted', async () => {
    const own = await makeSub(server.root, root);
    const { Identifier } = await held({ ParentIdentifier: own.Identifier });
    expect(await cas(server.root, 'DeleteClientCertificate', { Identifier: own.Identifier })).toMatchObject({
      body: { Code: 'InvalidStatus.DeleteProtection' },
    });
    await worker.issueAll();
    expect((await describeCertificate(Identifier)).Status).toBe('ISSUE');
  });

  test('and its CA is revoked, it fails, and can be deleted', async () => {
    const own = await makeSub(server.root, root);
    const { Identifier, SerialNumber } = await held({ ParentIdentifier: own.Identifier });
    await casOk(server.root, 'UpdateCACertificateStatus', { Identifier: own.Identifier });
    await worker.issueAll();
    const shown = await describeCertificate(Identifier);
    expect(shown.Status).toBe('REVOKE');
    expect(shown).not.toHaveProperty('X509Certificate');
    expect(await casOk(server.root, 'DescribeClientCertificateStatus', { Identifier })).toMatchObject({
      CertificateStatus: [{ SerialNumber, Status: 'revoked' }],
    });
    expect(await cas(server.root, 'DeleteClientCertificate', { Identifier })).toEqual(ok());
  });
});

test('the validity starts with the call, not with the issuing', async () => {
  const { Identifier } = await held();
  const { BeforeDate } = await describeCertificate(Identifier);
  clock = new Date(Date.now() + 100_000);
  await worker.issueAll();
  const shown = await describeCertificate(Identifier);
  clock = undefined;
  expect(shown).toMatchObject({ Status: 'ISSUE', BeforeDate });
});

describe('workers', () => {
  const statusOf = async (id: string) => (await describeCertificate(id)).Status;

  test('one takes over what another one was at when it died, once its claim has ended', async () => {
    const { Identifier } = await held();
    const until = new Date(Date.now() + 60_000);
    await commit(ca.pending.claim('a server that is gone', new Date(), until, 100));
    await worker.issueAll();
    expect(await statusOf(Identifier)).toBe('PENDING');
    clock = new Date(until.getTime() + 1);
    try {
      await worker.issueAll();
      expect(await statusOf(Identifier)).toBe('ISSUE');
    } finally {
      clock = undefined;
    }
  });

  test('of two that have the same certificate, one issues it', async () => {
    const { Identifier } = await held();
    // Both find it claimable: the first one's claim is over before it comes to an end.
    const slow = await makeWorker();
    let issuedBySlow: Promise<void> | undefined;
    const through = (change: Change) => server.running.store.commit(change);
    let commits = 0;
    commit = async change => {
      commits += 1;
      if (commits === 2) {
        clock = new Date(Date.now() + 200_000);
        issuedBySlow = worker.issueAll();
        await issuedBySlow;
      }
      return through(change);
    };
    await slow.issueAll();
    const issued = await describeCertificate(Identifier);
    clock = undefined;
    expect(issuedBySlow).toBeDefined();
    expect(issued.Status).toBe('ISSUE');
    expect(faults).toEqual([]);
    const waiting = await server.running.store.db.selectFrom('ca_pending_certificates').selectAll().execute();
    expect(waiting).toEqual([]);
  });

  test('a fault leaves the certificate pending, is told, and later attempts come', async () => {
    const { Identifier } = await held();
    let failing = true;
    commit = async change => {
      if (failing && change.some(({ sql }) => sql.includes('certificate_der'))) throw new Error('the disk is full');
      return server.running.store.commit(change);
    };
    await worker.issueAll();
    expect(await statusOf(Identifier)).toBe('PENDING');
    expect(faults).toEqual([new Error('the disk is full')]);
    failing = false;
    await worker.issueAll();
    expect(await statusOf(Identifier)).toBe('PENDING');
    clock = new Date(Date.now() + 5_000);
    try {
      await worker.issueAll();
      expect(await statusOf(Identifier)).toBe('ISSUE');
    } finally {
      clock = undefined;
    }
  });

  test('what has expired meanwhile is not issued any more', async () => {
    const { Identifier } = await held({ Days: 1 });
    clock = new Date(Date.now() + 2 * 86_400_000);
    try {
      await worker.issueAll();
      const shown = await describeCertificate(Identifier);
      expect(shown.Status).toBe('REVOKE');
      expect(shown).not.toHaveProperty('X509Certificate');
    } finally {
      clock = undefined;
    }
  });
});
