import { describe, expect, test } from 'vitest';
import { openssl, Scratch } from '../../../strangers/commands.js';
import { useTestServer } from '../../../use-test-server.js';
import {
  anIdentifier,
  aSerialNumber,
  cas,
  casOk,
  certificates,
  error,
  type Issued,
  missing,
  ok,
} from '../cas-calls.js';
import { extensionNamesOf, extensionOf, publicKeyOf, subjectOf, verifyChain } from '../openssl-reads.js';
import { useIssuingCa } from '../use-issuing-ca.js';
import { declareIssuingRefusals } from './issuing-refusals.js';

const scratch = new Scratch();
const server = useTestServer();
const { root, sub } = useIssuingCa(server);

const action = 'CreateServerCertificate';
const request = { CommonName: 'www.example.com', Algorithm: 'ECC_256' };
const send = (parameters: object) =>
  cas(server.root, action, { ...request, ParentIdentifier: sub.Identifier, ...parameters });
const issue = async (parameters: object = {}) =>
  (await casOk(server.root, action, {
    ...request,
    ParentIdentifier: sub.Identifier,
    Immediately: 2,
    ...parameters,
  })) as unknown as Issued;
const namesOf = ({ X509Certificate }: Issued) => extensionOf(X509Certificate, 'Subject Alternative Name');

describe('Immediately says what the answer holds', () => {
  const identified = { Identifier: anIdentifier, SerialNumber: aSerialNumber };
  test.each([
    [0, identified],
    [1, { ...identified, X509Certificate: certificates(1) }],
    [2, { ...identified, X509Certificate: certificates(1), CertificateChain: certificates(2) }],
  ])('%i', async (Immediately, body) => {
    expect(await send({ Immediately })).toEqual(ok(body));
  });
});

test('the certificate is for servers and chains to the root', async () => {
  const { X509Certificate } = await issue();
  expect(extensionNamesOf(X509Certificate)).toEqual([
    'Basic Constraints',
    'Key Usage',
    'Extended Key Usage',
    'Subject Alternative Name',
    'Subject Key Identifier',
    'Authority Key Identifier',
  ]);
  expect(extensionOf(X509Certificate, 'Extended Key Usage')).toBe('TLS Web Server Authentication');
  expect(subjectOf(X509Certificate)).toBe('C=CN,ST=Zhejiang,L=Hangzhou,O=Example Ltd,OU=Security,CN=www.example.com');
  verifyChain(
    scratch,
    [X509Certificate, sub.Certificate, root.Certificate],
    ['-purpose', 'sslserver', '-verify_hostname', 'www.example.com'],
  );
});

describe('alternative names', () => {
  test.each([
    ['the common name', {}, 'DNS:www.example.com'],
    ['an address as common name', { CommonName: '192.0.2.1' }, 'IP Address:192.0.2.1'],
    [
      'Domain, sorted by kind, and nothing else',
      { Domain: 'a.example.com, 192.0.2.1,2001:db8::1' },
      'DNS:a.example.com, IP Address:192.0.2.1, IP Address:2001:DB8:0:0:0:0:0:1',
    ],
    [
      'each only once',
      { Domain: 'WWW.example.com,b.example.com,www.EXAMPLE.com' },
      'DNS:WWW.example.com, DNS:b.example.com',
    ],
    [
      'an address only once, however it is spelled',
      { Domain: '2001:db8::1,2001:0DB8:0:0:0:0:0:1,::ffff:192.0.2.1,::FFFF:c000:201' },
      'IP Address:2001:DB8:0:0:0:0:0:1, IP Address:0:0:0:0:0:FFFF:C000:201',
    ],
    ['an international common name as its A-label', { CommonName: '例子.com' }, 'DNS:xn--fsqu00a.com'],
    ['a wildcard', { CommonName: '*.example.com' }, 'DNS:*.example.com'],
    [
      'an international name as its A-label',
      { Domain: 'münchen.example,例子.com' },
      'DNS:xn--mnchen-3ya.example, DNS:xn--fsqu00a.com',
    ],
    [
      'nothing of a common name that is no host',
      { CommonName: 'My server', Domain: 'a.example.com' },
      'DNS:a.example.com',
    ],
  ])('%s', async (_what, parameters, names) => {
    expect(namesOf(await issue(parameters))).toBe(names);
  });

  const noName = (name: string) =>
    error(
      'DomainFormatError',
      `The specified parameter "Domain" is not valid: "${name}" is neither a DNS name nor an IP address.`,
    );

  test.each(['My server', '192.0.2.256', 'http://a.com', '*'])(
    'without Domain a common name %j is refused as it would be there',
    async name => {
      expect(await send({ CommonName: name })).toEqual(noName(name));
      expect(await send({ CommonName: name, AsynchronousFlag: true })).toEqual(noName(name));
      expect(await send({ Domain: name })).toEqual(noName(name));
    },
  );

  test.each([',', ' , ,'])('a Domain %j without a name is refused', async Domain => {
    expect(await send({ Domain })).toEqual(noName(Domain));
  });

  test.each(['a b', '*', 'a.*.com', '-a.com', '192.0.2.256', 'http://a.com', 'a..b', 'x'.repeat(64)])(
    'Domain %j is refused',
    async name => {
      expect(await send({ Domain: `a.example.com,${name}` })).toEqual(noName(name));
    },
  );
});

test('its private key can be fetched and belongs to it', async () => {
  const { Identifier, X509Certificate } = await issue();
  const { EncryptedData } = await casOk(server.root, 'DescribeCertificatePrivateKey', {
    Identifier,
    EncryptedCode: 'p',
  });
  const file = scratch.write('key.pem', EncryptedData as string);
  expect(openssl(['pkey', '-in', file, '-passin', 'pass:p', '-pubout'])).toBe(publicKeyOf(X509Certificate));
});

test.each(['CommonName', 'Algorithm'])('%s is needed', async name => {
  expect(await send({ [name]: undefined })).toEqual(missing(name));
});

test('it shows as a server certificate with its tags and group', async () => {
  const { Identifier } = await issue({
    Tags: [{ Key: 'a', Value: 'b' }],
    ResourceGroupId: 'rg-x',
    CustomIdentifier: 'server-1',
  });
  const { Certificate } = await casOk(server.root, 'DescribeClientCertificate', { Identifier });
  expect(Certificate).toMatchObject({
    CertificateType: 'SERVER',
    Tags: [{ TagKey: 'a', TagValue: 'b' }],
    ResourceGroupId: 'rg-x',
    CustomIdentifier: 'server-1',
  });
});

declareIssuingRefusals({ action, server: () => server, sub: () => sub, request: () => request });
