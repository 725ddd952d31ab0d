/** `AsynchronousFlag`, which four operations have: cas-2020-06-30.md sections 5.3 and 9, question 19. */
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CaTables } from '../../../src/store/ca.js';
import type { CallParameters } from '../../signed-client.js';
import { startTestServer, type TestServer } from '../../server.js';
import { Scratch } from '../../strangers/commands.js';
import {
  anIdentifier,
  aSerialNumber,
  cas,
  casOk,
  error,
  issueClient,
  type MadeAuthority,
  makeRoot,
  makeSub,
  ok,
} from './cas-calls.js';
import { csrOf } from './csrs.js';
import { serialNumberOf, verifyChain } from './openssl-reads.js';

let server: TestServer;
let sub: MadeAuthority;
let root: MadeAuthority;
beforeAll(async () => {
  server = await startTestServer();
  root = await makeRoot(server.root);
  sub = await makeSub(server.root, root, { EnableCrl: true });
});
afterAll(() => server.close());

const scratch = new Scratch();
interface Shown {
  readonly Status: string;
  readonly SerialNumber: string;
  readonly X509Certificate?: string;
  readonly CertChain?: string;
  readonly Sans: string;
  readonly SubjectDN: string;
  readonly BeforeDate: number;
}
const describeCertificate = async (Identifier: string) =>
  (await casOk(server.root, 'DescribeClientCertificate', { Identifier })).Certificate as unknown as Shown;
const accept = (parameters: CallParameters = {}, action = 'CreateClientCertificate') =>
  cas(server.root, action, { ParentIdentifier: sub.Identifier, AsynchronousFlag: true, Immediately: 2, ...parameters });
const accepted = async (parameters: CallParameters = {}, action?: string) => {
  const answer = await accept(parameters, action);
  expect(answer).toEqual(ok({ Identifier: anIdentifier, SerialNumber: aSerialNumber }));
  return answer.body as { readonly Identifier: string; readonly SerialNumber: string };
};
async function issued(Identifier: string): Promise<Shown> {
  for (;;) {
    const shown = await describeCertificate(Identifier);
    if (shown.Status !== 'PENDING') return shown;
    await wait(20);
  }
}

/** A pending certificate that nobody issues while the test looks at it. */
async function held(parameters: CallParameters = {}): Promise<{ Identifier: string; SerialNumber: string }> {
  const answer = await accepted(parameters);
  const { store } = server.running;
  const hour = Date.now() + 3_600_000;
  const pending = store.db.updateTable('ca_pending_certificates').set({ claimable_at: hour });
  const { sql, parameters: values } = pending.where('certificate_id', '=', answer.Identifier).compile();
  await store.commit([{ sql, parameters: values }]);
  expect((await describeCertificate(answer.Identifier)).Status).toBe('PENDING');
  return answer;
}
const release = async (id: string) => {
  const { store } = server.running;
  const pending = store.db.updateTable('ca_pending_certificates').set({ claimable_at: 0 });
  const { sql, parameters } = pending.where('certificate_id', '=', id).compile();
  await store.commit([{ sql, parameters }]);
};

const requests: readonly (readonly [string, CallParameters])[] = [
  ['CreateClientCertificate', { CommonName: 'alice', SanType: 1, SanValue: 'alice@example.com', AliasName: 'a' }],
  ['CreateClientCertificateWithCsr', { Csr: csrOf({ subject: '/CN=bob' }), SanType: 4, SanValue: 'C=CN,O=Ö,CN=b' }],
  ['CreateServerCertificate', { CommonName: 'www.example.com', Algorithm: 'ECC_256', Domain: '192.0.2.1' }],
  ['CreateServerCertificateWithCsr', { Csr: csrOf({ subject: '/CN=www.example.org' }), Domain: 'a.example.org' }],
];

describe.each(requests)('%s', (action, request) => {
  test('is answered at once, and what is issued then is what would have been issued', async () => {
    const own = { ...request, Days: 10, EnableCrl: 1, Tags: [{ Key: 'k', Value: 'v' }] };
    const { Identifier, SerialNumber } = await accepted(own, action);
    const shown = await issued(Identifier);
    expect(shown.Status).toBe('ISSUE');
    expect(shown.SerialNumber).toBe(SerialNumber);
    expect(serialNumberOf(shown.X509Certificate ?? '')).toBe(SerialNumber);
    verifyChain(scratch, [shown.X509Certificate ?? '', sub.Certificate, root.Certificate]);

    const direct = await casOk(server.root, action, { ParentIdentifier: sub.Identifier, ...own });
    const there = await describeCertificate(String(direct.Identifier));
    const different = ['Id', 'Identifier', 'SerialNumber', 'X509Certificate', 'CertChain', 'Sha2', 'Md5'];
    const alike = (it: Shown) =>
      Object.fromEntries(Object.entries(it).filter(([name]) => !/Date$/.test(name) && !different.includes(name)));
    expect(alike(shown)).toEqual(alike(there));
    expect(shown.X509Certificate?.length).toBe(there.X509Certificate?.length);
  });
});

