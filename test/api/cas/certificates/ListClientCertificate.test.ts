import { beforeAll, describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { cas, casOk, certificates, type Issued, invalid, issueClient, ok } from '../cas-calls.js';
import { revoke } from '../store-edits.js';
import { useIssuingCa } from '../use-issuing-ca.js';

let first: Issued;
let second: Issued;
let third: Issued;
let parent: string;
const server = useTestServer();
const { sub } = useIssuingCa(server);
beforeAll(async () => {
  parent = sub.Identifier;
  first = await issueClient(server.root, sub);
  second = await issueClient(server.root, sub, {
    ResourceGroupId: 'rg-a',
    AliasName: 'laptop',
    CustomIdentifier: 'c-1',
  });
  third = await issueClient(server.root, sub);
  await revoke(server, third.Identifier);
});

const list = (parameters: object = {}, client = server.root) => cas(client, 'ListClientCertificate', { ...parameters });
const identifiers = async (parameters: object = {}) => {
  const { CertificateList } = await casOk(server.root, 'ListClientCertificate', { ...parameters });
  return (CertificateList as { Identifier: string }[]).map(it => it.Identifier);
};

test('the certificates of the account in whatever status, newest first', async () => {
  expect(await identifiers()).toEqual([third.Identifier, second.Identifier, first.Identifier]);
  const { CertificateList } = (await list()).body as { CertificateList: { Status: string; Id: number }[] };
  expect(CertificateList.map(it => it.Status)).toEqual(['REVOKE', 'ISSUE', 'ISSUE']);
  const ids = CertificateList.map(it => it.Id);
  expect(ids).toEqual([...ids].sort((a, b) => b - a));
});

test('everything of a row and of the envelope', async () => {
  expect(await list({ Identifier: second.Identifier })).toEqual(
    ok({
      CurrentPage: 1,
      ShowSize: 20,
      PageCount: 1,
      TotalCount: 1,
      MaxResults: 20,
      CertificateList: [
        {
          Id: expect.any(Number),
          Identifier: second.Identifier,
          CustomIdentifier: 'c-1',
          AliasName: 'laptop',
          CertificateType: 'CLIENT',
          Status: 'ISSUE',
          X509Certificate: certificates(1),
          SerialNumber: second.SerialNumber,
          SubjectDN: 'C=CN,ST=Zhejiang,L=Hangzhou,O=Example Ltd,OU=Security,CN=alice',
          CommonName: 'alice',
          Organization: 'Example Ltd',
          OrganizationUnit: 'Security',
          Locality: 'Hangzhou',
          State: 'Zhejiang',
          CountryCode: 'CN',
          Sans: '[]',
          Algorithm: 'ECC',
          KeySize: 256,
          SignAlgorithm: 'SHA256WITHECDSA',
          BeforeDate: expect.any(Number),
          AfterDate: expect.any(Number),
          Days: 365,
          ParentIdentifier: parent,
          Sha2: expect.stringMatching(/^[0-9a-f]{64}$/),
          Md5: expect.stringMatching(/^[0-9a-f]{32}$/),
          ResourceGroupId: 'rg-a',
        },
      ],
    }),
  );
});

describe('filters and pages', () => {
  test.each<[object, () => Issued[]]>([
    [{ ResourceGroupId: 'rg-a' }, () => [second]],
    [{ ResourceGroupId: 'rg-b' }, () => []],
    [{ Identifier: 'unknown' }, () => []],
    [{ ShowSize: 2 }, () => [third, second]],
    [{ ShowSize: 2, CurrentPage: 2 }, () => [first]],
    [{ CurrentPage: 2 }, () => []],
  ])('%j', async (parameters, expected) => {
    expect(await identifiers(parameters)).toEqual(expected().map(it => it.Identifier));
  });

  test('sizes are brought within bounds and told', async () => {
    expect((await list({ ShowSize: 0 })).body).toMatchObject({ ShowSize: 1, MaxResults: 1, PageCount: 3 });
    expect((await list({ ShowSize: 5000 })).body).toMatchObject({ ShowSize: 1000, MaxResults: 1000, PageCount: 1 });
  });

  test('a page that is no number is refused', async () => {
    expect(await list({ ShowSize: '0x10' })).toEqual(invalid('ShowSize', 'must be a whole number'));
  });
});

test("another account's certificates are not in it", async () => {
  expect(await list({}, server.otherAccount)).toEqual(
    ok({ CurrentPage: 1, ShowSize: 20, PageCount: 0, TotalCount: 0, MaxResults: 20, CertificateList: [] }),
  );
});
