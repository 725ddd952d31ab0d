/** GetCAInstanceStatus, AssignCertificateCount, ListAllEndEntityInstance: what CAs may issue. */
import { beforeEach, describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import {
  cas,
  casOk,
  error,
  issueClient,
  type MadeAuthority,
  makeRoot,
  makeSub,
  missing,
  notFound,
  ok,
} from '../cas-calls.js';
import { revoke } from '../store-edits.js';

let root: MadeAuthority;
let sub: MadeAuthority;
let below: MadeAuthority;
const server = useTestServer();
beforeEach(async () => {
  root = await makeRoot(server.root);
  sub = await makeSub(server.root, root, { PathLenConstraint: 1 });
  below = await makeSub(server.root, sub, { CommonName: 'Below' });
});

interface Row {
  readonly Id: number;
  readonly ParentId: number;
  readonly InstanceId: string;
  readonly Detail: { readonly Identifier: string };
}
const instances = async (parameters: object = {}) =>
  (await casOk(server.root, 'ListAllEndEntityInstance', { ...parameters })).List as Row[];
const instanceOf = async ({ Identifier }: { readonly Identifier: string }): Promise<Row> => {
  const found = (await instances({ ShowSize: 1000 })).find(it => it.Detail.Identifier === Identifier);
  if (!found) throw new Error('the CA is not listed');
  return found;
};
const assign = (parameters: object, client = server.root) => cas(client, 'AssignCertificateCount', { ...parameters });
const status = (parameters: object, client = server.root) => cas(client, 'GetCAInstanceStatus', { ...parameters });

describe('GetCAInstanceStatus', () => {
  test('by CA, by instance, by both, and all', async () => {
    await issueClient(server.root, below);
    const { InstanceId } = await instanceOf(below);
    const row = {
      InstanceId,
      Type: 'SUB_ROOT',
      Status: 'USED',
      Identifier: below.Identifier,
      BeforeTime: expect.any(Number),
      AfterTime: expect.any(Number),
      CertTotalCount: 1000000,
      CertIssuedCount: 1,
      UseExpireTime: expect.any(Number),
    };
    const expected = ok({ InstanceStatusList: [row] });
    expect(await status({ Identifier: below.Identifier })).toEqual(expected);
    expect(await status({ InstanceId })).toEqual(expected);
    expect(await status({ InstanceId, Identifier: below.Identifier })).toEqual(expected);
    const all = (await status({})).body.InstanceStatusList as { Identifier: string; CertIssuedCount: number }[];
    expect(all.slice(0, 3).map(it => [it.Identifier, it.CertIssuedCount])).toEqual([
      [below.Identifier, 1],
      [sub.Identifier, 1],
      [root.Identifier, 1],
    ]);
  });

  test('of a revoked CA, and of none', async () => {
    const { InstanceId } = await instanceOf(below);
    await revoke(server, below.Identifier);
    expect((await status({ InstanceId })).body).toMatchObject({ InstanceStatusList: [{ Status: 'REVOKE' }] });
    expect(await status({ InstanceId, Identifier: sub.Identifier })).toEqual(notFound);
    expect(await status({ Identifier: 'unknown' })).toEqual(notFound);
    expect(await status({ InstanceId: 'unknown' })).toEqual(notFound);
    expect(await status({ InstanceId }, server.otherAccount)).toEqual(notFound);
    expect(await status({}, server.otherAccount)).toEqual(ok({ InstanceStatusList: [] }));
  });
});

describe('AssignCertificateCount', () => {
  test('limits what is issued, sub CAs and certificates alike', async () => {
    const { Id } = await instanceOf(sub);
    expect(await assign({ Id, CertTotalCount: 3 })).toEqual(ok({ CertCount: 3, CurrentYearFreeCertCount: 0 }));
    await issueClient(server.root, sub);
    const attempts = await Promise.all(
      Array.from({ length: 5 }, () =>
        cas(server.root, 'CreateClientCertificate', { ParentIdentifier: sub.Identifier }),
      ),
    );
    expect(attempts.filter(it => it.status === 200)).toHaveLength(1);
    expect(attempts.find(it => it.status !== 200)).toEqual(
      error('InsufficientQuota', 'The issuing CA has issued as many certificates as it may.'),
    );
    const { Certificate } = await casOk(server.root, 'DescribeCACertificate', { Identifier: sub.Identifier });
    expect(Certificate).toMatchObject({ CertTotalCount: 3, CertIssuedCount: 3, CertRemainingCount: 0 });
    await expect(makeSub(server.root, sub)).rejects.toThrow();
    expect((await assign({ Id, CertTotalCount: 4 })).status).toBe(200);
    await issueClient(server.root, sub);
  });

  test('cannot be below what is issued, and is for sub CAs of the account', async () => {
    const { Id, ParentId } = await instanceOf(sub);
    expect(await assign({ Id, CertTotalCount: 0 })).toEqual(
      error(
        'InvalidParameter.CertTotalCount',
        'The specified parameter "CertTotalCount" is not valid: the CA has issued more than that already.',
      ),
    );
    expect(await assign({ Id: ParentId, CertTotalCount: 5 })).toEqual(
      error('OperationDenied.TypeNotSupport', 'This is the instance of a root CA. Only sub CAs can be limited.'),
    );
    expect(await assign({ Id: 2 ** 40, CertTotalCount: 5 })).toEqual(notFound);
    expect(await assign({ Id, CertTotalCount: 5 }, server.otherAccount)).toEqual(notFound);
    expect(await assign({ CertTotalCount: 5 })).toEqual(missing('Id'));
    expect(await assign({ Id })).toEqual(missing('CertTotalCount'));
    expect((await assign({ Id, CertTotalCount: -1 })).body.Code).toBe('InvalidParameter.CertTotalCount');
  });
});

describe('ListAllEndEntityInstance', () => {
  test('everything of a row', async () => {
    const { ParentId } = await instanceOf(below);
    const [row] = await instances({ ParentId });
    expect(row).toEqual({
      Id: expect.any(Number),
      ParentId,
      InstanceId: expect.stringMatching(/^cas_deposit-cn-[a-z0-9]{8}$/),
      Algorithm: 'ECC',
      CertCount: 1000000,
      IssuedCertCount: 0,
      CurrentYearFreeCertCount: 0,
      CurrentYearIssuedFreeCertCount: 0,
      HistoricalIssuedFreeCertCount: 0,
      Trial: false,
      Gift: false,
      Detail: {
        Identifier: below.Identifier,
        SerialNumber: expect.any(String),
        SubjectDN: 'C=CN,ST=Zhejiang,L=Hangzhou,O=Example Ltd,OU=Security,CN=Below',
        CommonName: 'Below',
        Organization: 'Example Ltd',
        OrganizationUnit: 'Security',
      },
    });
  });

  test('below a parent: directly, or at whatever depth', async () => {
    const { ParentId, Id } = await instanceOf(sub);
    const ids = async (parameters: object) => (await instances(parameters)).map(it => it.Detail.Identifier);
    expect(await ids({ ParentId })).toEqual([sub.Identifier]);
    expect(await ids({ ParentId, RecursiveChildren: 1 })).toEqual([below.Identifier, sub.Identifier]);
    expect(await ids({ ParentId: Id })).toEqual([below.Identifier]);
    expect(await ids({ ParentId: 2 ** 40 })).toEqual([]);
    await revoke(server, sub.Identifier);
    expect(await ids({ ParentId, RecursiveChildren: 1 })).toEqual([]);
  });

  test('both ways of paging', async () => {
    const { ParentId } = await instanceOf(sub);
    const query = { ParentId, RecursiveChildren: 1 };
    const first = await casOk(server.root, 'ListAllEndEntityInstance', { ...query, MaxResults: 1 });
    expect(first).toMatchObject({ TotalCount: 2, MaxResults: 1, List: [{ Detail: { Identifier: below.Identifier } }] });
    const next = { ...query, NextToken: String(first.NextToken) };
    expect(await instances(next)).toMatchObject([{ Detail: { Identifier: sub.Identifier } }]);
    expect(await instances({ ...query, ShowSize: 1, CurrentPage: 2 })).toMatchObject([
      { Detail: { Identifier: sub.Identifier } },
    ]);
    const { body } = await cas(server.root, 'ListAllEndEntityInstance', { NextToken: next.NextToken });
    expect(body.Code).toBe('InvalidParameter.NextToken');
    expect((await cas(server.otherAccount, 'ListAllEndEntityInstance')).body).toMatchObject({
      TotalCount: 0,
      List: [],
    });
  });
});
