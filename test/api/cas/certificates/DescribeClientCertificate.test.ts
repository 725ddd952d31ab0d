import { X509Certificate } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { Scratch } from '../../../strangers/commands.js';
import { useTestServer } from '../../../use-test-server.js';
import { anIdentifier, aSerialNumber, cas, casOk, issueClient, missing, notFound, ok } from '../cas-calls.js';
import { makeCsr } from '../issuing/csrs.js';
import { validityOf } from '../openssl-reads.js';
import { forgetGivenFields, revoke } from '../store-edits.js';
import { useIssuingCa } from '../use-issuing-ca.js';

const scratch = new Scratch();
const server = useTestServer();
const { root, sub } = useIssuingCa(server);

const get = (Identifier: string | undefined, client = server.root) =>
  cas(client, 'DescribeClientCertificate', { Identifier });

test('everything of a certificate', async () => {
  const issued = await issueClient(server.root, sub, {
    SanType: 1,
    SanValue: 'alice@example.com',
    AliasName: 'laptop',
    CustomIdentifier: 'device-1',
    Tags: [{ Key: 'k', Value: 'v' }],
    ResourceGroupId: 'rg-a',
    Days: 90,
  });
  const { notBefore, notAfter } = validityOf(issued.X509Certificate);
  const { fingerprint256 } = new X509Certificate(issued.X509Certificate);
  expect(await get(issued.Identifier)).toEqual(
    ok({
      Certificate: {
        Id: expect.any(Number),
        Identifier: issued.Identifier,
        CustomIdentifier: 'device-1',
        AliasName: 'laptop',
        CertificateType: 'CLIENT',
        Status: 'ISSUE',
        X509Certificate: issued.X509Certificate,
        CertChain: issued.X509Certificate + sub.Certificate + root.Certificate,
        SerialNumber: issued.SerialNumber,
        SubjectDN: 'C=CN,ST=Zhejiang,L=Hangzhou,O=Example Ltd,OU=Security,CN=alice',
        CommonName: 'alice',
        Sans: '[{"Type":1,"Value":"alice@example.com"}]',
        Algorithm: 'ECC',
        FullAlgorithm: 'ECC_256',
        KeySize: 256,
        SignAlgorithm: 'SHA256WITHECDSA',
        BeforeDate: notBefore,
        AfterDate: notAfter,
        Days: 90,
        ParentIdentifier: sub.Identifier,
        Sha2: fingerprint256.replaceAll(':', '').toLowerCase(),
        Md5: expect.stringMatching(/^[0-9a-f]{32}$/),
        UploadFlag: 0,
        ResourceGroupId: 'rg-a',
        Tags: [{ TagKey: 'k', TagValue: 'v' }],
      },
    }),
  );
});

test('without names of its own it has no alias, no CustomIdentifier and an empty list of alternative names', async () => {
  const { Identifier } = await issueClient(server.root, sub);
  const { Certificate } = (await get(Identifier)).body as { Certificate: Record<string, unknown> };
  expect(Certificate).toMatchObject({ Identifier: anIdentifier, SerialNumber: aSerialNumber, Sans: '[]', Tags: [] });
  expect(Certificate).not.toHaveProperty('AliasName');
  expect(Certificate).not.toHaveProperty('CustomIdentifier');
});

