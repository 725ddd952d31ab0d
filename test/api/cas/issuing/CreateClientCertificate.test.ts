import { describe, expect, test } from 'vitest';
import { Scratch } from '../../../strangers/commands.js';
import { useTestServer } from '../../../use-test-server.js';
import {
  anIdentifier,
  aSerialNumber,
  cas,
  casOk,
  certificates,
  error,
  issueClient,
  makeRoot,
  makeSub,
  names,
  ok,
} from '../cas-calls.js';
import { extensionNamesOf, extensionOf, subjectOf, validityOf, verifyChain } from '../openssl-reads.js';
import { useIssuingCa } from '../use-issuing-ca.js';
import { declareIssuingRefusals } from './issuing-refusals.js';

const server = useTestServer();
const { root, sub } = useIssuingCa(server);

const scratch = new Scratch();
const DAY_MS = 86_400_000;
const issue = (parameters: object) =>
  cas(server.root, 'CreateClientCertificate', { ParentIdentifier: sub.Identifier, CommonName: 'alice', ...parameters });
const certificateOf = async (parameters: object) =>
  (await issueClient(server.root, sub, { ...parameters })).X509Certificate;
const shown = async (Identifier: unknown) =>
  (await casOk(server.root, 'DescribeClientCertificate', { Identifier })).Certificate as Record<string, unknown>;

describe('Immediately says what the answer holds', () => {
  const identified = { Identifier: anIdentifier, SerialNumber: aSerialNumber };
  test.each([
    [undefined, identified],
    [0, identified],
    [1, { ...identified, X509Certificate: certificates(1) }],
    [2, { ...identified, X509Certificate: certificates(1), CertificateChain: certificates(2) }],
  ])('%s', async (Immediately, body) => {
    expect(await issue({ Immediately })).toEqual(ok(body));
  });

  test('the chain is the issuing CA and the root, without the certificate', async () => {
    const { CertificateChain } = await issueClient(server.root, sub);
    expect(CertificateChain).toBe(sub.Certificate + root.Certificate);
  });
});

test('the certificate is for clients and chains to the root', async () => {
  const certificate = await certificateOf({});
  expect(extensionNamesOf(certificate)).toEqual([
    'Basic Constraints',
    'Key Usage',
    'Extended Key Usage',
    'Subject Key Identifier',
    'Authority Key Identifier',
  ]);
  expect(extensionOf(certificate, 'Basic Constraints')).toBe('critical CA:FALSE');
  expect(extensionOf(certificate, 'Key Usage')).toBe('critical Digital Signature');
  expect(extensionOf(certificate, 'Extended Key Usage')).toBe('TLS Web Client Authentication');
  verifyChain(scratch, [certificate, sub.Certificate, root.Certificate], ['-purpose', 'sslclient']);
});

test('with nothing but the CA everything has a default', async () => {
  const { Identifier } = await casOk(server.root, 'CreateClientCertificate', { ParentIdentifier: sub.Identifier });
  expect(await shown(Identifier)).toMatchObject({
    SubjectDN: `C=CN,ST=Zhejiang,L=Hangzhou,O=Example Ltd,OU=Security,CN=${Identifier}`,
    FullAlgorithm: 'ECC_256',
    Days: 365,
    Status: 'ISSUE',
    CertificateType: 'CLIENT',
    UploadFlag: 0,
    ResourceGroupId: expect.stringMatching(/^rg-acfm/),
    Tags: [],
  });
});

test('the subject is what the call says', async () => {
  const certificate = await certificateOf({
    CommonName: '爱丽丝',
    Country: 'DE',
    State: 'Berlin',
    Locality: 'Mitte',
    Organization: 'Beispiel, GmbH',
    OrganizationUnit: 'IT',
  });
  expect(subjectOf(certificate)).toBe('C=DE,ST=Berlin,L=Mitte,O=Beispiel\\, GmbH,OU=IT,CN=爱丽丝');
});

