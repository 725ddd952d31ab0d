import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openssl } from '../../../strangers/commands.js';
import { cas, error, type Issued, makeRoot, makeSub } from '../cas-calls.js';
import { extensionOf, subjectOf } from '../openssl-reads.js';
import { makeCsr } from './csrs.js';
import { useCsrs } from './with-csr.js';

const action = 'CreateServerCertificateWithCsr';
const { scratch, server, sub, issue } = useCsrs(action);
const namesOf = ({ X509Certificate }: Issued) => extensionOf(X509Certificate, 'Subject Alternative Name');

test('the common name of a CSR without other names is the name of the server', async () => {
  const issued = await issue({ Csr: makeCsr(scratch, { subject: '/CN=www.example.com' }).csr });
  expect(namesOf(issued)).toBe('DNS:www.example.com');
});

describe('names', () => {
  const { csr } = makeCsr(scratch, {
    subject: '/CN=csr.example.com',
    subjectAltName: 'DNS:a.example.com,IP:192.0.2.1',
  });

  test('the common name of the CSR decides before the parameter', async () => {
    const { X509Certificate } = await issue({ Csr: csr, CommonName: 'parameter.example.com' });
    expect(subjectOf(X509Certificate)).toMatch(/CN=csr\.example\.com$/);
  });

  test('those of the CSR are kept where the call has none', async () => {
    expect(namesOf(await issue({ Csr: csr }))).toBe('DNS:a.example.com, IP Address:192.0.2.1, DNS:csr.example.com');
  });

  test('Domain replaces those of the CSR', async () => {
    expect(namesOf(await issue({ Csr: csr, Domain: 'b.example.com' }))).toBe('DNS:b.example.com');
  });

  test('the common name of a CSR is no name where the call has Domain, whatever CommonName says', async () => {
    const strange = makeCsr(scratch, { subject: '/CN=victim.example.com' }).csr;
    const issued = await issue({ Csr: strange, Domain: 'mine.example.com', CommonName: 'mine.example.com' });
    expect(namesOf(issued)).toBe('DNS:mine.example.com');
  });

  test('a certificate whose CSR has no common name is called by the first of its names and never by its identifier', async () => {
    const nameless = (subjectAltName?: string) =>
      makeCsr(scratch, { subject: '/', ...(subjectAltName !== undefined && { subjectAltName }) }).csr;
    const issued = await issue({ Csr: nameless('DNS:only.example.com') });
    expect(namesOf(issued)).toBe('DNS:only.example.com');
    expect(subjectOf(issued.X509Certificate)).toMatch(/CN=only\.example\.com$/);
    expect(namesOf(await issue({ Csr: nameless(), Domain: '192.0.2.1' }))).toBe('IP Address:192.0.2.1');
    const long = `${'a'.repeat(60)}.example.com`;
    expect(subjectOf((await issue({ Csr: nameless(`DNS:${long}`) })).X509Certificate)).not.toContain('CN=');
  });

  test('case 19: no subject, one DNS name', async () => {
    const Csr = readFileSync(join(import.meta.dirname, '../../../x509/requests/19-server-no-cn.csr'), 'utf8');
    const Algorithm = 'RSA_2048';
    const { Identifier } = await makeSub(server.root, await makeRoot(server.root, { Algorithm }), { Algorithm });
    const issued = await issue({ Csr, ParentIdentifier: Identifier });
    const text = openssl(['x509', '-noout', '-text'], issued.X509Certificate);
    expect(namesOf(issued)).toMatch(/^DNS:[^,]+$/);
    expect(text).not.toContain(issued.Identifier);
  });

  test.each([
    ['that is no name of a host', '/CN=My server', '"My server" is neither a DNS name nor an IP address.'],
    [
      'that is not there',
      '/O=Example',
      'the certificate would name no server, for neither the call nor the CSR has a DNS name or an IP address.',
    ],
  ])('with a common name %s alone it is refused', async (_what, subject, reason) => {
    for (const subjectAltName of [undefined, 'email:a@example.com']) {
      const asked = makeCsr(scratch, { subject, ...(subjectAltName !== undefined && { subjectAltName }) }).csr;
      expect(await cas(server.root, action, { ParentIdentifier: sub.Identifier, Csr: asked })).toEqual(
        error('DomainFormatError', `The specified parameter "Domain" is not valid: ${reason}`),
      );
      expect(await issue({ Csr: asked, Domain: 'a.example.com' })).toBeDefined();
    }
  });

  test('a URI is a name of a server too', async () => {
    const workload = makeCsr(scratch, { subject: '/', subjectAltName: 'URI:spiffe://example.org/web' }).csr;
    expect(namesOf(await issue({ Csr: workload }))).toBe('URI:spiffe://example.org/web');
  });

  test('a Domain that is none is refused', async () => {
    const answer = await cas(server.root, action, { ParentIdentifier: sub.Identifier, Csr: csr, Domain: '*' });
    expect(answer).toMatchObject({ status: 400, body: { Code: 'DomainFormatError' } });
  });
});
