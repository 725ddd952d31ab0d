import { beforeAll, describe, expect, test } from 'vitest';
import { startTestServer } from '../../../server.js';
import { openssl, Scratch } from '../../../strangers/commands.js';
import { useMade } from '../../../use-made.js';
import { useTestServer } from '../../../use-test-server.js';
import {
  anIdentifier,
  cas,
  casOk,
  certificates,
  error,
  type MadeAuthority,
  makeRoot,
  makeSub,
  missing,
  notFound,
  ok,
} from '../cas-calls.js';
import { makeCsr } from '../issuing/csrs.js';
import { extensionOf, publicKeyOf, subjectOf, textOf, validityOf, verifyChain } from '../openssl-reads.js';

const scratch = new Scratch();
let plain: string;
const server = useTestServer({ environment: { CHANCERY_ROOT_CRL_DAYS: '7' } });
const root = useMade(() => makeRoot(server.root));
beforeAll(async () => {
  plain = makeCsr(scratch, { subject: '/C=CN/O=Example/CN=External CA' }).csr;
});

const action = 'CreateExternalCACertificate';
const send = (parameters: object = {}, client = server.root) =>
  cas(client, action, { InstanceId: root.Identifier, Csr: plain, Validity: '5y', ...parameters });
const make = async (parameters: object = {}): Promise<MadeAuthority> => {
  const answer = await send(parameters);
  expect(answer).toMatchObject({ status: 200 });
  return answer.body as unknown as MadeAuthority;
};
const passed = (passthrough: object, rest: object = {}) =>
  make({ ApiPassthrough: JSON.stringify(passthrough), ...rest });
const refused = (part: string, reason: string) =>
  error('InvalidParameter.ApiPassthrough', `The specified parameter "ApiPassthrough.${part}" is not valid. ${reason}`);
const csrRefused = (reason: string) => error('ValidateCsrFailed', `The CSR is not accepted. ${reason}`);
const detailsOf = async (Identifier: string) =>
  (await casOk(server.root, 'DescribeCACertificate', { Identifier })).Certificate as Record<string, unknown>;