describe('the validity', () => {
  const lengthOf = async (parameters: object) => {
    const { notBefore, notAfter } = validityOf(await certificateOf(parameters));
    return (notAfter - notBefore) / DAY_MS;
  };

  test('by default 365 days from now, to the second', async () => {
    const before = Math.floor(Date.now() / 1000) * 1000;
    const { notBefore, notAfter } = validityOf(await certificateOf({}));
    expect(notBefore).toBeGreaterThanOrEqual(before);
    expect(notBefore).toBeLessThanOrEqual(Date.now());
    expect(notAfter - notBefore).toBe(365 * DAY_MS);
  });

  test('the default is cut to the end of the CA', async () => {
    const short = await makeSub(server.root, await makeRoot(server.root, { Years: 1 }), { Years: 1 });
    const { X509Certificate } = await issueClient(server.root, short);
    expect(validityOf(X509Certificate).notAfter).toBe(validityOf(short.Certificate).notAfter);
  });

  test('Days decides before everything else and starts at BeforeTime', async () => {
    const parameters = { Days: 1, Months: 1, Years: 1, BeforeTime: 1_767_948_807, AfterTime: 1_768_035_209 };
    const { Identifier } = await issueClient(server.root, sub, parameters);
    expect(await shown(Identifier)).toMatchObject({
      Days: 1,
      BeforeDate: 1_767_948_807_000,
      AfterDate: 1_768_035_207_000,
    });
  });

  test('times in seconds come before months and years', async () => {
    const certificate = await certificateOf({ BeforeTime: 1_767_948_807, AfterTime: 1_768_121_607, Years: 1 });
    expect(validityOf(certificate)).toEqual({ notBefore: 1_767_948_807_000, notAfter: 1_768_121_607_000 });
  });

  test('months and years add up by the calendar', async () => {
    expect(await lengthOf({ Years: 1 })).toSatisfy((days: number) => days === 365 || days === 366);
    expect(await lengthOf({ Months: 1 })).toSatisfy((days: number) => days >= 28 && days <= 31);
    expect(await lengthOf({ Years: 1, Months: 6 })).toSatisfy((days: number) => days >= 546 && days <= 550);
  });
});

describe('alternative names', () => {
  test.each([
    [
      1,
      'a@example.com, b@example.com',
      'email:a@example.com, email:b@example.com',
      '[{"Type":1,"Value":"a@example.com"},{"Type":1,"Value":"b@example.com"}]',
    ],
    [
      2,
      'a.example.com,*.example.com',
      'DNS:a.example.com, DNS:*.example.com',
      '[{"Type":2,"Value":"a.example.com"},{"Type":2,"Value":"*.example.com"}]',
    ],
    [
      4,
      'C=CN,O=A\\, B,CN=x',
      expect.stringMatching(/^DirName:.*C ?= ?CN.*O ?= ?"?A, B"?.*CN ?= ?x$/),
      '[{"Type":4,"Value":"C=CN,O=A\\\\, B,CN=x"}]',
    ],
    [6, 'spiffe://example.com/a', 'URI:spiffe://example.com/a', '[{"Type":6,"Value":"spiffe://example.com/a"}]'],
    [
      7,
      '192.0.2.1,2001:db8::1',
      'IP Address:192.0.2.1, IP Address:2001:DB8:0:0:0:0:0:1',
      '[{"Type":7,"Value":"192.0.2.1"},{"Type":7,"Value":"2001:db8::1"}]',
    ],
    [8, '1.2.3.4', 'Registered ID:1.2.3.4', '[{"Type":8,"Value":"1.2.3.4"}]'],
  ])('of type %i', async (SanType, SanValue, inCertificate, Sans) => {
    const { X509Certificate, Identifier } = await issueClient(server.root, sub, { SanType, SanValue });
    expect(extensionOf(X509Certificate, 'Subject Alternative Name')).toEqual(inCertificate);
    expect(await shown(Identifier)).toMatchObject({ Sans });
  });

  test('the same name twice is one name', async () => {
    const certificate = await certificateOf({ SanType: 2, SanValue: 'a.example.com,A.example.com,b.example.com' });
    expect(extensionOf(certificate, 'Subject Alternative Name')).toBe('DNS:a.example.com, DNS:b.example.com');
  });

  const badType = error(
    'InvalidParameter.SanType',
    'The specified parameter "SanType" is not valid: 1, 2, 4, 6, 7 and 8 are supported, and SanType and SanValue go together.',
  );
  const badValue = (reason: string) =>
    error('InvalidParameter.SanValue', `The specified parameter "SanValue" is not valid. ${reason}`);
  test.each([
    [{ SanType: 0, SanValue: '1.2.3;a' }, badType],
    [{ SanType: 3, SanValue: 'a' }, badType],
    [{ SanType: 99, SanValue: 'a' }, badType],
    [{ SanType: -1, SanValue: 'a' }, badType],
    [{ SanType: 5, SanValue: 'a' }, badType],
    [{ SanValue: 'a@example.com' }, badType],
    [{ SanType: 1 }, badValue('SanType and SanValue go together.')],
    [{ SanType: 1, SanValue: ' , ' }, badValue('It holds no name.')],
    [
      { SanType: 1, SanValue: 'a@example.com,alice' },
      badValue('The e-mail address "alice" is not valid: it has the form local-part@host, in ASCII.'),
    ],
    [
      { SanType: 7, SanValue: '192.0.2.256' },
      badValue('The IP address "192.0.2.256" is not valid: it is one IPv4 or IPv6 address.'),
    ],
  ])('%j is refused', async (parameters, answer) => {
    expect(await issue(parameters)).toEqual(answer);
  });
});

