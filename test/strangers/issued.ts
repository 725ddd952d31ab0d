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
  /** Below the root, with its key elsewhere. */
  readonly external: Issued;
  /** For clients, servers and custom ones, with keys made here and with a CSR of the caller's; by the sub CA unless the name says otherwise. */
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
      ExtendedKeyUsages: ['serverAuth', 'clientAuth', 'emailProtection', 'timeStamping', '1.3.6.1.4.1.311.20.2.2'],
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
  leaves.push(...(await customLeaves()));
  const external = await externalAuthority();
  return { algorithm, root, sub, external, leaves };

  async function customLeaves(): Promise<Issued[]> {
    const named = { Subject: { CommonName: 'custom', Organization: '示例', Country: 'CN' } };
    const custom = (kind: string, ApiPassthrough: Answer, rest: Answer = {}) =>
      leaf(kind, 'CreateCustomCertificate', { Csr, Validity: '90d', EnableCrl: 1, ApiPassthrough, ...rest });
    return [
      await custom('custom', {
        Subject: {
          ...named.Subject,
          CustomAttributes: [
            { ObjectIdentifier: '2.5.4.12', Value: 'Engineer' },
            { ObjectIdentifier: '2.5.4.5', Value: 'A-1' },
            { ObjectIdentifier: '2.5.4.9', Value: '1 Main Street' },
          ],
        },
        Extensions: {
          KeyUsage: { DigitalSignature: true },
          ExtendedKeyUsages: ['clientAuth', 'serverAuth', '1.3.6.1.4.1.311.20.2.2'],
          SubjectAlternativeNames: [
            { Type: 'rfc822Name', Value: 'a@example.com' },
            { Type: 'dNSName', Value: 'custom.example.com' },
            { Type: 'directoryName', Value: 'C=CN,CN=custom' },
            { Type: 'uniformResourceIdentifier', Value: 'https://custom.example.com/' },
            { Type: 'iPAddress', Value: '2001:db8::7' },
            { Type: 'registeredID', Value: '1.3.6.1.4.1.99999.1' },
          ],
          Criticals: ['ExtendedKeyUsages'],
        },
        SerialNumber: '16889526086333168895',
      }),
      await custom('custom as the CSR says', {}, { ApiPassthrough: undefined }),
      await custom('custom for time stamping', {
        ...named,
        Extensions: { KeyUsage: { DigitalSignature: true }, ExtendedKeyUsages: ['timeStamping'] },
      }),
      await custom('custom for mail', {
        Subject: {
          ...named.Subject,
          CustomAttributes: [{ ObjectIdentifier: '1.2.840.113549.1.9.1', Value: 'a@example.com' }],
        },
        Extensions: {
          KeyUsage: { DigitalSignature: true, ContentCommitment: true },
          ExtendedKeyUsages: ['emailProtection'],
        },
      }),
      await custom('custom for Matter', {
        Subject: {
          CustomAttributes: [
            { ObjectIdentifier: '1.3.6.1.4.1.37244.1.1', Value: '00000000DEADBEEF' },
            { ObjectIdentifier: '1.3.6.1.4.1.37244.1.5', Value: 'FAB000000000001D' },
          ],
        },
        Extensions: { KeyUsage: { DigitalSignature: true }, ExtendedKeyUsages: ['clientAuth', 'serverAuth'] },
      }),
      await custom(
        'custom without a subject',
        {},
        {
          ApiPassthrough: JSON.stringify({
            Subject: {},
            Extensions: { SubjectAlternativeNames: [{ Type: 'dNSName', Value: 'nobody.example.com' }] },
          }),
        },
      ),
      ...(algorithm.startsWith('ECC')
        ? [await custom('custom for key agreement', { ...named, Extensions: { KeyUsage: { KeyAgreement: true } } })]
        : [
            await custom('custom that enciphers', {
              ...named,
              Extensions: { KeyUsage: { KeyEncipherment: true, DataEncipherment: true } },
            }),
          ]),
      { ...(await custom('custom below the root', named, { ParentIdentifier: root.identifier })), issuer: root.file },
    ];
  }

  async function externalAuthority(): Promise<Issued> {
    const ApiPassthrough = JSON.stringify({
      Subject: { CommonName: `${algorithm} external`, Organization: 'Example', Country: 'CN' },
      Extensions: { PathLenConstraint: 0, ExtendedKeyUsages: ['clientAuth', 'serverAuth'] },
    });
    const request = { InstanceId: root.identifier, Csr, Validity: '3y', ApiPassthrough };
    const answer = await call('CreateExternalCACertificate', request);
    return issued('external', answer, answer.Certificate, root);
  }

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
    return issued(kind, answer, answer.X509Certificate ?? answer.Certificate, sub);
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
