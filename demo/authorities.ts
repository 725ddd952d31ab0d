/** Chapter: a root, an intermediate authority below it, and certificates for a client and a server; three times. */
import type { Answer } from './official-clients.js';
import type { Family, IssuedCertificate, Scene } from './scene.js';

interface Wanted {
  readonly name: Family['name'];
  readonly algorithm: string;
  /** What openssl says about a key of that algorithm, and about a signature. */
  readonly key: RegExp;
  readonly signature: string;
}

const families: readonly Wanted[] = [
  { name: 'RSA', algorithm: 'RSA_2048', key: /\(2048 bit\)/, signature: 'sha256WithRSAEncryption' },
  { name: 'ECC', algorithm: 'ECC_256', key: /NIST CURVE: P-256/, signature: 'ecdsa-with-SHA256' },
  { name: 'SM2', algorithm: 'SM2_256', key: /ASN1 OID: SM2/, signature: 'SM2-with-SM3' },
];

const subject = {
  Organization: 'Example Works',
  OrganizationUnit: 'Platform',
  Locality: 'Hangzhou',
  State: 'Zhejiang',
  CountryCode: 'CN',
};

export async function issueCertificates(scene: Scene): Promise<Family[]> {
  const issued: Family[] = [];
  for (const wanted of families) issued.push(await issueFamily(scene, wanted));

  const { TotalCount } = await scene.root.cas('DescribeCACertificateCount');
  scene.story.check('the account has six authorities now', TotalCount === 6, TotalCount);
  return issued;
}

async function issueFamily({ story, openssl, root }: Scene, wanted: Wanted): Promise<Family> {
  const { name, algorithm } = wanted;
  const folder = name.toLowerCase();
  story.chapter(`${name}: from a root to certificates for a client and a server`);

  const rootAuthority = await root.cas('CreateRootCACertificate', {
    ...subject,
    CommonName: `Example ${name} Root`,
    Algorithm: algorithm,
    Years: 10,
  });
  const rootFile = story.keep(`${folder}/root.pem`, String(rootAuthority.Certificate), `root authority, ${algorithm}`);

  const subAuthority = await root.cas('CreateSubCACertificate', {
    ...subject,
    ParentIdentifier: rootAuthority.Identifier,
    CommonName: `Example ${name} Issuing CA`,
    Algorithm: algorithm,
    Years: 5,
  });
  const subFile = story.keep(`${folder}/sub.pem`, String(subAuthority.Certificate), 'the authority below it');
  story.says(
    'CreateRootCACertificate and CreateSubCACertificate made two authorities; their keys stay sealed in the server.',
  );

  const request = { ParentIdentifier: subAuthority.Identifier, Algorithm: algorithm, Days: 90, Immediately: 2 };
  const client = keep(
    'client',
    await root.cas('CreateClientCertificate', {
      ...request,
      CommonName: 'payments',
      SanType: 6,
      SanValue: 'spiffe://example/payments',
    }),
  );
  const server = keep(
    'server',
    await root.cas('CreateServerCertificate', {
      ...request,
      CommonName: 'api.example.internal',
      Domain: 'api.example.internal,127.0.0.1',
    }),
  );
  story.says('CreateClientCertificate and CreateServerCertificate made two key pairs and certified them.');

  const verdict = name === 'SM2' ? verifyLinkByLink() : verifyChain();
  const hold = [client, server].every(({ file }) => verdict.includes(`${file}: OK`));
  story.check('both chains hold, by the strict rules of openssl', hold, verdict);
  const printed = openssl.ask('x509', '-in', client.file, '-noout', '-text');
  story.check(
    `${algorithm} was asked for and is what was made, signed with ${wanted.signature}`,
    wanted.key.test(printed) && printed.includes(`Signature Algorithm: ${wanted.signature}`),
    printed,
  );
  return { name, folder, subAuthority: String(subAuthority.Identifier), rootFile, subFile, client, server };

  function verifyChain(): string {
    return openssl.run('verify', '-x509_strict', '-CAfile', rootFile, '-untrusted', subFile, client.file, server.file);
  }

  // SM2 signatures cover the signer's identity. openssl takes it for the certificates it is asked about and for no other, so such
  // a chain is verified link by link.
  function verifyLinkByLink(): string {
    const verify = ['verify', '-vfyopt', 'distid:1234567812345678', '-x509_strict'];
    openssl.run(...verify, '-CAfile', rootFile, subFile);
    return openssl.run(...verify, '-partial_chain', '-trusted', subFile, client.file, server.file);
  }

  function keep(purpose: string, answer: Answer): IssuedCertificate {
    const file = `${folder}/${purpose}.pem`;
    story.keep(file, String(answer.X509Certificate), `${purpose} certificate`);
    return { identifier: String(answer.Identifier), file };
  }
}