describe('the address of the CRL', () => {
  test('stands in the certificate where the call asks for it and the CA publishes one', async () => {
    const publishing = await makeSub(server.root, root, { EnableCrl: true });
    const { X509Certificate } = await issueClient(server.root, publishing, { EnableCrl: 1 });
    expect(X509Certificate).toBeDefined();
    expect(extensionNamesOf(X509Certificate)).toContain('CRL Distribution Points');
    for (const [parent, EnableCrl] of [
      [publishing, 0],
      [publishing, undefined],
      [sub, 1],
    ] as const) {
      const other = await issueClient(server.root, parent, { EnableCrl });
      expect(extensionNamesOf(other.X509Certificate)).not.toContain('CRL Distribution Points');
    }
  });
});

test('alias, own identifier, tags and resource group are kept', async () => {
  const { Identifier } = await issueClient(server.root, sub, {
    AliasName: '我的证书',
    CustomIdentifier: 'device:4711',
    Tags: [{ Key: 'a', Value: 'b' }],
    ResourceGroupId: 'rg-x',
  });
  expect(await shown(Identifier)).toMatchObject({
    AliasName: '我的证书',
    CustomIdentifier: 'device:4711',
    Tags: [{ TagKey: 'a', TagValue: 'b' }],
    ResourceGroupId: 'rg-x',
  });
});

test('another account may use the same CustomIdentifier, and of two at once one is refused', async () => {
  const theirSub = await makeSub(server.otherAccount, await makeRoot(server.otherAccount));
  const CustomIdentifier = 'shared';
  await issueClient(server.root, sub, { CustomIdentifier });
  await issueClient(server.otherAccount, theirSub, { CustomIdentifier });

  const atOnce = await Promise.all([issue({ CustomIdentifier: 'race' }), issue({ CustomIdentifier: 'race' })]);
  expect(atOnce.map(({ status }) => status).sort()).toEqual([200, 400]);
  expect(atOnce.find(({ status }) => status === 400)?.body.Code).toBe('AlreadyExists.CustomIdentifier');
});

test('ClientToken in the body makes it safe to repeat', async () => {
  const send = (parameters: object) =>
    cas(
      server.root,
      'CreateClientCertificate',
      { ParentIdentifier: sub.Identifier, Immediately: 1, ClientToken: 'once', ...parameters },
      { place: 'form' },
    );
  const first = await send({});
  expect(await send({})).toEqual(first);
  expect(await send({ Days: 1 })).toMatchObject({ status: 409, body: { Code: 'UpdateConflict' } });
});

test('many at once have serial numbers and keys of their own', async () => {
  const issued = await Promise.all(Array.from({ length: 60 }, () => issueClient(server.root, sub)));
  expect(new Set(issued.map(it => it.SerialNumber)).size).toBe(60);
  expect(new Set(issued.map(it => it.X509Certificate)).size).toBe(60);
  expect(new Set(issued.map(it => it.Identifier)).size).toBe(60);
});

test('neither the certificate nor its key pair is in the log', async () => {
  const { X509Certificate } = await issueClient(server.root, sub, { Organization: names.Organization });
  expect(server.log).not.toContain(X509Certificate.split('\n')[1]);
  expect(`${server.log}${await server.auditText()}`).not.toContain('PRIVATE KEY');
});

declareIssuingRefusals({
  action: 'CreateClientCertificate',
  server: () => server,
  sub: () => sub,
  request: () => ({ CommonName: 'alice' }),
});