describe('an external CA', () => {
  test('is a sub CA for the key of the CSR', async () => {
    const { csr, publicKey } = makeCsr(scratch, { subject: '/CN=Own Key CA' });
    const answer = await send({ Csr: csr });
    expect(answer).toEqual(
      ok({ Identifier: anIdentifier, Certificate: certificates(1), CertificateChain: certificates(2) }),
    );
    const { Certificate, CertificateChain } = answer.body as unknown as MadeAuthority;
    expect(CertificateChain).toBe(Certificate + root.Certificate);
    expect(publicKeyOf(Certificate)).toBe(publicKey);
    expect(extensionOf(Certificate, 'Basic Constraints')).toBe('critical CA:TRUE, pathlen:0');
    expect(extensionOf(Certificate, 'Key Usage')).toBe('critical Digital Signature, Certificate Sign, CRL Sign');
    expect(extensionOf(Certificate, 'Extended Key Usage')).toBeUndefined();
    expect(textOf(Certificate)).toContain(`URI:${server.url}/crl/${server.accountId}/${root.Identifier}.crl`);
    const { notBefore, notAfter } = validityOf(Certificate);
    expect(new Date(notAfter).getUTCFullYear() - new Date(notBefore).getUTCFullYear()).toBe(5);
    verifyChain(scratch, [Certificate, root.Certificate]);
  });

  test('issues certificates that verify, with its key outside', async () => {
    const key = scratch.path('external.key');
    openssl(['ecparam', '-genkey', '-noout', '-name', 'prime256v1', '-out', key]);
    const { Certificate } = await make({
      Csr: openssl(['req', '-new', '-key', key, '-subj', '/CN=Outside CA']),
      ApiPassthrough: { Extensions: { PathLenConstraint: 0 } },
    });
    const ca = scratch.write('external.pem', Certificate);
    const { csr } = makeCsr(scratch);
    const leaf = openssl(
      [
        'x509',
        '-req',
        '-CA',
        ca,
        '-CAkey',
        key,
        '-days',
        '1',
        '-extfile',
        scratch.write('ext', 'authorityKeyIdentifier=keyid'),
      ],
      csr,
    );
    const trusted = scratch.write('root.pem', root.Certificate);
    openssl(['verify', '-trusted', trusted, '-untrusted', ca, scratch.write('leaf.pem', leaf)]);
  });

  test('is shown and listed as external', async () => {
    const made = await make({
      CertMaxTime: 90,
      ResourceGroupId: 'rg-external',
      Tags: [{ Key: 'k', Value: 'v' }],
      ApiPassthrough: { Subject: { CommonName: 'Shown', Country: 'DE' } },
    });
    expect(await detailsOf(made.Identifier)).toMatchObject({
      Identifier: made.Identifier,
      IssuerType: 'external',
      CertificateType: 'SUB_ROOT',
      Status: 'ISSUE',
      SubjectDN: 'C=DE,CN=Shown',
      ParentIdentifier: root.Identifier,
      FullAlgorithm: 'ECC_256',
      Years: 5,
      CertMaxTime: 90,
      CrlStatus: 'INACTIVE',
      CaCertChain: made.CertificateChain,
      ResourceGroupId: 'rg-external',
      Tags: [{ TagKey: 'k', TagValue: 'v' }],
    });
    const listed = async (filter: object) => {
      const body = await casOk(server.root, 'DescribeCACertificateList', { ...filter, ShowSize: 100 });
      return (body.CertificateList as { Identifier: string }[]).map(({ Identifier }) => Identifier);
    };
    expect(await listed({ CertType: 'externalCa' })).toContain(made.Identifier);
    expect(await listed({ CertType: 'externalCa' })).not.toContain(root.Identifier);
    expect(await listed({ IssuerType: 'external' })).toContain(made.Identifier);
    expect(await listed({ IssuerType: 'external', CertType: 'root' })).toEqual([]);
    expect(await listed({ IssuerType: 'local' })).not.toContain(made.Identifier);
    expect(await listed({ IssuerType: 'local', CertType: 'externalCa' })).toEqual([]);
    expect(await listed({ IssuerType: 'iTrusChina' })).toEqual([]);
    expect(await listed({ CertType: 'subRoot' })).toContain(made.Identifier);
  });

  test('issues nothing here, and can be revoked', async () => {
    const { Identifier } = await make();
    const noKey = error('OperationDenied.NotSupport', 'The CA cannot issue this: its key is not held here.');
    const below = { ParentIdentifier: Identifier };
    expect(await cas(server.root, 'CreateClientCertificate', below)).toEqual(noKey);
    const custom = { ...below, Csr: plain, Validity: '1d' };
    expect(await cas(server.root, 'CreateCustomCertificate', custom)).toEqual(noKey);
    expect(await send({ InstanceId: Identifier })).toMatchObject({
      status: 400,
      body: { Code: 'OperationDenied.NotSupport' },
    });
    expect(await cas(server.root, 'UpdateCACertificateStatus', { Identifier })).toEqual(ok());
    expect(await detailsOf(Identifier)).toMatchObject({ Status: 'REVOKE' });
  });

  test('outlives a restart', async () => {
    const first = await startTestServer();
    const made = await makeRoot(first.root);
    const { Identifier } = await casOk(first.root, action, { InstanceId: made.Identifier, Csr: plain, Validity: '1y' });
    await first.close({ keepData: true });
    const second = await startTestServer({ data: first.data });
    const body = await casOk(second.root, 'DescribeCACertificate', { Identifier });
    expect(body.Certificate).toMatchObject({ IssuerType: 'external', Status: 'ISSUE' });
    await second.close();
  });
});

