/** Every operation of the private CA once or more, in an order in which each has what it needs: every client of the suite walks it. */
import { expect } from 'vitest';
import { declarations } from '../derived/declarations.js';
import { openssl, type Scratch } from '../strangers/commands.js';
import type { Answer, Call } from './certificate-line.js';

const subject = {
  Organization: '示例公司',
  OrganizationUnit: 'R&D',
  Locality: 'Hangzhou',
  State: 'Zhejiang',
  CountryCode: 'CN',
  Algorithm: 'ECC_256',
  Years: 5,
};
const PASSWORD = "!De*mo@W'S3~ed(+)";

/** @param call rejects with `{ code }` for a refusal, as the client tells it */
export async function walkPrivateCa(callOnce: Call, scratch: Scratch): Promise<void> {
  const walked = new Set<string>();
  const call: Call = (action, parameters) => {
    walked.add(action);
    return callOnce(action, parameters);
  };
  const { root, sub, external } = await authorities(call, scratch);
  await readAuthorities(call, root, sub);
  await quota(call, sub);
  const certificates = await issue(call, sub, scratch);
  await readCertificates(call, sub, certificates);
  await labels(call, certificates.client);
  await revoke(call, sub, certificates.client);
  for (const Identifier of [external, sub]) await call('UpdateCACertificateStatus', { Identifier, Status: 'REVOKE' });
  await expect(call('CreateClientCertificate', { ParentIdentifier: sub, Days: 1 })).rejects.toMatchObject({
    code: expect.stringMatching(/^OperationDenied\.StatusNotSupport/),
  });
  const { LogList } = await call('ListCACertificateLog', { Identifier: sub });
  expect(LogList).toMatchObject([{ OpType: 'UPDATE' }, { OpType: 'ADD' }]);

  const all = declarations.operations.filter(it => it.product.code === 'cas');
  expect([...walked].sort()).toEqual(all.map(it => it.action).sort());
}

async function authorities(call: Call, scratch: Scratch) {
  const root = await call('CreateRootCACertificate', {
    ...subject,
    CommonName: 'Walk root',
    ClientToken: `root-${Date.now()}`,
    Tags: [{ Key: 'stage', Value: 'test' }],
  });
  const sub = await call('CreateSubCACertificate', {
    ...subject,
    CommonName: 'Walk sub',
    ParentIdentifier: root.Identifier,
    EnableCrl: true,
    CrlDay: 7,
    ExtendedKeyUsages: ['clientAuth', 'serverAuth', '1.3.6.1.4.1.311.20.2.2'],
  });
  const external = await call('CreateExternalCACertificate', {
    InstanceId: root.Identifier,
    Csr: csr(scratch, '/CN=Walk external'),
    Validity: '2y',
    ApiPassthrough: {
      Subject: { CommonName: 'Walk external', Country: 'CN' },
      Extensions: { PathLenConstraint: 0, ExtendedKeyUsages: ['clientAuth'] },
    },
  });
  for (const { Certificate } of [root, sub, external]) expect(Certificate).toMatch(/^-----BEGIN CERTIFICATE-----/);
  return { root: String(root.Identifier), sub: String(sub.Identifier), external: String(external.Identifier) };
}

async function readAuthorities(call: Call, root: string, sub: string) {
  const { Certificate } = await call('DescribeCACertificate', { Identifier: sub });
  expect(Certificate).toMatchObject({ Identifier: sub, ParentIdentifier: root, Status: 'ISSUE', CrlDay: 7 });
  const { TotalCount } = await call('DescribeCACertificateCount');
  expect(await call('DescribeCACertificateList', { CurrentPage: 1, ShowSize: 3 })).toMatchObject({ TotalCount });
  expect(await call('DescribePcaAndExternalCACertificateList', { KeyWord: 'Walk sub' })).toMatchObject({
    CertificateList: expect.arrayContaining([expect.objectContaining({ Identifier: sub })]),
  });
  const first = await call('ListPcaCaCertificate', { MaxResults: 1 });
  expect(first).toMatchObject({ List: [expect.anything()], TotalCount, NextToken: expect.any(String) });
  const second = await call('ListPcaCaCertificate', { MaxResults: 1, NextToken: first.NextToken });
  expect(second.List).not.toEqual(first.List);
  const address = await call('GetCaInstanceCrlAddress', { CaIdentifier: sub });
  expect(address).toMatchObject({
    CrlUrl: expect.stringMatching(/\.crl$/),
    NextUpdateTime: expect.stringMatching(/^\d{13}$/),
  });
}

async function quota(call: Call, sub: string) {
  const { List } = await call('ListAllEndEntityInstance', { CurrentPage: 1, ShowSize: 100 });
  const instance = (List as Answer[]).find(it => (it.Detail as Answer | undefined)?.Identifier === sub);
  expect(instance).toMatchObject({ Id: expect.any(Number), IssuedCertCount: 0 });
  await call('AssignCertificateCount', { Id: instance?.Id, CertTotalCount: 50 });
  const { InstanceStatusList } = await call('GetCAInstanceStatus', { Identifier: sub });
  expect(InstanceStatusList).toMatchObject([{ Identifier: sub, Status: 'USED', CertTotalCount: 50 }]);
}

interface Issued {
  readonly client: Answer;
  readonly custom: Answer;
}

