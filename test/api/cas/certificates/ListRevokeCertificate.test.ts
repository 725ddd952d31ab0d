import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { cas, casOk, type Issued, issueClient, makeRoot, makeSub, ok } from '../cas-calls.js';
import { validityOf } from '../openssl-reads.js';
import { revoke } from '../store-edits.js';
import { useIssuingCa } from '../use-issuing-ca.js';

const server = useTestServer();
const { sub } = useIssuingCa(server);

const list = (parameters: object = {}, client = server.root) => cas(client, 'ListRevokeCertificate', { ...parameters });

test('before anything is revoked it is empty', async () => {
  await issueClient(server.root, sub);
  expect(await list()).toEqual(ok({ CurrentPage: 1, ShowSize: 20, PageCount: 0, TotalCount: 0, CertificateList: [] }));
});

test('certificates are shown with the time of the revocation, and without PEM, Id and Days', async () => {
  const issued = await issueClient(server.root, sub, { CustomIdentifier: 'device-1', Country: 'CN' });
  await revoke(server, issued.Identifier, new Date('2026-02-03T04:05:59Z'));
  const { notBefore, notAfter } = validityOf(issued.X509Certificate);
  const minute = (time: number) => `${new Date(time).toISOString().slice(0, 16)}Z`;
  expect(await list()).toEqual(
    ok({
      CurrentPage: 1,
      ShowSize: 20,
      PageCount: 1,
      TotalCount: 1,
      CertificateList: [
        {
          Identifier: issued.Identifier,
          CustomIdentifier: 'device-1',
          CertificateType: 'CLIENT',
          Status: 'REVOKE',
          RevokeDate: '2026-02-03T04:05Z',
          SerialNumber: issued.SerialNumber,
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
          BeforeDate: minute(notBefore),
          AfterDate: minute(notAfter),
          ParentIdentifier: sub.Identifier,
          Sha2: expect.stringMatching(/^[0-9a-f]{64}$/),
          Md5: expect.stringMatching(/^[0-9a-f]{32}$/),
        },
      ],
    }),
  );
});

describe('pages', () => {
  test('are in the order of revocation, the last one first', async () => {
    const client = await server.stranger();
    const own = await makeSub(client, await makeRoot(client));
    const issued: Issued[] = [];
    for (let i = 0; i < 5; i++) issued.push(await issueClient(client, own));
    const order = [3, 0, 4, 1];
    for (const i of order) {
      await casOk(client, 'CreateRevokeClientCertificate', { Identifier: issued[i]?.Identifier });
      // Not in the same millisecond as the next one.
      await wait(2);
    }
    const page = async (CurrentPage: number) => {
      const { CertificateList, ...rest } = (await list({ CurrentPage, ShowSize: 3 }, client)).body;
      return { ...rest, ids: (CertificateList as { Identifier: string }[]).map(it => it.Identifier) };
    };
    const newest = order.map(i => issued[i]?.Identifier).reverse();
    const shape = { ShowSize: 3, PageCount: 2, TotalCount: 4 };
    expect(await page(1)).toEqual({ ...shape, CurrentPage: 1, ids: newest.slice(0, 3) });
    expect(await page(2)).toEqual({ ...shape, CurrentPage: 2, ids: newest.slice(3) });
    expect(await page(3)).toEqual({ ...shape, CurrentPage: 3, ids: [] });
  });
});

test('neither CAs, nor what was deleted, nor what another account has', async () => {
  const client = await server.stranger();
  const own = await makeSub(client, await makeRoot(client));
  const { Identifier } = await issueClient(client, own);
  await casOk(client, 'CreateRevokeClientCertificate', { Identifier });
  await casOk(client, 'UpdateCACertificateStatus', { Identifier: own.Identifier });
  expect((await list({}, client)).body).toMatchObject({ TotalCount: 1 });
  await casOk(client, 'DeleteClientCertificate', { Identifier });
  expect((await list({}, client)).body).toMatchObject({ TotalCount: 0, CertificateList: [] });
});
