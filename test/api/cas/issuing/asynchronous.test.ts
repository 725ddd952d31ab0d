/** `AsynchronousFlag`, which four operations have: wire/cas.md sections 5.3 and 9.19. */
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { CallParameters } from '../../../signed-client.js';
import { Scratch } from '../../../strangers/commands.js';
import { useTestServer } from '../../../use-test-server.js';
import { anIdentifier, aSerialNumber, cas, casOk, error, makeSub, ok } from '../cas-calls.js';
import { extensionNamesOf, extensionOf, serialNumberOf, verifyChain } from '../openssl-reads.js';
import { useIssuingCa } from '../use-issuing-ca.js';
import { makeCsr } from './csrs.js';

const server = useTestServer();
const { root, sub } = useIssuingCa(server, { sub: { EnableCrl: true } });

const scratch = new Scratch();
interface Shown {
  readonly Status: string;
  readonly SerialNumber: string;
  readonly X509Certificate?: string;
  readonly CertChain?: string;
  readonly Sans: string;
  readonly SubjectDN: string;
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

const requests: readonly (readonly [string, CallParameters])[] = [
  ['CreateClientCertificate', { CommonName: 'alice', SanType: 1, SanValue: 'alice@example.com', AliasName: 'a' }],
  [
    'CreateClientCertificateWithCsr',
    { Csr: makeCsr(scratch, { subject: '/CN=bob' }).csr, SanType: 4, SanValue: 'C=CN,O=Ö,CN=b' },
  ],
  ['CreateServerCertificate', { CommonName: 'www.example.com', Algorithm: 'ECC_256', Domain: '192.0.2.1' }],
  [
    'CreateServerCertificateWithCsr',
    { Csr: makeCsr(scratch, { subject: '/CN=www.example.org' }).csr, Domain: 'a.example.org' },
  ],
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
    const [one, other] = [shown.X509Certificate ?? '', there.X509Certificate ?? ''];
    expect(extensionNamesOf(one)).toEqual(extensionNamesOf(other));
    for (const name of ['Key Usage', 'Extended Key Usage', 'Subject Alternative Name', 'CRL Distribution Points']) {
      expect(extensionOf(one, name)).toBe(extensionOf(other, name));
    }
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

test('the log holds none of its key', async () => {
  await issued((await accepted()).Identifier);
  expect(server.log).not.toMatch(/PRIVATE KEY/);
});
