import { X509Certificate } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import { Certificate as ForeignCertificate } from '@peculiar/asn1-x509';
import { beforeAll, describe, expect, it } from 'vitest';
import { openssl, Scratch } from '../../test/strangers/commands.js';
import type { Algorithm, SigningKey } from '../crypto/algorithm.js';
import { algorithms, findAlgorithm } from '../crypto/algorithms.js';
import { type GeneratedKey, generateKeyPair, openPrivateKey, sign, verify } from '../crypto/keys.js';
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
async function issue(pair: GeneratedKey, commonName: string, extensions: Buffer[], issuer?: Authority) {
  const { algorithm, pkcs8Der, spkiDer } = pair;
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
  expect(lintCertificate(tbs).filter(({ level }) => level === 'error')).toEqual([]);
  const der = assembleCertificate(tbs, by.algorithm, await sign(by.key, tbs));
  return { self, der, tbs, spkiDer, serialNumber, pem: encodePem('CERTIFICATE', der) };
}

const issueRoot = (pair: GeneratedKey) =>
  issue(pair, 'Root', [basicConstraints({ authority: true }), keyUsage(['keyCertSign', 'cRLSign'])]);

const subUsages = keyUsage(['digitalSignature', 'keyCertSign', 'cRLSign']);
const issueSub = (pair: GeneratedKey, root: Authority) =>
  issue(pair, 'Sub', [basicConstraints({ authority: true, pathLength: 0 }), subUsages], root);

const leafNames = [
  generalName(1, 'a@example.com'),
  generalName(2, '*.example.com'),
  generalName(4, 'C=CN,O=Example\\, Inc.'),
  generalName(6, 'spiffe://example/a'),
  generalName(7, '192.0.2.1'),
  generalName(7, '2001:db8::1'),
  generalName(8, '1.2.3.4'),
];

const issueLeaf = (pair: GeneratedKey, sub: Authority) =>
  issue(
    pair,
    '客户端',
    [
      basicConstraints({ authority: false }),
      keyUsage(pair.algorithm.enciphersKeys ? ['digitalSignature', 'keyEncipherment'] : ['digitalSignature']),
      extendedKeyUsage(['clientAuth', 'serverAuth', '1.3.6.1.4.1.311.20.2.2']),
      subjectAlternativeName(leafNames),
      crlDistributionPoints(['http://ca.example/crl/1.crl', 'http://backup.example/crl/1.crl']),
      authorityInformationAccess({ ocsp: ['http://ca.example/ocsp'], caIssuers: ['http://ca.example/ca/1.cer'] }),
    ],
    sub,
  );

