import { expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { cas, issueClient, missing, ok } from '../cas-calls.js';
import { validityOf } from '../openssl-reads.js';
import { revoke } from '../store-edits.js';
import { useIssuingCa } from '../use-issuing-ca.js';

const server = useTestServer();
const { sub } = useIssuingCa(server);

const ask = (SerialNumber: string | undefined, client = server.root) =>
  cas(client, 'DescribeClientCertificateForSerialNumber', { SerialNumber });

test('all that is known of it, with times to the minute', async () => {
  const issued = await issueClient(server.root, sub, { SanType: 1, SanValue: 'alice@example.com', Country: 'CN' });
  const { notBefore, notAfter } = validityOf(issued.X509Certificate);
  const minute = (time: number) => `${new Date(time).toISOString().slice(0, 16)}Z`;
  expect(await ask(issued.SerialNumber.toUpperCase())).toEqual(
    ok({
      CertificateList: [
        {
          Identifier: issued.Identifier,
          CertificateType: 'CLIENT',
          Status: 'ISSUE',
          X509Certificate: issued.X509Certificate,
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

test('several, newest first; what is not there is left out', async () => {
  const [one, two] = [await issueClient(server.root, sub), await issueClient(server.root, sub)];
  await revoke(server, one.Identifier);
  const { CertificateList } = (await ask(`${one.SerialNumber},abcd,${two.SerialNumber}`)).body;
  expect(CertificateList).toMatchObject([
    { SerialNumber: two.SerialNumber, Status: 'ISSUE' },
    { SerialNumber: one.SerialNumber, Status: 'REVOKE' },
  ]);
  expect(await ask('abcd')).toEqual(ok({ CertificateList: [] }));
  expect(await ask(one.SerialNumber, server.otherAccount)).toEqual(ok({ CertificateList: [] }));
});

test('refused without a number, and with what is none', async () => {
  expect(await ask(undefined)).toEqual(missing('SerialNumber'));
  expect(await ask('alice')).toMatchObject({ status: 400, body: { Code: 'InvalidParameter.SerialNumber' } });
});