async function issue(call: Call, sub: string, scratch: Scratch): Promise<Issued> {
  const common = { ParentIdentifier: sub, Algorithm: 'ECC_256', Days: 30, Immediately: 2 };
  const Csr = csr(scratch, '/C=CN/O=Example/CN=own.example.com');
  const client = await call('CreateClientCertificate', {
    ...common,
    CommonName: 'walker',
    SanType: 1,
    SanValue: 'a@example.com',
    EnableCrl: 1,
    CustomIdentifier: `walk-${Date.now()}`,
    Tags: [{ Key: 'stage', Value: 'test' }],
  });
  await call('CreateClientCertificateWithCsr', { ...common, Csr });
  await call('CreateServerCertificate', { ...common, CommonName: 'a.example.com', Domain: 'b.example.com,192.0.2.1' });
  await call('CreateServerCertificateWithCsr', { ...common, Csr, Domain: 'own.example.com' });
  const custom = await call('CreateCustomCertificate', {
    ParentIdentifier: sub,
    Csr,
    Validity: '90d',
    Immediately: 2,
    ApiPassthrough: {
      Subject: { CommonName: 'custom', CustomAttributes: [{ ObjectIdentifier: '2.5.4.12', Value: 'Dr' }] },
      Extensions: {
        KeyUsage: { DigitalSignature: true },
        ExtendedKeyUsages: ['clientAuth', '1.3.6.1.4.1.311.20.2.2'],
        SubjectAlternativeNames: [{ Type: 'dNSName', Value: 'custom.example.com' }],
        Criticals: ['ExtendedKeyUsages'],
      },
      SerialNumber: String(BigInt(Date.now())),
    },
  });
  const file = scratch.write('custom.pem', String(custom.Certificate));
  const text = openssl(['x509', '-in', file, '-noout', '-text']);
  expect(text).toContain('DNS:custom.example.com');
  expect(text).toMatch(/Extended Key Usage: critical/);
  return { client, custom };
}

async function readCertificates(call: Call, sub: string, { client, custom }: Issued) {
  const { Certificate } = await call('DescribeClientCertificate', { Identifier: client.Identifier });
  expect(Certificate).toMatchObject({ Identifier: client.Identifier, Days: 30, Status: 'ISSUE' });
  expect(await call('ListClientCertificate', { CurrentPage: 1, ShowSize: 5 })).toMatchObject({
    CertificateList: expect.arrayContaining([expect.objectContaining({ Identifier: client.Identifier })]),
  });
  const listed = await call('ListCert', { ParentIdentifier: sub, MaxResults: 2 });
  expect(listed).toMatchObject({ List: [expect.anything(), expect.anything()], TotalCount: 5 });
  expect(await call('ListCert', { ParentIdentifier: sub, Type: 'END_ENTITY' })).toMatchObject({
    List: [{ Identifier: custom.Identifier }],
  });
  const { EncryptedData } = await call('DescribeCertificatePrivateKey', {
    Identifier: client.Identifier,
    EncryptedCode: PASSWORD,
  });
  expect(EncryptedData).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----/);
  const byNumber = { SerialNumber: client.SerialNumber };
  const { CertificateList } = await call('DescribeClientCertificateForSerialNumber', byNumber);
  expect(CertificateList).toMatchObject([{ Identifier: client.Identifier }]);
  const good = [{ ...byNumber, Status: 'good' }];
  expect(await call('DescribeClientCertificateStatusForSerialNumber', byNumber)).toMatchObject({
    CertificateStatus: good,
  });
  expect(await call('DescribeClientCertificateStatus', { Identifier: client.Identifier })).toMatchObject({
    CertificateStatus: good,
  });
}

async function labels(call: Call, { Identifier }: Answer) {
  const resource = { RegionId: 'cn-hangzhou', ResourceType: 'PcaCertificate', ResourceId: [Identifier] };
  await call('TagResources', { ...resource, Tag: [{ Key: 'owner', Value: 'walk' }] });
  const { Data } = await call('ListTagResources', { ...resource });
  const tags = (Data as { TagResources: { TagResources: Answer[] } }).TagResources.TagResources;
  expect(tags.map(it => it.TagKey).sort()).toEqual(['owner', 'stage']);
  await call('UntagResources', { ...resource, TagKey: ['owner'] });
  await call('MoveResourceGroup', {
    ResourceType: 'PcaCertificate',
    ResourceId: Identifier,
    ResourceGroupId: 'rg-walk',
  });
  await call('UpdatePcaCertificate', { Identifier, AliasName: 'walked', ClientToken: `alias-${Date.now()}` });
  await call('UploadPcaCertToCas', { Ids: Identifier });
  const { Certificate } = await call('DescribeClientCertificate', { Identifier });
  expect(Certificate).toMatchObject({
    AliasName: 'walked',
    ResourceGroupId: 'rg-walk',
    UploadFlag: 1,
    Tags: [{ TagKey: 'stage', TagValue: 'test' }],
  });
}

async function revoke(call: Call, sub: string, { Identifier, SerialNumber }: Answer) {
  await call('CreateRevokeClientCertificate', { Identifier });
  expect(await call('ListRevokeCertificate', { CurrentPage: 1, ShowSize: 5 })).toMatchObject({
    CertificateList: expect.arrayContaining([expect.objectContaining({ Identifier, Status: 'REVOKE' })]),
  });
  expect(await call('DescribeClientCertificateStatus', { Identifier })).toMatchObject({
    CertificateStatus: [{ SerialNumber, Status: 'revoked', RevokeTime: expect.any(Number) }],
  });
  await call('DeleteClientCertificate', { Identifier });
  await expect(call('DescribeClientCertificate', { Identifier })).rejects.toMatchObject({ code: 'NotFound' });
  expect(await call('ListCert', { ParentIdentifier: sub })).toMatchObject({ TotalCount: 4 });
}

/** A signing request for a key of this moment's making. */
function csr(scratch: Scratch, name: string): string {
  const key = scratch.path('walk.key');
  openssl(['ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', key]);
  return openssl(['req', '-new', '-key', key, '-subj', name]);
}
