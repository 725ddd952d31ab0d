import { beforeAll, describe, expect, test } from 'vitest';
import { casOk, issueClient, type MadeAuthority, makeRoot, makeSub } from '../api/cas/cas-calls.js';
import { startTestServer } from '../server.js';
import { openssl, Scratch } from '../strangers/commands.js';
import { useMade } from '../use-made.js';
import { useTestServer } from '../use-test-server.js';
import { ask, getPath, makeRequest, post, responseText } from './ocsp-client.js';
import { publishingAuthority, revokeCertificate } from './revocation-calls.js';

const scratch = new Scratch();
const server = useTestServer();
const authority = useMade(() => publishingAuthority(server.root, server.accountId));

const urlOf = ({ Identifier }: { readonly Identifier: string }) => `${server.url}/ocsp/${Identifier}`;
const trust = ({ CertificateChain }: MadeAuthority) => CertificateChain;
const answerTo = (asked: MadeAuthority, pems: readonly string[], options?: readonly string[]) =>
  ask({ url: urlOf(asked), issuerPem: asked.Certificate, certificatePems: pems, scratch, options }, trust(asked));
const requestFor = (pem: string, options?: readonly string[], issuer: MadeAuthority = authority) =>
  makeRequest({ issuerPem: issuer.Certificate, certificatePems: [pem], scratch, options });
/** OCSPResponseStatus of the answer: an error is nothing but that. */
const statusOf = async (body: Uint8Array, url = urlOf(authority)) => {
  const der = await post(url, body);
  return der.length === 5 ? der[4] : 0;
};
const [successful, malformedRequest, unauthorized] = [0, 1, 6];

describe('openssl asks, and verifies the answer', () => {
  test.each(['RSA_2048', 'ECC_256', 'ECC_384'])('of a CA of %s', async Algorithm => {
    const sub = await publishingAuthority(server.root, server.accountId, { Algorithm });
    const [good, bad] = [await issueClient(server.root, sub), await issueClient(server.root, sub)];
    const before = await answerTo(sub, [bad.X509Certificate]);
    expect(before).toMatch(/Response verify OK[\s\S]*: good/);
    await revokeCertificate(server.root, bad);
    const said = await answerTo(sub, [good.X509Certificate, bad.X509Certificate]);
    expect(said).toMatch(
      /Response verify OK[\s\S]*asked-0\.pem: good[\s\S]*asked-1\.pem: revoked[\s\S]*Revocation Time:/,
    );
    expect(said).not.toContain('WARNING');
    expect(said).toContain('Next Update: ');
  });

  test('with digests of SHA-1 and SHA-256, with and without a nonce', async () => {
    const { X509Certificate } = await issueClient(server.root, authority);
    for (const options of [['-sha1'], ['-sha256'], ['-sha384'], ['-sha512'], ['-no_nonce']]) {
      const said = await answerTo(authority, [X509Certificate], options);
      expect(said).toMatch(/Response verify OK[\s\S]*: good/);
      expect(said).not.toContain('nonce');
    }
  });

  test.each([57, 58, 59, 60])('of a CA whose name has a character beyond U+FFFF at place %i', async place => {
    const CommonName = `${'a'.repeat(place - 1)}𠮷${'b'.repeat(64 - place)}`;
    const sub = await publishingAuthority(server.root, server.accountId, { CommonName });
    const { X509Certificate } = await issueClient(server.root, sub);
    expect(await answerTo(sub, [X509Certificate])).toMatch(/Response verify OK[\s\S]*: good/);
  });

  test('of a root about its sub CAs', async () => {
    const { root } = authority;
    const lower = await makeSub(server.root, root);
    expect(await answerTo(root, [lower.Certificate])).toMatch(/Response verify OK[\s\S]*: good/);
    await casOk(server.root, 'UpdateCACertificateStatus', { Identifier: lower.Identifier, Status: 'REVOKE' });
    expect(await answerTo(root, [lower.Certificate])).toMatch(/Response verify OK[\s\S]*: revoked/);
  });
});