async function issueChain(algorithm: Algorithm) {
  const pairs = await Promise.all([algorithm, algorithm, algorithm].map(algorithm => generateKeyPair(algorithm)));
  const [rootPair, subPair, leafPair] = pairs as [GeneratedKey, GeneratedKey, GeneratedKey];
  const root = await issueRoot(rootPair);
  const sub = await issueSub(subPair, root.self);
  return { root, sub, leaf: await issueLeaf(leafPair, sub.self) };
}

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
    const { root, sub, leaf } = await issueChain(algorithm);
    const files = Object.entries({ root, sub, leaf }).map(([role, { pem }]) =>
      scratch.write(`${name}-${role}.pem`, pem),
    );
    const [rootFile, subFile, leafFile] = files as [string, string, string];
    if (algorithm.family === 'SM2') {
      // openssl applies -vfyopt to the certificate it is asked about and not to those above it, so it is asked about each.
      const check = ['verify', '-x509_strict', '-vfyopt', 'distid:1234567812345678', '-partial_chain', '-trusted'];
      expect(openssl([...check, rootFile, subFile])).toBe(`${subFile}: OK\n`);
      expect(openssl([...check, subFile, leafFile])).toBe(`${leafFile}: OK\n`);
    } else {
      const check = ['verify', '-x509_strict', '-check_ss_sig', '-CAfile', rootFile, '-untrusted', subFile, leafFile];
      expect(openssl(check)).toBe(`${leafFile}: OK\n`);
    }

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
  let chain: Awaited<ReturnType<typeof issueChain>>;
  beforeAll(async () => {
    chain = await issueChain(findAlgorithm('ECC_256') as Algorithm);
  });

  it('carries its extensions as openssl shows them', () => {
    const { sub, leaf } = chain;
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
    expect(
      lines.filter(line => line !== '').map(line => line.replace(/DirName:.*Example, Inc\."?,/, 'DirName:…,')),
    ).toEqual([
      'X509v3 Basic Constraints: critical',
      'CA:FALSE',
      'X509v3 Key Usage: critical',
      'Digital Signature',
      'X509v3 Extended Key Usage:',
      'TLS Web Client Authentication, TLS Web Server Authentication, Microsoft Smartcard Login',
      'X509v3 Subject Alternative Name:',
      'email:a@example.com, DNS:*.example.com, DirName:…, URI:spiffe://example/a, IP Address:192.0.2.1, IP Address:2001:DB8:0:0:0:0:0:1, Registered ID:1.2.3.4',
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

  it('has the serial number, names and times it was given', () => {
    const { leaf } = chain;
    const certificate = new X509Certificate(leaf.der);
    expect(certificate.serialNumber.toLowerCase()).toBe(serialNumberText(leaf.serialNumber));
    expect(certificate.subject).toBe('C=CN\nO=Example\nCN=客户端');
    expect(certificate.issuer).toBe('C=CN\nO=Example\nCN=Sub');
    const { notBefore, notAfter } = readCertificate(leaf.der).tbs;
    expect(notBefore).toEqual(new Date(certificate.validFrom));
    expect(notAfter).toEqual(new Date(certificate.validTo));
  });

  it('shows a sub CA its path length and a root none', () => {
    const { root, sub } = chain;
    const constraints = (pem: string) =>
      openssl(['x509', '-noout', '-ext', 'basicConstraints,keyUsage'], pem).replace(/ +/g, ' ');
    expect(constraints(sub.pem)).toContain('CA:TRUE, pathlen:0');
    expect(constraints(sub.pem)).toContain('Digital Signature, Certificate Sign, CRL Sign');
    expect(constraints(root.pem)).toMatch(/CA:TRUE\n/);
  });

  it('is encoded again by an independent schema to the same octets', () => {
    const { leaf } = chain;
    const parsed = AsnConvert.parse(leaf.der, ForeignCertificate);
    expect(parsed.tbsCertificate.extensions).toHaveLength(8);
    // Without the bytes it kept, so that it has to encode what it understood.
    delete parsed.tbsCertificateRaw;
    expect(Buffer.from(AsnConvert.serialize(parsed)).equals(leaf.der)).toBe(true);
  });

  it('of SM2 is verified under the standard identity and not under the empty one, the sign of a lookalike', async () => {
    const { root, sub } = await issueChain(findAlgorithm('SM2_256') as Algorithm);
    const rootFile = scratch.write('sm2-root.pem', root.pem);
    const check = ['verify', '-CAfile', rootFile];
    const subFile = scratch.write('sm2-sub.pem', sub.pem);
    expect(openssl([...check, '-vfyopt', 'distid:1234567812345678', subFile])).toContain('OK');
    expect(() => openssl([...check, '-vfyopt', 'distid:', subFile])).toThrow();
    expect(() => openssl([...check, subFile])).toThrow();

    // The signature of the root over itself, which "openssl verify" cannot be given an identity for.
    const { tbsDer, signature } = readCertificate(root.der);
    const publicKey = scratch.write('sm2-root.pub', openssl(['x509', '-pubkey', '-noout'], root.pem));
    const files = ['-in', scratch.write('sm2.tbs', tbsDer), '-sigfile', scratch.write('sm2.sig', signature)];
    const verifyRaw = ['pkeyutl', '-verify', '-rawin', '-digest', 'sm3', '-pkeyopt', 'distid:1234567812345678'];
    expect(openssl([...verifyRaw, '-pubin', '-inkey', publicKey, ...files])).toContain('Verified Successfully');
  });
});
