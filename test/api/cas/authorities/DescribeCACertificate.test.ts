import { X509Certificate } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { aSerialNumber, cas, casOk, issueClient, makeRoot, makeSub, missing, notFound, ok } from '../cas-calls.js';
import { validityOf } from '../openssl-reads.js';
import { revoke } from '../store-edits.js';

const server = useTestServer();

const get = (Identifier: string | undefined, client = server.root) =>
  cas(client, 'DescribeCACertificate', { Identifier });

test('everything of a root', async () => {
  const root = await makeRoot(server.root, { Tags: [{ Key: 'k', Value: 'v' }], ResourceGroupId: 'rg-a' });
  const { notBefore, notAfter } = validityOf(root.Certificate);
  const { fingerprint256 } = new X509Certificate(root.Certificate);
  expect(await get(root.Identifier)).toEqual(
    ok({
      Years: 10,
      Certificate: {
        Identifier: root.Identifier,
        CertificateType: 'ROOT',
        Status: 'ISSUE',
        IssuerType: 'local',
        X509Certificate: root.Certificate,
        CaCertChain: root.Certificate,
        SerialNumber: aSerialNumber,
        SubjectDN: 'C=CN,ST=Zhejiang,L=Hangzhou,O=Example Ltd,OU=Security,CN=Test Root',
        CommonName: 'Test Root',
        Organization: 'Example Ltd',
        OrganizationUnit: 'Security',
        Locality: 'Hangzhou',
        State: 'Zhejiang',
        CountryCode: 'CN',
        Algorithm: 'ECC',
        FullAlgorithm: 'ECC_256',
        KeySize: 256,
        SignAlgorithm: 'SHA256WITHECDSA',
        BeforeDate: notBefore,
        AfterDate: notAfter,
        Years: 10,
        Sha2: fingerprint256.replaceAll(':', '').toLowerCase(),
        Md5: expect.stringMatching(/^[0-9a-f]{32}$/),
        CrlStatus: 'INACTIVE',
        CrlDay: 30,
        CertTotalCount: 1000000,
        CertIssuedCount: 0,
        CertRemainingCount: 1000000,
        ResourceGroupId: 'rg-a',
        Tags: [{ TagKey: 'k', TagValue: 'v' }],
      },
    }),
  );
});

test('a sub CA shows its parent, its chain and what it has issued', async () => {
  const root = await makeRoot(server.root);
  const sub = await makeSub(server.root, root, { EnableCrl: true });
  await issueClient(server.root, sub);
  await issueClient(server.root, sub);
  const answer = await get(sub.Identifier);
  expect(answer.body).toMatchObject({
    Years: 5,
    Certificate: {
      CertificateType: 'SUB_ROOT',
      ParentIdentifier: root.Identifier,
      CaCertChain: sub.Certificate + root.Certificate,
      CertIssuedCount: 2,
      CertRemainingCount: 999998,
      CrlStatus: 'ACTIVE',
      CrlUrl: `${server.url}/crl/${server.accountId}/${sub.Identifier}.crl`,
    },
  });
  expect((await get(root.Identifier)).body).toMatchObject({ Certificate: { CertIssuedCount: 1 } });
});

test('a revoked CA says so, and its CRL is no longer active', async () => {
  const sub = await makeSub(server.root, await makeRoot(server.root), { EnableCrl: true });
  await revoke(server, sub.Identifier);
  expect((await get(sub.Identifier)).body).toMatchObject({ Certificate: { Status: 'REVOKE', CrlStatus: 'INACTIVE' } });
});

describe('what is not there', () => {
  test.each(['1ed4068c-6f1b-6deb-8e32-3f8439a851cb', 'x', "' or 1=1 --".replaceAll(' ', '_')])(
    '%j',
    async Identifier => {
      expect(await get(Identifier)).toEqual(notFound);
    },
  );

  test("another account's CA, and a certificate that is no CA", async () => {
    const root = await makeRoot(server.root);
    // Asked for by its owner first, so that whatever is remembered of it is remembered.
    await casOk(server.root, 'DescribeCACertificate', { Identifier: root.Identifier });
    expect(await get(root.Identifier, server.otherAccount)).toEqual(notFound);
    const { Identifier } = await issueClient(server.root, await makeSub(server.root, root));
    expect(await get(Identifier)).toEqual(notFound);
  });
});

test('the identifier is needed', async () => {
  expect(await get(undefined)).toEqual(missing('Identifier'));
  expect(await get('')).toEqual(missing('Identifier'));
});

test('a policy for one resource group or tag shows what is in it', async () => {
  const document = (condition: object) => ({
    Version: '1',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'yundun-cert:DescribeCACertificate',
        Resource: '*',
        Condition: { StringEquals: condition },
      },
    ],
  });
  const byGroup = await server.user('by-group', document({ 'acs:ResourceGroupId': 'rg-team' }));
  const byTag = await server.user('by-tag', document({ 'acs:ResourceTag/team': 'blue' }));
  const inGroup = await makeRoot(server.root, { ResourceGroupId: 'rg-team' });
  const tagged = await makeRoot(server.root, { Tags: [{ Key: 'team', Value: 'blue' }] });
  expect(await get(inGroup.Identifier, byGroup)).toMatchObject({ status: 200 });
  expect(await get(tagged.Identifier, byGroup)).toMatchObject({ status: 403 });
  expect(await get(tagged.Identifier, byTag)).toMatchObject({ status: 200 });
  expect(await get(inGroup.Identifier, byTag)).toMatchObject({ status: 403 });
});
