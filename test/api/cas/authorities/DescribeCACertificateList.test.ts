import { beforeAll, describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import {
  aSerialNumber,
  cas,
  casOk,
  certificates,
  invalid,
  type MadeAuthority,
  makeRoot,
  makeSub,
  ok,
} from '../cas-calls.js';
import { revoke } from '../store-edits.js';
import { useIssuingCa } from '../use-issuing-ca.js';

let clock: Date | undefined;
let revoked: MadeAuthority;
const server = useTestServer({ now: () => clock ?? new Date() });
const { root, sub } = useIssuingCa(server, { sub: { ResourceGroupId: 'rg-sub', Tags: [{ Key: 'a', Value: 'b' }] } });
beforeAll(async () => {
  revoked = await makeSub(server.root, root, { Years: 1 });
  await revoke(server, revoked.Identifier);
  await makeRoot(server.otherAccount);
});

const list = (parameters: object = {}) => cas(server.root, 'DescribeCACertificateList', { ...parameters });
const identifiers = async (parameters: object = {}) => {
  const { CertificateList } = await casOk(server.root, 'DescribeCACertificateList', { ...parameters });
  return (CertificateList as { Identifier: string }[]).map(it => it.Identifier);
};

test('the CAs of the account, newest first, with an envelope', async () => {
  expect(await identifiers()).toEqual([revoked.Identifier, sub.Identifier, root.Identifier]);
  expect((await list()).body).toMatchObject({ CurrentPage: 1, ShowSize: 20, PageCount: 1, TotalCount: 3 });
});

test('everything of a row', async () => {
  const answer = await list({ Identifier: sub.Identifier });
  expect(answer).toEqual(
    ok({
      CurrentPage: 1,
      ShowSize: 20,
      PageCount: 1,
      TotalCount: 1,
      CertificateList: [
        {
          Identifier: sub.Identifier,
          CertificateType: 'SUB_ROOT',
          Status: 'ISSUE',
          X509Certificate: certificates(1),
          SerialNumber: aSerialNumber,
          SubjectDN: 'C=CN,ST=Zhejiang,L=Hangzhou,O=Example Ltd,OU=Security,CN=Test Sub',
          CommonName: 'Test Sub',
          Organization: 'Example Ltd',
          OrganizationUnit: 'Security',
          Locality: 'Hangzhou',
          State: 'Zhejiang',
          CountryCode: 'CN',
          Algorithm: 'ECC',
          KeySize: 256,
          SignAlgorithm: 'SHA256WITHECDSA',
          BeforeDate: expect.any(Number),
          AfterDate: expect.any(Number),
          Years: 5,
          ParentIdentifier: root.Identifier,
          Sha2: expect.stringMatching(/^[0-9a-f]{64}$/),
          Md5: expect.stringMatching(/^[0-9a-f]{32}$/),
          Trial: 0,
          Gift: 0,
          ResourceGroupId: 'rg-sub',
        },
      ],
    }),
  );
});

describe('filters', () => {
  test.each<[object, () => MadeAuthority[]]>([
    [{ CertType: 'root' }, () => [root]],
    [{ CertType: 'subRoot' }, () => [revoked, sub]],
    [{ CertType: 'externalCa' }, () => []],
    [{ CaStatus: 'issue' }, () => [sub, root]],
    [{ CaStatus: 'revoke' }, () => [revoked]],
    [{ CaStatus: 'forbidden' }, () => []],
    [{ IssuerType: 'local' }, () => [revoked, sub, root]],
    [{ IssuerType: 'iTrusChina' }, () => []],
    [{ IssuerType: 'external' }, () => []],
    [{ ResourceGroupId: 'rg-sub' }, () => [sub]],
    [{ ResourceGroupId: 'rg-none' }, () => []],
    [{ CertType: 'subRoot', CaStatus: 'issue' }, () => [sub]],
    [{ Identifier: 'unknown' }, () => []],
    [{ ValidStatus: 'valid' }, () => [revoked, sub, root]],
    [{ ValidStatus: 'notValid' }, () => []],
  ])('%j', async (filter, expected) => {
    expect(await identifiers(filter)).toEqual(expected().map(it => it.Identifier));
  });

  test('expired ones are told apart by the clock', async () => {
    clock = new Date(Date.now() + 366 * 86_400_000);
    try {
      const options = { date: clock };
      const expired = await cas(server.root, 'DescribeCACertificateList', { ValidStatus: 'notValid' }, options);
      expect(expired.body).toMatchObject({ TotalCount: 1, CertificateList: [{ Identifier: revoked.Identifier }] });
      const valid = await cas(server.root, 'DescribeCACertificateList', { ValidStatus: 'valid' }, options);
      expect(valid.body).toMatchObject({ TotalCount: 2 });
    } finally {
      clock = undefined;
    }
  });

  test.each([
    ['CertType', 'ROOT', 'must be one of root, subRoot, externalCa'],
    ['CaStatus', 'ISSUE', 'must be one of issue, forbidden, revoke'],
    ['ValidStatus', 'x', 'must be one of valid, notValid'],
    ['IssuerType', 'x', 'must be one of local, iTrusChina, external'],
    ['CurrentPage', 'x', 'must be a whole number'],
  ])('%s = %s is refused', async (name, value, rule) => {
    expect(await list({ [name]: value })).toEqual(invalid(name, rule));
  });
});

describe('pages', () => {
  test('follow each other without gaps', async () => {
    const pages = await Promise.all([1, 2].map(CurrentPage => identifiers({ CurrentPage, ShowSize: 2 })));
    expect(pages).toEqual([[revoked.Identifier, sub.Identifier], [root.Identifier]]);
    expect((await list({ ShowSize: 2 })).body).toMatchObject({ ShowSize: 2, PageCount: 2, TotalCount: 3 });
  });

  test.each([
    [{ CurrentPage: 9 }, { CurrentPage: 9, TotalCount: 3, CertificateList: [] }],
    [
      { CurrentPage: 0, ShowSize: 0 },
      { CurrentPage: 1, ShowSize: 1, PageCount: 3 },
    ],
    [
      { CurrentPage: -5, ShowSize: 5000 },
      { CurrentPage: 1, ShowSize: 1000, PageCount: 1 },
    ],
    [{ CurrentPage: 9007199254740991 }, { TotalCount: 3, CertificateList: [] }],
  ])('%j is brought within bounds', async (parameters, shown) => {
    expect(await list(parameters)).toMatchObject({ status: 200, body: shown });
  });

  test('an account without CAs has an empty page', async () => {
    const empty = await cas(server.root, 'DescribeCACertificateList', { Identifier: 'none' });
    expect(empty).toEqual(ok({ CurrentPage: 1, ShowSize: 20, PageCount: 0, TotalCount: 0, CertificateList: [] }));
  });
});

test('another account sees its own', async () => {
  expect((await casOk(server.otherAccount, 'DescribeCACertificateList', {})).TotalCount).toBe(1);
});
