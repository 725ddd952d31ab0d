import { X509Certificate } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import { Certificate as ForeignCertificate } from '@peculiar/asn1-x509';
import { describe, expect, it } from 'vitest';
import { openssl, Scratch } from '../../test/strangers/commands.js';
import type { Algorithm, SigningKey } from '../crypto/algorithm.js';
import { algorithms, findAlgorithm } from '../crypto/algorithms.js';
import { generateKeyPair, openPrivateKey, sign, verify } from '../crypto/keys.js';
import { encodePem } from '../crypto/pem.js';
import { assembleCertificate, encodeTbsCertificate } from './certificate.js';
import { readCertificate } from './certificate-reader.js';
import { authorityInformationAccess } from './extensions/authority-information-access.js';
import { authorityKeyIdentifier } from './extensions/authority-key-identifier.js';
import { basicConstraints } from './extensions/basic-constraints.js';
import { crlDistributionPoints } from './extensions/crl-distribution-points.js';
import { extendedKeyUsage } from './extensions/extended-key-usage.js';
import { keyUsage } from './extensions/key-usage.js';
import { subjectAlternativeName } from './extensions/subject-alternative-name.js';
import { keyIdentifier, subjectKeyIdentifier } from './extensions/subject-key-identifier.js';
import { generalName } from './general-name.js';
import { lintCertificate } from './lint/lint-certificate.js';
import { encodeName, subjectName } from './name.js';
import { randomSerialNumber, serialNumberText } from './serial-number.js';

const scratch = new Scratch();
const DAY_MS = 86_400_000;

interface Authority {
  readonly algorithm: Algorithm;
  readonly key: SigningKey;
  readonly nameDer: Buffer;
  readonly keyId: Buffer;
}

/** Issues one certificate below `issuer` (or by itself) and gives it with what is needed to issue the next. */
async function issue(algorithm: Algorithm, commonName: string, extensions: Buffer[], issuer?: Authority) {
  const { pkcs8Der, spkiDer } = await generateKeyPair(algorithm);
  const nameDer = encodeName(subjectName({ country: 'CN', organization: 'Example', commonName }));
  const keyId = keyIdentifier(spkiDer);
  const self: Authority = { algorithm, key: openPrivateKey(algorithm, pkcs8Der), nameDer, keyId };
  const by = issuer ?? self;
  const now = Math.floor(Date.now() / 1000) * 1000;
  const serialNumber = randomSerialNumber();
  const tbs = encodeTbsCertificate({
    serialNumber,
    issuerAlgorithm: by.algorithm,
    issuerDer: by.nameDer,
    notBefore: new Date(now - DAY_MS),
    // Past 2049, so that both forms of time are verified by openssl.
    notAfter: new Date(now + 30 * 365 * DAY_MS),
    subjectDer: nameDer,
    spkiDer,
    extensions: [...extensions, subjectKeyIdentifier(keyId), ...(issuer ? [authorityKeyIdentifier(issuer.keyId)] : [])],
  });
  expect(lintCertificate(tbs)).toEqual([]);
  const der = assembleCertificate(tbs, by.algorithm, await sign(by.key, tbs));
  return { self, der, tbs, spkiDer, serialNumber, pem: encodePem('CERTIFICATE', der) };
}

const issueRoot = (algorithm: Algorithm) =>
  issue(algorithm, 'Root', [basicConstraints({ authority: true }), keyUsage(['keyCertSign', 'cRLSign'])]);

const issueSub = (algorithm: Algorithm, root: Authority) =>
  issue(
    algorithm,
    'Sub',
    [basicConstraints({ authority: true, pathLength: 0 }), keyUsage(['digitalSignature', 'keyCertSign', 'cRLSign'])],
    root,
  );

const leafNames = [
  generalName(1, 'a@example.com'),
  generalName(2, '*.example.com'),
  generalName(4, 'C=CN,O=Example\\, Inc.'),
  generalName(6, 'spiffe://example/a'),
  generalName(7, '192.0.2.1'),
  generalName(7, '2001:db8::1'),
  generalName(8, '1.2.3.4'),
];

