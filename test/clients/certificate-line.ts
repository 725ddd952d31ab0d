/** The line from a root to an opened private key, as one client walks it: every client of the suite walks the same. */
import { expect } from 'vitest';
import { openssl, type Scratch } from '../strangers/commands.js';

/** How a client makes a call and what it gives back: the answer's body. */
export type Call = (action: string, parameters?: Readonly<Record<string, unknown>>) => Promise<Answer>;

export type Answer = Readonly<Record<string, unknown>>;

export interface Algorithm {
  readonly name: string;
  readonly family: 'RSA' | 'ECC' | 'SM2';
  readonly keySize: number;
  /** What makes a key pair of another's in openssl. */
  readonly keyCommand: readonly string[];
}

/** One of each family: clients do not care about sizes. */
export const algorithms: readonly Algorithm[] = [
  { name: 'RSA_2048', family: 'RSA', keySize: 2048, keyCommand: ['genrsa', '2048'] },
  { name: 'ECC_256', family: 'ECC', keySize: 256, keyCommand: ['ecparam', '-name', 'prime256v1', '-genkey', '-noout'] },
  { name: 'SM2_256', family: 'SM2', keySize: 256, keyCommand: ['ecparam', '-name', 'SM2', '-genkey', '-noout'] },
];

const subject = {
  Organization: '示例公司',
  OrganizationUnit: 'R&D',
  Locality: 'Hangzhou',
  State: 'Zhejiang',
  CountryCode: 'CN',
};
const identity = 'distid:1234567812345678';
const text = expect.any(String);

export async function walkCertificateLine(call: Call, algorithm: Algorithm, scratch: Scratch): Promise<void> {
  const { name, family } = algorithm;
  const root = await call('CreateRootCACertificate', {
    ...subject,
    CommonName: `${name} root`,
    Algorithm: name,
    Years: 10,
  });
  expect(root).toEqual({ RequestId: text, Identifier: text, Certificate: text, CertificateChain: text });
  const sub = await call('CreateSubCACertificate', {
    ...subject,
    ParentIdentifier: root.Identifier,
    CommonName: `${name} sub`,
    Algorithm: name,
    Years: 5,
    Tags: [{ Key: 'stage', Value: 'test' }, { Key: 'empty' }],
    ClientToken: `token-${name}-${Date.now()}`,
  });
  const authority = (await call('DescribeCACertificate', { Identifier: sub.Identifier })).Certificate as Answer;
  expect(authority).toMatchObject({
    Identifier: sub.Identifier,
    ParentIdentifier: root.Identifier,
    CertificateType: 'SUB_ROOT',
    Status: 'ISSUE',
    Organization: subject.Organization,
    FullAlgorithm: name,
    KeySize: algorithm.keySize,
  });
  expect(authority.Tags).toContainEqual({ TagKey: 'stage', TagValue: 'test' });
  const { TotalCount } = await call('DescribeCACertificateCount');
  const listed = await call('DescribeCACertificateList', { CurrentPage: 1, ShowSize: 1 });
  expect(listed).toMatchObject({ TotalCount, PageCount: TotalCount, ShowSize: 1 });
  expect(listed.CertificateList).toMatchObject([{ Identifier: sub.Identifier }]);

  const request = { ParentIdentifier: sub.Identifier, Algorithm: name, Days: 30, Immediately: 2 };
  const client = await call('CreateClientCertificate', {
    ...request,
    CommonName: 'client',
    SanType: 1,
    SanValue: 'a@example.com',
  });
  const server = await call('CreateServerCertificate', {
    ...request,
    CommonName: 'a.example.com',
    Domain: 'b.example.com,127.0.0.1',
  });
  const csr = makeCsr(algorithm, scratch);
  const ownClient = await call('CreateClientCertificateWithCsr', { ...request, Csr: csr });
  const ownServer = await call('CreateServerCertificateWithCsr', { ...request, Csr: csr, Domain: 'own.example.com' });

  const rootFile = scratch.write(`${name}-root.pem`, String(root.Certificate));
  const subFile = scratch.write(`${name}-sub.pem`, String(sub.Certificate));
  const files = [client, server, ownClient, ownServer].map((answer, index) =>
    scratch.write(`${name}-${index}.pem`, String(answer.X509Certificate)),
  );
  // openssl takes an SM2 signer's identity for the certificates it is asked about only, so that chain is verified link by link.
  const sm2 = family === 'SM2' ? ['-vfyopt', identity] : [];
  openssl(['verify', '-x509_strict', ...sm2, '-CAfile', rootFile, subFile]);
  openssl(['verify', '-x509_strict', ...sm2, '-partial_chain', '-trusted', subFile, ...files]);
  for (const { Identifier } of [ownClient, ownServer]) {
    const encrypted = call('DescribeCertificatePrivateKey', { Identifier, EncryptedCode: 'Pass,word.1' });
    await expect(encrypted).rejects.toMatchObject({ code: expect.stringMatching(/^NotSupport\.MissingPrivateKey/) });
  }
  for (const [index, { Identifier }] of [client, server].entries()) {
    const { Certificate } = await call('DescribeClientCertificate', { Identifier });
    expect(Certificate).toMatchObject({
      Identifier,
      Algorithm: family,
      FullAlgorithm: name,
      Days: 30,
      Status: 'ISSUE',
    });
    const { EncryptedData } = await call('DescribeCertificatePrivateKey', {
      Identifier,
      EncryptedCode: "!De*mo@W'S3~ed(+)",
    });
    const encrypted = scratch.write(`${name}-${index}.encrypted`, String(EncryptedData));
    expectOpens(encrypted, "!De*mo@W'S3~ed(+)", family, files[index] as string, scratch);
  }
  const { CertificateList } = await call('ListClientCertificate', { CurrentPage: 1, ShowSize: 4 });
  const newest = [ownServer, ownClient, server, client].map(({ Identifier }) => ({ Identifier }));
  expect(CertificateList).toMatchObject(newest);
}

/** The commands of the reference page, and nothing else. */
function expectOpens(encrypted: string, password: string, family: string, certificate: string, scratch: Scratch): void {
  const command = family === 'RSA' ? 'rsa' : 'ec';
  const opened = scratch.path('opened.pem');
  expect(() => openssl([command, '-in', encrypted, '-passin', 'pass:wrong', '-out', opened])).toThrow();
  openssl([command, '-in', encrypted, '-passin', `pass:${password}`, '-out', opened]);
  expect(openssl(['pkey', '-in', opened, '-pubout'])).toBe(openssl(['x509', '-in', certificate, '-noout', '-pubkey']));
}

/** A signing request for a key that openssl made. */
export function makeCsr({ name, family, keyCommand }: Algorithm, scratch: Scratch): string {
  const key = scratch.path(`${name}.key`);
  openssl([...keyCommand.slice(0, 1), '-out', key, ...keyCommand.slice(1)]);
  const sm2 = family === 'SM2' ? ['-sm3', '-sigopt', identity] : [];
  return openssl(['req', '-new', '-key', key, '-subj', '/C=CN/O=Example/CN=own.example.com', ...sm2]);
}
