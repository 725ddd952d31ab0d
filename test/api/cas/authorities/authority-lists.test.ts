/** ListPcaCaCertificate, DescribePcaAndExternalCACertificateList, GetCaInstanceCrlAddress. */
import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import {
  cas,
  casOk,
  certificates,
  invalid,
  issueClient,
  type MadeAuthority,
  makeSub,
  missing,
  notFound,
  ok,
} from '../cas-calls.js';
import { revoke } from '../store-edits.js';
import { useIssuingCa } from '../use-issuing-ca.js';

const server = useTestServer({ region: 'cn-shanghai' });
const { root, sub } = useIssuingCa(server, { root: { CommonName: 'Größe Root' }, sub: { EnableCrl: true, CrlDay: 7 } });

describe('ListPcaCaCertificate', () => {
  const list = (parameters: object = {}, client = server.root) =>
    cas(client, 'ListPcaCaCertificate', { ...parameters });

  test('a whole answer', async () => {
    const row = (id: string, name: string) => ({
      CertIdentifier: id,
      CommonName: name,
      IssuerIdentifier: root.Identifier,
      PrivateCaInstanceId: expect.stringMatching(/^cas_deposit-cn-/),
      PrivateCaRegionId: 'cn-shanghai',
      Status: 'ISSUE',
      UserId: server.accountId,
    });
    expect(await list()).toEqual(
      ok({
        MaxResults: 20,
        TotalCount: 2,
        List: [row(sub.Identifier, 'Test Sub'), row(root.Identifier, 'Größe Root')],
      }),
    );
  });

  test('goes on from a token', async () => {
    const first = await casOk(server.root, 'ListPcaCaCertificate', { MaxResults: 1 });
    const NextToken = String(first.NextToken);
    const rest = await casOk(server.root, 'ListPcaCaCertificate', { MaxResults: 1, NextToken });
    expect(rest).toMatchObject({ TotalCount: 2, List: [{ CertIdentifier: root.Identifier }] });
    expect(rest.NextToken).toBeUndefined();
    expect((await list({ NextToken }, server.otherAccount)).body.Code).toBe('InvalidParameter.NextToken');
    expect(await list({ MaxResults: 0 })).toEqual(invalid('MaxResults', 'must be at least 1'));
    expect(await list({ MaxResults: 2001 })).toEqual(invalid('MaxResults', 'must be at most 2000'));
    expect(await list({}, server.otherAccount)).toEqual(ok({ MaxResults: 20, TotalCount: 0, List: [] }));
  });
});

describe('DescribePcaAndExternalCACertificateList', () => {
  const ids = async (parameters: object = {}) => {
    const { CertificateList } = await casOk(server.root, 'DescribePcaAndExternalCACertificateList', { ...parameters });
    return (CertificateList as { Identifier: string }[]).map(it => it.Identifier);
  };

  test('a whole row', async () => {
    const answer = await cas(server.root, 'DescribePcaAndExternalCACertificateList', { Identifiers: sub.Identifier });
    expect(answer).toEqual(
      ok({
        CurrentPage: 1,
        ShowSize: 50,
        PageCount: 1,
        TotalCount: 1,
        CertificateList: [
          {
            Identifier: sub.Identifier,
            CertificateType: 'SUB_ROOT',
            Status: 'ISSUE',
            X509Certificate: certificates(1),
            SerialNumber: expect.any(String),
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
            Sha2: expect.any(String),
            Md5: expect.any(String),
          },
        ],
      }),
    );
  });

  test.each<[object, () => string[]]>([
    [{}, () => [sub.Identifier, root.Identifier]],
    [{ ShowSize: 1, CurrentPage: 2 }, () => [root.Identifier]],
    [{ KeyWord: 'GRÖSSE' }, () => []],
    [{ KeyWord: 'GRÖßE' }, () => [root.Identifier]],
    [{ KeyWord: 'o=example' }, () => [sub.Identifier, root.Identifier]],
    [{ KeyWord: 'o=example', ShowSize: 1, CurrentPage: 2 }, () => [root.Identifier]],
    [{ KeyWord: '%' }, () => []],
    [{ Identifiers: ',' }, () => []],
    [{ Identifiers: 'unknown' }, () => []],
  ])('%j', async (parameters, expected) => {
    expect(await ids(parameters)).toEqual(expected());
  });

  test("another account's CAs are not in it", async () => {
    const { body } = await cas(server.otherAccount, 'DescribePcaAndExternalCACertificateList', {
      Identifiers: sub.Identifier,
    });
    expect(body).toMatchObject({ TotalCount: 0, CertificateList: [] });
  });
});

describe('GetCaInstanceCrlAddress', () => {
  const address = (parameters: object, client = server.root) =>
    cas(client, 'GetCaInstanceCrlAddress', { ...parameters });
  const uuidOf = async ({ Identifier }: MadeAuthority) =>
    (
      await server.running.store.db
        .selectFrom('ca_authorities')
        .select('instance_uuid')
        .where('id', '=', Identifier)
        .executeTakeFirstOrThrow()
    ).instance_uuid;

  test('by CA and by the UUID of its instance', async () => {
    const Uuid = await uuidOf(sub);
    const answer = await address({ CaIdentifier: sub.Identifier });
    expect(answer).toEqual(
      ok({
        CrlUrl: `${server.url}/crl/${server.accountId}/${sub.Identifier}.crl`,
        CaInstanceStatus: 'normal',
        HashCode: expect.stringMatching(/^[0-9a-f]{64}$/),
        NextUpdateTime: expect.stringMatching(/^\d{13}$/),
        CaType: 'localCA',
      }),
    );
    expect((await address({ Uuid })).body.CrlUrl).toBe(answer.body.CrlUrl);
    expect((await address({ Uuid, CaIdentifier: sub.Identifier })).status).toBe(200);
    expect(await address({ Uuid, CaIdentifier: root.Identifier })).toEqual(notFound);
  });

  test('the hash changes with what is revoked, and only then', async () => {
    const hash = async () => (await address({ CaIdentifier: sub.Identifier })).body.HashCode;
    const before = await hash();
    const { Identifier } = await issueClient(server.root, sub);
    expect(await hash()).toBe(before);
    await revoke(server, Identifier);
    const after = await hash();
    expect(after).not.toBe(before);
    expect(await hash()).toBe(after);
  });

  test('a CA without a CRL, a revoked one, and none', async () => {
    expect(await address({ CaIdentifier: root.Identifier })).toEqual(
      ok({ CaInstanceStatus: 'normal', CaType: 'localCA' }),
    );
    const gone = await makeSub(server.root, root);
    await revoke(server, gone.Identifier);
    expect((await address({ CaIdentifier: gone.Identifier })).body.CaInstanceStatus).toBe('revoked');
    expect(await address({})).toEqual(missing('CaIdentifier'));
    expect(await address({ CaIdentifier: 'unknown' })).toEqual(notFound);
    expect(await address({ Uuid: 'unknown' })).toEqual(notFound);
    expect(await address({ CaIdentifier: sub.Identifier }, server.otherAccount)).toEqual(notFound);
  });
});