describe('of the subject it answers what the call or the CSR gave, and the certificate has its defaults', () => {
  const SUBJECT = ['CommonName', 'CountryCode', 'State', 'Locality', 'Organization', 'OrganizationUnit'] as const;
  const shown = async (Identifier: unknown) => {
    const { Certificate } = (await get(String(Identifier))).body as { Certificate: Record<string, unknown> };
    const given = SUBJECT.filter(name => Object.hasOwn(Certificate, name)).map(name => [name, Certificate[name]]);
    return { given: Object.fromEntries(given) as Record<string, unknown>, SubjectDN: Certificate.SubjectDN };
  };
  const issue = async (action: string, parameters: Record<string, unknown>) =>
    (await casOk(server.root, action, { ParentIdentifier: sub.Identifier, ...parameters })).Identifier;

  test('none of six, also where it is issued in the background', async () => {
    for (const AsynchronousFlag of [false, true]) {
      const Identifier = await issue('CreateClientCertificate', { AsynchronousFlag });
      expect(await shown(Identifier)).toEqual({
        given: {},
        SubjectDN: `C=CN,ST=Zhejiang,L=Hangzhou,O=Example Ltd,OU=Security,CN=${String(Identifier)}`,
      });
    }
  });

  test('each by itself, and all of them', async () => {
    const all = { CommonName: 'a', State: 's', Locality: 'l', Organization: 'o', OrganizationUnit: 'u' };
    for (const [name, value] of [...Object.entries(all), ['Country', 'DE'] as const]) {
      const given = { [name === 'Country' ? 'CountryCode' : name]: value };
      expect(await shown(await issue('CreateClientCertificate', { [name]: value }))).toMatchObject({ given });
    }
    const Identifier = await issue('CreateClientCertificate', { ...all, Country: 'DE' });
    expect(await shown(Identifier)).toEqual({
      given: { ...all, CountryCode: 'DE' },
      SubjectDN: 'C=DE,ST=s,L=l,O=o,OU=u,CN=a',
    });
  });

  test("the CSR's, and the call's beside it", async () => {
    const Csr = makeCsr(scratch, { subject: '/O=Csr Ltd/CN=from-csr' }).csr;
    const Identifier = await issue('CreateClientCertificateWithCsr', { Csr, Organization: 'Call Ltd', State: 'S' });
    expect(await shown(Identifier)).toEqual({
      given: { CommonName: 'from-csr', Organization: 'Call Ltd', State: 'S' },
      SubjectDN: 'C=CN,ST=S,L=Hangzhou,O=Call Ltd,OU=Security,CN=from-csr',
    });
  });

  test('of a custom certificate all that it has, and of one of an earlier version too', async () => {
    const Csr = makeCsr(scratch, { subject: '/C=FR/CN=custom' }).csr;
    const custom = await issue('CreateCustomCertificate', { Csr, Validity: '30d' });
    expect(await shown(custom)).toEqual({
      given: { CommonName: 'custom', CountryCode: 'FR' },
      SubjectDN: 'C=FR,CN=custom',
    });
    const old = await issue('CreateClientCertificate', {});
    await forgetGivenFields(server, String(old));
    expect(Object.keys((await shown(old)).given)).toEqual([...SUBJECT]);
  });
});

test('a revoked certificate says so', async () => {
  const { Identifier } = await issueClient(server.root, sub);
  await revoke(server, Identifier);
  expect((await get(Identifier)).body).toMatchObject({ Certificate: { Status: 'REVOKE' } });
});

describe('what is not there', () => {
  test.each(['1ed4068c-6f1b-6deb-8e32-3f8439a851cb', 'device-1', 'x'.repeat(64)])('%j', async Identifier => {
    expect(await get(Identifier)).toEqual(notFound);
  });

  test("another account's certificate, and a CA", async () => {
    const { Identifier } = await issueClient(server.root, sub);
    expect(await get(Identifier, server.otherAccount)).toEqual(notFound);
    expect(await get(sub.Identifier)).toEqual(notFound);
  });
});

test('the identifier is needed', async () => {
  expect(await get(undefined)).toEqual(missing('Identifier'));
});

test('a policy for one resource group shows what is in it', async () => {
  const user = await server.user('describer', {
    Version: '1',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'yundun-cert:DescribeClientCertificate',
        Resource: '*',
        Condition: { StringEquals: { 'acs:ResourceGroupId': 'rg-team' } },
      },
    ],
  });
  const inGroup = await issueClient(server.root, sub, { ResourceGroupId: 'rg-team' });
  const other = await casOk(server.root, 'CreateClientCertificate', { ParentIdentifier: sub.Identifier });
  expect(await get(inGroup.Identifier, user)).toMatchObject({ status: 200 });
  expect(await get(other.Identifier as string, user)).toMatchObject({ status: 403 });
  expect(await get('unknown', user)).toMatchObject({ status: 403 });
});
