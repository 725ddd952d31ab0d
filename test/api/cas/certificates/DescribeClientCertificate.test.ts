import { X509Certificate } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { anIdentifier, aSerialNumber, cas, casOk, issueClient, missing, notFound, ok } from '../cas-calls.js';
import { validityOf } from '../openssl-reads.js';
import { revoke } from '../store-edits.js';
import { useIssuingCa } from '../use-issuing-ca.js';

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
        Organization: 'Example Ltd',
        OrganizationUnit: 'Security',
        Locality: 'Hangzhou',
        State: 'Zhejiang',
        CountryCode: 'CN',
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
