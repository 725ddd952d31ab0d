/** What CreateClientCertificateWithCsr and CreateServerCertificateWithCsr do alike. */
import { describe, expect, test } from 'vitest';
import { anIdentifier, aSerialNumber, cas, certificates, type Issued, missing, ok } from '../cas-calls.js';
import { extensionOf, publicKeyOf, verifyChain } from '../openssl-reads.js';
import { makeCsr } from './csrs.js';
import { declareIssuingRefusals } from './issuing-refusals.js';
import { useCsrs } from './with-csr.js';

describe.each([
  { action: 'CreateClientCertificateWithCsr', purpose: 'sslclient', usage: 'TLS Web Client Authentication' },
  { action: 'CreateServerCertificateWithCsr', purpose: 'sslserver', usage: 'TLS Web Server Authentication' },
])('$action', ({ action, purpose, usage }) => {
  const { scratch, server, root, sub, plain, send, issue } = useCsrs(action);

  test('the certificate is for the key of the CSR, and no other members are in the answer', async () => {
    const { csr, publicKey } = makeCsr(scratch, { subject: '/CN=www.example.com' });
    const answer = await send({ Csr: csr });
    expect(answer).toEqual(
      ok({
        Identifier: anIdentifier,
        SerialNumber: aSerialNumber,
        X509Certificate: certificates(1),
        CertificateChain: certificates(2),
      }),
    );
    const { X509Certificate } = answer.body as unknown as Issued;
    expect(publicKeyOf(X509Certificate)).toBe(publicKey);
    expect(extensionOf(X509Certificate, 'Extended Key Usage')).toBe(usage);
    verifyChain(scratch, [X509Certificate, sub.Certificate, root.Certificate], ['-purpose', purpose]);
  });

  test('the private key is not held here', async () => {
    const { Identifier } = await issue({ Csr: plain });
    const answer = await cas(server.root, 'DescribeCertificatePrivateKey', { Identifier, EncryptedCode: 'x' });
    expect(answer).toMatchObject({ status: 400, body: { Code: 'NotSupport.MissingPrivateKey' } });
  });

  test('the CSR is needed and has to be one', async () => {
    expect(await send({})).toEqual(missing('Csr'));
    expect(await send({ Csr: '' })).toEqual(missing('Csr'));
    expect(await send({ Csr: 'x' })).toMatchObject({ status: 400, body: { Code: 'ValidateCsrFailed' } });
  });

  declareIssuingRefusals({ action, server: () => server, sub: () => sub, request: () => ({ Csr: plain }) });
});