const issueLeaf = (algorithm: Algorithm, sub: Authority) =>
  issue(
    algorithm,
    '客户端',
    [
      basicConstraints({ authority: false }),
      keyUsage(algorithm.enciphersKeys ? ['digitalSignature', 'keyEncipherment'] : ['digitalSignature']),
      extendedKeyUsage(['clientAuth', 'serverAuth', '1.3.6.1.4.1.311.20.2.2']),
      subjectAlternativeName(leafNames),
      crlDistributionPoints(['http://ca.example/crl/1.crl', 'http://backup.example/crl/1.crl']),
      authorityInformationAccess({ ocsp: ['http://ca.example/ocsp'], caIssuers: ['http://ca.example/ca/1.cer'] }),
    ],
    sub,
  );

/** What `openssl x509 -text` shows of key and signature. */
const shown: Record<string, { key: string[]; signature: string }> = {
  RSA_1024: {
    key: ['rsaEncryption', 'Public-Key: (1024 bit)', 'Exponent: 65537'],
    signature: 'sha256WithRSAEncryption',
  },
  RSA_2048: {
    key: ['rsaEncryption', 'Public-Key: (2048 bit)', 'Exponent: 65537'],
    signature: 'sha256WithRSAEncryption',
  },
  RSA_3072: {
    key: ['rsaEncryption', 'Public-Key: (3072 bit)', 'Exponent: 65537'],
    signature: 'sha256WithRSAEncryption',
  },
  RSA_4096: {
    key: ['rsaEncryption', 'Public-Key: (4096 bit)', 'Exponent: 65537'],
    signature: 'sha256WithRSAEncryption',
  },
  ECC_256: { key: ['id-ecPublicKey', 'Public-Key: (256 bit)', 'NIST CURVE: P-256'], signature: 'ecdsa-with-SHA256' },
  ECC_384: { key: ['id-ecPublicKey', 'Public-Key: (384 bit)', 'NIST CURVE: P-384'], signature: 'ecdsa-with-SHA256' },
  ECC_512: { key: ['id-ecPublicKey', 'Public-Key: (521 bit)', 'NIST CURVE: P-521'], signature: 'ecdsa-with-SHA256' },
  SM2_256: { key: ['id-ecPublicKey', 'Public-Key: (256 bit)', 'ASN1 OID: SM2'], signature: 'SM2-with-SM3' },
};

describe.each(algorithms.map(each => [each.name, each] as const))('a chain of %s', (name, algorithm) => {
  it('is verified by openssl, strictly, and says what it is', async () => {
    const root = await issueRoot(algorithm);
    const sub = await issueSub(algorithm, root.self);
    const leaf = await issueLeaf(algorithm, sub.self);
    const files = Object.entries({ root, sub, leaf }).map(([role, { pem }]) =>
      scratch.write(`${name}-${role}.pem`, pem),
    );
    const identity = algorithm.family === 'SM2' ? ['-vfyopt', 'distid:1234567812345678'] : [];
    const [rootFile, subFile, leafFile] = files as [string, string, string];
    const chain = ['verify', '-x509_strict', ...identity, '-CAfile', rootFile, '-untrusted', subFile, leafFile];
    expect(openssl(chain)).toBe(`${leafFile}: OK\n`);

    const text = openssl(['x509', '-in', leafFile, '-noout', '-text']);
    const expected = shown[name] as (typeof shown)[string];
    for (const part of expected.key) expect(text).toContain(part);
    expect([...text.matchAll(/Signature Algorithm: (\S+)/g)].map(match => match[1])).toEqual([
      expected.signature,
      expected.signature,
    ]);

    const { tbsDer, signature, signatureOid } = readCertificate(leaf.der);
    expect(tbsDer.equals(leaf.tbs)).toBe(true);
    expect(signatureOid).toBe(algorithm.signature.oid);
    expect(verify(sub.spkiDer, algorithm, tbsDer, signature)).toBe(true);
  });
});

