/** Below a CA that is for few purposes nothing is issued for another: relying parties that check the chain would reject it. */
import { beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../../responders/ocsp-client.js';
import { Scratch } from '../../../strangers/commands.js';
import { useMade } from '../../../use-made.js';
import { useTestServer } from '../../../use-test-server.js';
import { cas, error, type MadeAuthority, makeRoot, makeSub } from '../cas-calls.js';
import { verifyChain } from '../openssl-reads.js';
import { makeCsr } from './csrs.js';

const scratch = new Scratch();
let clients: MadeAuthority;
let csr: string;
const server = useTestServer();
const root = useMade(() => makeRoot(server.root));
beforeAll(async () => {
  clients = await makeSub(server.root, root, {
    PathLenConstraint: 3,
    ExtendedKeyUsages: ['clientAuth', 'emailProtection', '1.3.6.1.4.1.311.20.2.2'],
  });
  ({ csr } = makeCsr(scratch, { subject: '/CN=www.example.com' }));
});

const refused = (purpose: string, granted = 'clientAuth, emailProtection, 1.3.6.1.4.1.311.20.2.2') =>
  error(
    'OperationDenied.NotSupport',
    `The CA cannot issue this: it would be for ${purpose}, and the extended key usages of the CA are ${granted}.`,
  );
const issue = (action: string, parameters: object, issuer = clients) =>
  cas(server.root, action, { ParentIdentifier: issuer.Identifier, Immediately: 2, ...parameters });
const custom = (ExtendedKeyUsages: readonly string[], issuer = clients) =>
  issue(
    'CreateCustomCertificate',
    { Csr: csr, Validity: '1d', ApiPassthrough: { Extensions: { ExtendedKeyUsages } } },
    issuer,
  );
const sub = (parameters: object, issuer = clients) =>
  makeSub(server.root, issuer, { PathLenConstraint: 1, CommonName: 'Lower', ...parameters });

describe('a CA for clients and mail issues no certificate', () => {
  test('for servers', async () => {
    expect(await issue('CreateServerCertificate', { CommonName: 'a.example.com', Algorithm: 'ECC_256' })).toEqual(
      refused('serverAuth'),
    );
    expect(await issue('CreateServerCertificateWithCsr', { Csr: csr })).toEqual(refused('serverAuth'));
    expect(await issue('CreateServerCertificateWithCsr', { Csr: csr, AsynchronousFlag: true })).toEqual(
      refused('serverAuth'),
    );
  });

  test.each([
    ['serverAuth', 'serverAuth'],
    ['codeSigning', 'codeSigning'],
    ['1.3.6.1.5.5.7.3.1', 'serverAuth'],
    ['1.2.3.4', '1.2.3.4'],
    ['any', 'any'],
  ])('for %s, custom', async (asked, shown) => {
    expect(await custom(['clientAuth', asked])).toEqual(refused(shown));
  });

  test('for what a CSR asks for', async () => {
    const asking = makeCsr(scratch, { extensions: ['extendedKeyUsage=serverAuth'] });
    expect(await issue('CreateCustomCertificate', { Csr: asking.csr, Validity: '1d' })).toEqual(refused('serverAuth'));
  });

  test('of a CA for another purpose', async () => {
    const parameters = { Organization: 'O', OrganizationUnit: 'U', Locality: 'L', State: 'S', CommonName: 'Lower' };
    for (const asked of ['serverAuth', 'any', '1.2.3.4']) {
      expect(
        await cas(server.root, 'CreateSubCACertificate', {
          ...parameters,
          ParentIdentifier: clients.Identifier,
          Algorithm: 'ECC_256',
          Years: 1,
          ExtendedKeyUsages: ['clientAuth', asked],
        }),
      ).toEqual(refused(asked));
    }
  });
});

describe('it issues', () => {
  const chainOf = ({ body }: Awaited<ReturnType<typeof cas>>) => [
    String(body.X509Certificate ?? body.Certificate),
    clients.Certificate,
    root.Certificate,
  ];

  test('what it is for, and openssl accepts the chain', async () => {
    verifyChain(scratch, chainOf(await issue('CreateClientCertificate', {})), ['-purpose', 'sslclient']);
    verifyChain(scratch, chainOf(await custom(['emailProtection'])), ['-purpose', 'smimesign']);
    verifyChain(scratch, chainOf(await custom(['1.3.6.1.4.1.311.20.2.2', 'clientAuth'])), ['-purpose', 'sslclient']);
    verifyChain(scratch, chainOf(await custom([])), ['-purpose', 'sslclient']);
  });

  test('CAs for some of it, or for all of it', async () => {
    const mail = await sub({ ExtendedKeyUsages: ['emailProtection'] });
    expect(await issue('CreateClientCertificate', {}, mail)).toEqual(refused('clientAuth', 'emailProtection'));
    expect(await custom(['emailProtection'], mail)).toMatchObject({ status: 200 });
    const silent = await sub({});
    expect(await issue('CreateClientCertificate', {}, silent)).toMatchObject({ status: 200 });
    // Its own certificate does not say so; the one above it does.
    expect(await issue('CreateServerCertificateWithCsr', { Csr: csr }, silent)).toEqual(refused('serverAuth'));
  });
});

test('a CA for any purpose, or that says nothing, issues for all', async () => {
  for (const issuer of [await sub({ ExtendedKeyUsages: ['any'] }, root), await sub({}, root)]) {
    expect(await custom(['serverAuth', 'codeSigning', '1.2.3.4'], issuer)).toMatchObject({ status: 200 });
    expect(await issue('CreateServerCertificateWithCsr', { Csr: csr }, issuer)).toMatchObject({ status: 200 });
  }
});

test('OCSP is answered for what a CA with purposes issued, and openssl accepts the answer', async () => {
  const { body } = await issue('CreateClientCertificate', {});
  const asked = {
    url: `${server.url}/ocsp/${clients.Identifier}`,
    issuerPem: clients.Certificate,
    certificatePems: [String(body.X509Certificate)],
    scratch,
  };
  expect(await ask(asked, root.Certificate + clients.Certificate)).toMatch(/Response verify OK[\s\S]*: good/);
});