describe('content', () => {
  test('is taken from the CSR where ApiPassthrough says nothing', async () => {
    const { csr } = makeCsr(scratch, {
      subject: '/O=示例/CN=From CSR',
      extensions: [
        'basicConstraints=critical,CA:TRUE,pathlen:1',
        'keyUsage=critical,keyCertSign,cRLSign',
        'extendedKeyUsage=clientAuth,serverAuth',
        'subjectKeyIdentifier=01020304',
        'crlDistributionPoints=URI:http://elsewhere.example/crl',
      ],
    });
    const { Certificate } = await make({ Csr: csr });
    expect(subjectOf(Certificate)).toBe('O=示例,CN=From CSR');
    expect(extensionOf(Certificate, 'Basic Constraints')).toBe('critical CA:TRUE, pathlen:1');
    expect(extensionOf(Certificate, 'Key Usage')).toBe('critical Certificate Sign, CRL Sign');
    expect(extensionOf(Certificate, 'Extended Key Usage')).toBe(
      'TLS Web Client Authentication, TLS Web Server Authentication',
    );
    expect(textOf(Certificate)).not.toMatch(/01:02:03:04|elsewhere/);
  });

  test('is that of ApiPassthrough where it speaks, as JSON or flattened', async () => {
    const { csr } = makeCsr(scratch, {
      subject: '/O=csr/CN=csr',
      extensions: ['basicConstraints=critical,CA:TRUE,pathlen:3', 'extendedKeyUsage=clientAuth'],
    });
    const passthrough = {
      Subject: {
        CommonName: '外部',
        Organization: 'O',
        OrganizationUnit: 'U',
        Locality: 'L',
        State: 'S',
        Country: 'CN',
      },
      Extensions: { PathLenConstraint: 2, ExtendedKeyUsages: ['any', '1.2.3.4'] },
    };
    for (const ApiPassthrough of [JSON.stringify(passthrough), passthrough]) {
      const { Certificate } = await make({ Csr: csr, ApiPassthrough });
      expect(subjectOf(Certificate)).toBe('C=CN,ST=S,L=L,O=O,OU=U,CN=外部');
      expect(extensionOf(Certificate, 'Basic Constraints')).toBe('critical CA:TRUE, pathlen:2');
      expect(extensionOf(Certificate, 'Extended Key Usage')).toBe('Any Extended Key Usage, 1.2.3.4');
    }
  });

  test('a path length of 0 is documented, and more may be asked for', async () => {
    const { Certificate } = await passed({ Extensions: { PathLenConstraint: 100 } });
    expect(extensionOf(Certificate, 'Basic Constraints')).toBe('critical CA:TRUE, pathlen:100');
  });

  test.each([
    ['an end entity', ['basicConstraints=CA:FALSE'], 'It asks for a certificate that is not that of a CA.'],
    [
      'usages of an end entity',
      ['keyUsage=digitalSignature'],
      'It asks for key usages without keyCertSign. The key usages of a CA are keyCertSign and, besides, any of digitalSignature, contentCommitment, cRLSign.',
    ],
    [
      'more usages than a CA has',
      ['keyUsage=keyCertSign,keyAgreement'],
      'It asks for the key usage keyAgreement. The key usages of a CA are keyCertSign and, besides, any of digitalSignature, contentCommitment, cRLSign.',
    ],
  ])('a CSR that asks for %s is refused', async (_what, extensions, reason) => {
    expect(await send({ Csr: makeCsr(scratch, { extensions }).csr })).toEqual(csrRefused(reason));
  });

  test.each([
    [{ Extensions: { ExtendedKeyUsages: ['x'] } }, 'Extensions.ExtendedKeyUsages.1'],
    [{ Subject: { CustomAttributes: [] } }, 'Subject.CustomAttributes'],
    [{ Extensions: { KeyUsage: {} } }, 'Extensions.KeyUsage'],
    [{ SerialNumber: '1' }, 'SerialNumber'],
    [{ Extensions: { PathLenConstraint: -1 } }, 'Extensions.PathLenConstraint'],
    [{ Subject: { Country: 'CHN' } }, 'Subject.Country'],
  ])('ApiPassthrough %j is refused', async (passthrough, part) => {
    const { status, body } = await send({ ApiPassthrough: JSON.stringify(passthrough) });
    expect(status).toBe(400);
    expect(body.Code).toMatch(/^InvalidParameter\.ApiPassthrough/);
    expect(body.Message).toContain(`"ApiPassthrough.${part}"`);
  });

  test.each(['OCSPSigning', '1.3.6.1.5.5.7.3.9'])(
    '%s, with which it would answer for the root, is refused',
    async it => {
      const reason =
        'No certificate can be had for it: OCSPSigning is the purpose of this server alone, which signs all OCSP answers.';
      expect(await send({ ApiPassthrough: { Extensions: { ExtendedKeyUsages: [it] } } })).toEqual(
        refused('Extensions.ExtendedKeyUsages.1', reason),
      );
      const { csr } = makeCsr(scratch, { subject: '/CN=OCSP', extensions: [`extendedKeyUsage=clientAuth,${it}`] });
      expect((await send({ Csr: csr })).body.Message).toContain('It asks for the extended key usage OCSPSigning');
    },
  );

  test('purposes beyond serverAuth, clientAuth and emailProtection are not taken from the CSR', async () => {
    const { csr } = makeCsr(scratch, { subject: '/CN=Code', extensions: ['extendedKeyUsage=clientAuth,codeSigning'] });
    expect((await send({ Csr: csr })).body).toMatchObject({
      Code: 'ValidateCsrFailed',
      Message: expect.stringContaining('the extended key usage codeSigning, which has to stand in the call'),
    });
    const Extensions = { ExtendedKeyUsages: ['clientAuth', 'codeSigning'] };
    const { Certificate } = await make({ Csr: csr, ApiPassthrough: { Extensions } });
    expect(extensionOf(Certificate, 'Extended Key Usage')).toBe('TLS Web Client Authentication, Code Signing');
  });

  test('a CA has a name', async () => {
    const { csr } = makeCsr(scratch, { subject: '/' });
    expect(await send({ Csr: csr })).toEqual(refused('Subject', 'A CA has a name: the subject must not be empty.'));
  });

  test('ApiPassthrough that is no JSON is refused', async () => {
    expect(await send({ ApiPassthrough: '{' })).toMatchObject({
      status: 400,
      body: { Code: 'InvalidParameter.ApiPassthrough' },
    });
  });
});