describe('a certificate', () => {
  const algorithm = findAlgorithm('ECC_256') as Algorithm;
  const chain = (async () => {
    const root = await issueRoot(algorithm);
    const sub = await issueSub(algorithm, root.self);
    return { root, sub, leaf: await issueLeaf(algorithm, sub.self) };
  })();

  it('carries its extensions as openssl shows them', async () => {
    const { sub, leaf } = await chain;
    const file = scratch.write('leaf.pem', leaf.pem);
    const names =
      'basicConstraints,keyUsage,extendedKeyUsage,subjectAltName,crlDistributionPoints,authorityInfoAccess,subjectKeyIdentifier,authorityKeyIdentifier';
    const colons = (octets: Buffer) =>
      octets
        .toString('hex')
        .toUpperCase()
        .replace(/..(?=.)/g, '$&:');
    const lines = openssl(['x509', '-in', file, '-noout', '-ext', names])
      .split('\n')
      .map(line => line.trim());
    expect(lines.filter(line => line !== '')).toEqual([
      'X509v3 Basic Constraints: critical',
      'CA:FALSE',
      'X509v3 Key Usage: critical',
      'Digital Signature',
      'X509v3 Extended Key Usage:',
      'TLS Web Client Authentication, TLS Web Server Authentication, Microsoft Smartcard Login',
      'X509v3 Subject Alternative Name:',
      'email:a@example.com, DNS:*.example.com, DirName:C = CN, O = "Example, Inc.", URI:spiffe://example/a, IP Address:192.0.2.1, IP Address:2001:DB8:0:0:0:0:0:1, Registered ID:1.2.3.4',
      'X509v3 CRL Distribution Points:',
      'Full Name:',
      'URI:http://ca.example/crl/1.crl',
      'Full Name:',
      'URI:http://backup.example/crl/1.crl',
      'Authority Information Access:',
      'OCSP - URI:http://ca.example/ocsp',
      'CA Issuers - URI:http://ca.example/ca/1.cer',
      'X509v3 Subject Key Identifier:',
      colons(leaf.self.keyId),
      'X509v3 Authority Key Identifier:',
      colons(sub.self.keyId),
    ]);
  });

  it('has the serial number, names and times it was given', async () => {
    const { leaf } = await chain;
    const certificate = new X509Certificate(leaf.der);
    expect(certificate.serialNumber.toLowerCase()).toBe(serialNumberText(leaf.serialNumber));
    expect(certificate.subject).toBe('C=CN\nO=Example\nCN=客户端');
    expect(certificate.issuer).toBe('C=CN\nO=Example\nCN=Sub');
    const { notBefore, notAfter } = readCertificate(leaf.der).tbs;
    expect(notBefore).toEqual(new Date(certificate.validFrom));
    expect(notAfter).toEqual(new Date(certificate.validTo));
  });

  it('shows a sub CA its path length and a root none', async () => {
    const { root, sub } = await chain;
    const constraints = (pem: string) =>
      openssl(['x509', '-noout', '-ext', 'basicConstraints,keyUsage'], pem).replace(/ +/g, ' ');
    expect(constraints(sub.pem)).toContain('CA:TRUE, pathlen:0');
    expect(constraints(sub.pem)).toContain('Digital Signature, Certificate Sign, CRL Sign');
    expect(constraints(root.pem)).toMatch(/CA:TRUE\n/);
  });

  it('is encoded again by an independent schema to the same octets', async () => {
    const { leaf } = await chain;
    const parsed = AsnConvert.parse(leaf.der, ForeignCertificate);
    expect(parsed.tbsCertificate.extensions).toHaveLength(8);
    // Without the bytes it kept, so that it has to encode what it understood.
    delete parsed.tbsCertificateRaw;
    expect(Buffer.from(AsnConvert.serialize(parsed)).equals(leaf.der)).toBe(true);
  });

  it('of SM2 is not verified under the empty identity, which would be the sign of a lookalike', async () => {
    const root = await issueRoot(findAlgorithm('SM2_256') as Algorithm);
    const file = scratch.write('sm2-root.pem', root.pem);
    const check = ['verify', '-check_ss_sig', '-CAfile', file];
    expect(openssl([...check, '-vfyopt', 'distid:1234567812345678', file])).toContain('OK');
    expect(() => openssl([...check, file])).toThrow();
  });
});