describe('the status', () => {
  test('of what was never issued is unknown', async () => {
    const said = await answerTo(authority, [], ['-serial', '0x1234567890']);
    expect(said).toMatch(/Response verify OK[\s\S]*0x1234567890: unknown/);
  });

  test('stays revoked when the certificate is deleted', async () => {
    const certificate = await issueClient(server.root, authority);
    await revokeCertificate(server.root, certificate);
    await casOk(server.root, 'DeleteClientCertificate', { Identifier: certificate.Identifier });
    expect(await answerTo(authority, [certificate.X509Certificate])).toMatch(/: revoked/);
  });

  test('of everything below a revoked CA is revoked, at the time of the CA', async () => {
    const root = await makeRoot(server.root);
    const upper = await makeSub(server.root, root, { PathLenConstraint: 1 });
    const lower = await makeSub(server.root, upper);
    const certificate = await issueClient(server.root, lower);
    expect(await answerTo(lower, [certificate.X509Certificate], ['-no_nonce'])).toMatch(/: good/);
    await casOk(server.root, 'UpdateCACertificateStatus', { Identifier: upper.Identifier, Status: 'REVOKE' });
    // The same question, without a nonce: what was signed before does not count any more.
    const said = await answerTo(lower, [certificate.X509Certificate], ['-no_nonce']);
    const time = (text: string) => /Revocation Time: (.*)/.exec(text)?.[1];
    expect(said).toMatch(/: revoked/);
    expect(time(said)).toBe(time(await answerTo(root, [upper.Certificate])));
  });
});

describe('the responder', () => {
  test('signs with a certificate of its own, for this alone and for a week', async () => {
    const { X509Certificate } = await issueClient(server.root, authority);
    const text = responseText(await post(urlOf(authority), requestFor(X509Certificate)), scratch);
    expect(text).toMatch(/X509v3 Extended Key Usage: \n\s+OCSP Signing\n/);
    expect(text).toMatch(/X509v3 Key Usage: critical\n\s+Digital Signature\n/);
    expect(text).toContain('OCSP No Check');
    expect(text).toMatch(/CA:FALSE/);
    const [, from, to] = /Not Before: (.*)\n\s+Not After : (.*)\n/.exec(text) ?? [];
    expect(Date.parse(to ?? '') - Date.parse(from ?? '')).toBe(7 * 86_400_000);
    const rows = await server.running.store.db
      .selectFrom('ca_ocsp_responders')
      .selectAll()
      .where('authority_id', '=', authority.Identifier)
      .execute();
    expect(rows).toHaveLength(1);
    expect(rows[0]?.sealed_key.includes(Buffer.from('300706052b8104', 'hex'))).toBe(false);
  });
});

describe('the addresses in certificates', () => {
  const access = (pem: string) =>
    [...openssl(['x509', '-noout', '-text'], pem).matchAll(/(OCSP|CA Issuers) - URI:(\S+)/g)].map(match =>
      match.slice(1),
    );
  const addresses = (url: string) => [
    ['OCSP', `${url}/ocsp/${authority.Identifier}`],
    ['CA Issuers', `${url}/ca/${authority.Identifier}.crt`],
  ];

  test('go with the address of the list', async () => {
    const listed = await issueClient(server.root, authority, { EnableCrl: 1 });
    expect(access(listed.X509Certificate)).toEqual(addresses(server.url));
    expect(access((await issueClient(server.root, authority)).X509Certificate)).toEqual([]);
    expect(access(authority.Certificate)).toEqual([]);
    const issuer = await fetch(`${server.url}/ca/${authority.Identifier}.crt`);
    const file = scratch.write('from-aia.crt', Buffer.from(await issuer.arrayBuffer()));
    expect(openssl(['x509', '-inform', 'DER', '-in', file])).toBe(authority.Certificate);
    const chain = await fetch(`${server.url}/ca/${authority.Identifier}.pem`);
    expect(chain.headers.get('content-type')).toBe('application/pem-certificate-chain');
    expect(await chain.text()).toBe(authority.CertificateChain);
    expect((await fetch(`${server.url}/ca/${listed.Identifier}.pem`)).status).toBe(404);
  });

  test('are in what is issued from a CSR with a content of its own, too', async () => {
    const csr = makeCsr(scratch);
    const request = { ParentIdentifier: authority.Identifier, Csr: csr, Validity: '30d', Immediately: 1 };
    const listed = await casOk(server.root, 'CreateCustomCertificate', { ...request, EnableCrl: 1 });
    expect(access(String(listed.Certificate))).toEqual(addresses(server.url));
    const bare = await casOk(server.root, 'CreateCustomCertificate', request);
    expect(access(String(bare.Certificate))).toEqual([]);
  });

  test.each([
    ['off', 0],
    ['with-crl', 2],
  ])('with --ocsp %s are in external CAs below a root that publishes a list, or not', async (mode, count) => {
    const other = await startTestServer({ environment: { CHANCERY_OCSP: mode, CHANCERY_ROOT_CRL_DAYS: '7' } });
    const root = await makeRoot(other.root, { Algorithm: 'ECC_256' });
    const request = { InstanceId: root.Identifier, Csr: makeCsr(scratch), Validity: '1y' };
    const external = await casOk(other.root, 'CreateExternalCACertificate', request);
    expect(access(String(external.Certificate))).toHaveLength(count);
    await other.close();
  });

  test.each([
    ['off', [0, 0]],
    ['always', [2, 2]],
  ])('with --ocsp %s are in none or all', async (mode, counts) => {
    const other = await startTestServer({ environment: { CHANCERY_OCSP: mode } });
    const sub = await publishingAuthority(other.root, other.accountId);
    const issued = [await issueClient(other.root, sub, { EnableCrl: 1 }), await issueClient(other.root, sub)];
    expect(issued.map(it => access(it.X509Certificate).length)).toEqual(counts);
    await other.close();
  });
});