describe('the root', () => {
  test('is named by its InstanceId too', async () => {
    const row = await server.running.store.db
      .selectFrom('ca_authorities')
      .select('instance_id')
      .where('id', '=', root.Identifier)
      .executeTakeFirstOrThrow();
    const { Certificate } = await make({ InstanceId: row.instance_id });
    verifyChain(scratch, [Certificate, root.Certificate]);
    expect(await send({ InstanceId: row.instance_id }, server.otherAccount)).toEqual(notFound);
  });

  test('is known, of the same account, a root, and not revoked', async () => {
    expect(await send({ InstanceId: 'cas_deposit-cn-1234abcd' })).toEqual(notFound);
    expect(await send({}, server.otherAccount)).toEqual(notFound);
    const sub = await makeSub(server.root, root, { PathLenConstraint: 2 });
    expect(await send({ InstanceId: sub.Identifier })).toEqual(
      error('OperationDenied.TypeNotSupport', 'An external CA stands below a root CA, and this is none.'),
    );
    const revoked = await makeRoot(server.root);
    await casOk(server.root, 'UpdateCACertificateStatus', { Identifier: revoked.Identifier });
    expect(await send({ InstanceId: revoked.Identifier })).toMatchObject({
      status: 400,
      body: { Code: 'OperationDenied.StatusNotSupport' },
    });
  });

  test('is of the family of the key', async () => {
    const { csr } = makeCsr(scratch, { key: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'] });
    expect(await send({ Csr: csr })).toMatchObject({ status: 400, body: { Code: 'NotSupportAlgorithm' } });
  });

  test.each([
    ['RSA_2048', ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048']],
    ['SM2_256', ['-algorithm', 'SM2']],
  ])('signs with %s', async (Algorithm, key) => {
    const other = await makeRoot(server.root, { Algorithm });
    const { Certificate } = await make({ InstanceId: other.Identifier, Csr: makeCsr(scratch, { key }).csr });
    verifyChain(scratch, [Certificate, other.Certificate]);
  });
});

test('what is needed is needed', async () => {
  for (const name of ['InstanceId', 'Csr', 'Validity']) {
    expect(await send({ [name]: undefined })).toEqual(missing(name));
  }
  expect(await send({ Csr: 'x' })).toMatchObject({ status: 400, body: { Code: 'ValidateCsrFailed' } });
});

test('a Validity beyond the root, or that is none, is refused', async () => {
  expect(await send({ Validity: '11y' })).toMatchObject({ status: 400, body: { Code: 'InvalidParameter.Validity' } });
  expect(await send({ Validity: '1y6m' })).toMatchObject({ status: 400, body: { Code: 'InvalidParameter.Validity' } });
});

test('permission is needed for the root too', async () => {
  const group = await makeRoot(server.root, { ResourceGroupId: 'rg-locked' });
  const user = await server.user('external-maker', {
    Version: '1',
    Statement: [
      { Effect: 'Allow', Action: 'yundun-cert:*', Resource: '*' },
      {
        Effect: 'Deny',
        Action: 'yundun-cert:*',
        Resource: '*',
        Condition: { StringEquals: { 'acs:ResourceGroupId': 'rg-locked' } },
      },
    ],
  });
  expect(await send({}, user)).toMatchObject({ status: 200 });
  expect(await send({ InstanceId: group.Identifier }, user)).toMatchObject({ status: 403 });
});
