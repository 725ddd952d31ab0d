/** One certificate of every kind that the private CA makes, for strangers to look at. */
import type { TestServer } from '../server.js';
import { openssl, type Scratch } from './commands.js';

export interface Issued {
  /** Such as `client, SM2_256`. */
  readonly name: string;
  /** Paths of PEM files. A root is its own issuer. */
  readonly file: string;
  readonly issuer: string;
  readonly identifier: string;
}

export interface Family {
  readonly algorithm: string;
  readonly root: Issued;
  readonly sub: Issued;
  /** Issued by the sub CA: for clients and servers, with keys made here and with a CSR of the caller's. */
  readonly leaves: readonly Issued[];
}

type Answer = Readonly<Record<string, unknown>>;

export const standardIdentity = 'distid:1234567812345678';

/** How openssl makes a key of each algorithm: the command, and what comes after `-out FILE`. */
const keyCommands: Readonly<Record<string, readonly [command: string, ...rest: string[]]>> = {
  RSA_1024: ['genrsa', '1024'],
  RSA_2048: ['genrsa', '2048'],
  RSA_4096: ['genrsa', '4096'],
  ECC_256: ['ecparam', '-genkey', '-noout', '-name', 'prime256v1'],
  ECC_384: ['ecparam', '-genkey', '-noout', '-name', 'secp384r1'],
  ECC_512: ['ecparam', '-genkey', '-noout', '-name', 'secp521r1'],
  SM2_256: ['ecparam', '-genkey', '-noout', '-name', 'SM2'],
};

export const algorithms = Object.keys(keyCommands);

const subject = {
  Organization: '示例公司 “A&B”',
  OrganizationUnit: 'R&D',
  Locality: 'Hangzhou',
  State: 'Zhejiang',
  CountryCode: 'CN',
};

/** Issues a root, a sub CA with a CRL, and below it each kind of certificate, with each kind of name that it can carry. */
export async function issueFamily(server: TestServer, algorithm: string, scratch: Scratch): Promise<Family> {
  const root = await authority('root', 'CreateRootCACertificate', { Years: 10 });
  const sub = await authority(
    'sub',
    'CreateSubCACertificate',
    {
      ParentIdentifier: root.identifier,
      Years: 5,
      EnableCrl: true,
      ExtendedKeyUsages: ['serverAuth', 'clientAuth', 'OCSPSigning', '1.3.6.1.4.1.311.20.2.2'],
    },
    root,
  );
  const Csr = makeCsr(algorithm, scratch);
  // Where a leaf is about its names, a smaller key does: the issuer signs with its own all the same.
  const Algorithm = algorithm === 'RSA_4096' ? 'RSA_2048' : algorithm;
  const leaves = [
    await leaf('client', 'CreateClientCertificate', {
      CommonName: '张三',
      SanType: 1,
      SanValue: 'a@example.com,b@example.com',
    }),
    await leaf('client with a URI', 'CreateClientCertificate', {
      Algorithm,
      CommonName: 'app',
      SanType: 6,
      SanValue: 'https://example.com/app',
    }),
    await leaf('client by default', 'CreateClientCertificate', { Algorithm }),
    await leaf('server', 'CreateServerCertificate', {
      CommonName: 'www.example.com',
      Domain: 'api.example.com,192.0.2.1,2001:db8::1',
    }),
    await leaf('server with a wildcard', 'CreateServerCertificate', { Algorithm, CommonName: '*.example.com' }),
    await leaf('server with a CRL', 'CreateServerCertificate', {
      Algorithm,
      CommonName: 'crl.example.com',
      EnableCrl: 1,
    }),
    await leaf('client of a CSR', 'CreateClientCertificateWithCsr', {
      Csr,
      SanType: 2,
      SanValue: 'own.example.com',
      EnableCrl: 1,
    }),
    await leaf('client of a CSR with an address', 'CreateClientCertificateWithCsr', {
      Csr,
      SanType: 7,
      SanValue: '192.0.2.7',
    }),
    await leaf('server of a CSR', 'CreateServerCertificateWithCsr', { Csr, Domain: 'own.example.com' }),
  ];
  return { algorithm, root, sub, leaves };

  async function authority(kind: string, action: string, parameters: Answer, issuer?: Issued): Promise<Issued> {
    const answer = await call(action, {
      ...subject,
      CommonName: `${algorithm} ${kind}`,
      Algorithm: algorithm,
      ...parameters,
    });
    return issued(kind, answer, answer.Certificate, issuer);
  }

  async function leaf(kind: string, action: string, parameters: Answer): Promise<Issued> {
    const request = { ParentIdentifier: sub.identifier, Algorithm: algorithm, Immediately: 1, ...parameters };
    const answer = await call(action, request);
    return issued(kind, answer, answer.X509Certificate, sub);
  }

  function issued(kind: string, { Identifier }: Answer, pem: unknown, issuer?: Issued): Issued {
    const file = scratch.write(`${algorithm} ${kind}.pem`, String(pem));
    return { name: `${kind}, ${algorithm}`, file, issuer: issuer?.file ?? file, identifier: String(Identifier) };
  }

  async function call(action: string, parameters: Answer): Promise<Answer> {
    const { status, body, text } = await server.root.call('2020-06-30', action, parameters);
    if (status !== 200) throw new Error(`${action} answered ${text}`);
    return body;
  }
}

/** A signing request that openssl made, with a key of its own. */
function makeCsr(algorithm: string, scratch: Scratch): string {
  const [command, ...rest] = keyCommands[algorithm] ?? [];
  if (!command) throw new Error(`no key command for ${algorithm}`);
  const key = scratch.path(`${algorithm}.key`);
  openssl([command, '-out', key, ...rest]);
  const sm2 = algorithm === 'SM2_256' ? ['-sm3', '-sigopt', standardIdentity] : [];
  return openssl(['req', '-new', '-key', key, '-subj', '/C=CN/O=Example/CN=own.example.com', ...sm2]);
}