describe('what cannot be answered', () => {
  test('is said in the words of OCSP', async () => {
    const { X509Certificate } = await issueClient(server.root, authority);
    const other = await publishingAuthority(server.root, server.accountId);
    const request = requestFor(X509Certificate);
    expect(await statusOf(request)).toBe(successful);
    expect(await statusOf(Buffer.from('hello'))).toBe(malformedRequest);
    expect(await statusOf(Buffer.alloc(0))).toBe(malformedRequest);
    expect(await statusOf(request, urlOf(other))).toBe(unauthorized);
    const nobody = '00000000-0000-6000-8000-000000000000';
    expect(await statusOf(request, urlOf({ Identifier: nobody }))).toBe(unauthorized);
    expect(await statusOf(request, urlOf(await issueClient(server.root, authority)))).toBe(unauthorized);
    expect(await post(urlOf(authority), Buffer.from('hello'))).toEqual(Buffer.from('30030a0101', 'hex'));
  });

  test('or of HTTP, where it is no OCSP at all', async () => {
    const status = async (path: string, init?: RequestInit) => (await fetch(server.url + path, init)).status;
    expect(await status('/ocsp/')).toBe(404);
    expect(await status('/ocsp/x')).toBe(404);
    expect(await status(`/ocsp/${authority.Identifier}/x`, { method: 'POST', body: 'x' })).toBe(404);
    expect(await status(`/ocsp/${authority.Identifier}`, { method: 'POST', body: 'x'.repeat(17_000) })).toBe(413);
    expect(await status(`/ocsp/${authority.Identifier}`, { method: 'DELETE' })).toBe(400);
    expect(await status(`/ocsp/${authority.Identifier}/%`)).toBe(400);
  });
});

describe('over GET', () => {
  let url: string;
  let certificate: Awaited<ReturnType<typeof issueClient>>;
  beforeAll(async () => {
    certificate = await issueClient(server.root, authority);
    url = `${urlOf(authority)}/${getPath(requestFor(certificate.X509Certificate))}`;
  });

  test('caches may keep the answer for minutes, and are told when they have it', async () => {
    const first = await fetch(url);
    expect([first.status, first.headers.get('content-type')]).toEqual([200, 'application/ocsp-response']);
    expect(first.headers.get('cache-control')).toBe('public, no-transform, must-revalidate, max-age=300');
    expect(first.headers.get('last-modified')).toMatch(/GMT$/);
    expect(first.headers.get('expires')).toMatch(/GMT$/);
    const der = Buffer.from(await first.arrayBuffer());
    expect(responseText(der, scratch)).toContain('Cert Status: good');
    // The very same bytes: it was signed once.
    expect(Buffer.from(await (await fetch(url)).arrayBuffer())).toEqual(der);
    const etag = first.headers.get('etag') ?? '';
    expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect((await fetch(url, { method: 'HEAD' })).headers.get('content-length')).toBe(String(der.length));
    // As clients write it that encode less, or put two slashes.
    const bare = requestFor(certificate.X509Certificate).toString('base64');
    for (const path of [bare, `/${bare}`]) {
      expect(
        responseText(Buffer.from(await (await fetch(`${urlOf(authority)}/${path}`)).arrayBuffer()), scratch),
      ).toContain('Cert Status: good');
    }
  });

  test('a revocation is answered at once', async () => {
    await revokeCertificate(server.root, certificate);
    const text = responseText(Buffer.from(await (await fetch(url)).arrayBuffer()), scratch);
    expect(text).toContain('Cert Status: revoked');
  });

  test('what is for one asker, or may change, is not kept', async () => {
    const control = async (request: Buffer) =>
      (await fetch(`${urlOf(authority)}/${getPath(request)}`)).headers.get('cache-control');
    expect(await control(requestFor(certificate.X509Certificate, ['-nonce']))).toBe('no-store');
    expect(await control(requestFor(authority.Certificate))).toBe('no-store');
    expect(await control(Buffer.from('x'))).toBe('no-store');
  });
});

/** A signing request for a key of this moment's making. */
function makeCsr(files: Scratch): string {
  const key = files.path('asked.key');
  openssl(['ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', key]);
  return openssl(['req', '-new', '-key', key, '-subj', '/C=CN/CN=asked.example.com']);
}