test('the private key can be handed out afterwards', async () => {
  const { Identifier } = await accepted();
  await issued(Identifier);
  const answer = await cas(server.root, 'DescribeCertificatePrivateKey', { Identifier, EncryptedCode: 'p' });
  expect(answer).toMatchObject({ status: 200 });
});

test('many at once are all issued, each with a number of its own', async () => {
  const answers = await Promise.all(Array.from({ length: 40 }, () => accepted()));
  const shown = await Promise.all(answers.map(({ Identifier }) => issued(Identifier)));
  expect(new Set(shown.map(it => it.X509Certificate)).size).toBe(40);
  expect(shown.map(it => it.Status)).toEqual(Array(40).fill('ISSUE'));
});

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
    await release(Identifier);
    expect((await issued(Identifier)).Status).toBe('ISSUE');
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
    await release(Identifier);
    await issued(Identifier);
  });

  test('its CustomIdentifier is taken', async () => {
    const { Identifier } = await held({ CustomIdentifier: 'taken' });
    expect(await accept({ CustomIdentifier: 'taken' })).toMatchObject({
      body: { Code: 'AlreadyExists.CustomIdentifier' },
    });
    await release(Identifier);
    await issued(Identifier);
  });

  test('its CA is not deleted', async () => {
    const own = await makeSub(server.root, root);
    const { Identifier } = await held({ ParentIdentifier: own.Identifier });
    expect(await cas(server.root, 'DeleteClientCertificate', { Identifier: own.Identifier })).toMatchObject({
      body: { Code: 'InvalidStatus.DeleteProtection' },
    });
    await release(Identifier);
    await issued(Identifier);
  });

  test('and its CA is revoked, it fails, and can be deleted', async () => {
    const own = await makeSub(server.root, root);
    const { Identifier, SerialNumber } = await held({ ParentIdentifier: own.Identifier });
    await casOk(server.root, 'UpdateCACertificateStatus', { Identifier: own.Identifier });
    await release(Identifier);
    const shown = await issued(Identifier);
    expect(shown.Status).toBe('REVOKE');
    expect(shown).not.toHaveProperty('X509Certificate');
    expect(await casOk(server.root, 'DescribeClientCertificateStatus', { Identifier })).toMatchObject({
      CertificateStatus: [{ SerialNumber, Status: 'revoked' }],
    });
    expect(await cas(server.root, 'DeleteClientCertificate', { Identifier })).toEqual(ok());
  });
});

describe('what would be refused is refused at once', () => {
  test('a revoked CA, a root, too many days', async () => {
    const own = await makeSub(server.root, root);
    await casOk(server.root, 'UpdateCACertificateStatus', { Identifier: own.Identifier });
    expect(await accept({ ParentIdentifier: own.Identifier })).toMatchObject({
      body: { Code: 'OperationDenied.StatusNotSupport' },
    });
    expect(await accept({ ParentIdentifier: root.Identifier })).toEqual(
      error(
        'OperationDenied.TypeNotSupport',
        'A root CA issues sub CAs only. Create a sub CA below it and issue from that.',
      ),
    );
    expect(await accept({ Days: 36_500 })).toMatchObject({ body: { Code: 'InvalidParameter.Days' } });
  });
});

test('with a ClientToken the same certificate is meant, pending or issued', async () => {
  const parameters = { ParentIdentifier: sub.Identifier, AsynchronousFlag: true, ClientToken: 'asynchronous' };
  const call = () => cas(server.root, 'CreateClientCertificate', parameters, { place: 'form' });
  const [first, second] = await Promise.all([call(), call()]);
  expect(first).toMatchObject({ status: 200 });
  expect(second).toEqual(first);
  await issued(String(first?.body.Identifier));
  expect(await call()).toEqual(first);
});

test('the validity starts with the call, not with the issuing', async () => {
  const before = Math.floor(Date.now() / 1000) * 1000;
  const { Identifier } = await held();
  const { BeforeDate } = await describeCertificate(Identifier);
  expect(BeforeDate).toBeGreaterThanOrEqual(before);
  await release(Identifier);
  expect((await issued(Identifier)).BeforeDate).toBe(BeforeDate);
});

test('what one server was working on when it died, another takes over', async () => {
  const { Identifier } = await held();
  const ca = new CaTables(server.running.store);
  await release(Identifier);
  const [dead, now] = ['a server that is gone', new Date()];
  const until = new Date(now.getTime() + 700);
  await server.running.store.commit(ca.claimPending(dead, now, until, 100));
  expect((await issued(Identifier)).Status).toBe('ISSUE');
  expect(await ca.findClaimed(dead, until)).toEqual([]);
});

test('the log holds none of its key', async () => {
  await issueClient(server.root, sub);
  expect(server.log).not.toMatch(/PRIVATE KEY/);
});
