/** What openssl encodes is read here, and read as openssl itself reads it. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Certificate,
  fingerprint,
  isEncryptedRsaKey,
  isSelfIssued,
  namesAsIssuer,
  readCertificate,
} from './certificate';
import { nameText } from './name';
import { type PemBlock, pemBlocks } from './pem';

let folder = '';
const at = (name: string) => join(folder, name);
const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe', encoding: 'utf8' });

const CONFIG = `
[req]
distinguished_name = dn
prompt = no
utf8 = yes
string_mask = utf8only
[dn]
C = CN
O = 例子 Ltd
CN = Example, Root
[ca]
basicConstraints = critical, CA:TRUE, pathlen:1
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[leaf]
basicConstraints = CA:FALSE
keyUsage = critical, digitalSignature, keyEncipherment
extendedKeyUsage = serverAuth, clientAuth, 1.2.3.4
authorityKeyIdentifier = keyid
subjectAltName = DNS:www.example.com, IP:192.0.2.1, IP:2001:db8::1, email:a@example.com, URI:https://example.com/, RID:1.2.3, dirName:other
crlDistributionPoints = URI:http://example.com/ca.crl
authorityInfoAccess = OCSP;URI:http://ocsp.example.com/, caIssuers;URI:http://example.com/ca.cer
certificatePolicies = 1.2.3.5
1.2.3.4.5 = DER:0500
[other]
CN = Other Name
`;

function blockOf(name: string): PemBlock {
  const [block] = pemBlocks(readFileSync(at(name), 'utf8'));
  if (!block) throw new Error(`${name} holds no PEM`);
  return block;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'console-x509-'));
  writeFileSync(at('config'), CONFIG);
  openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384', '-out', 'ca.key');
  openssl(
    'req',
    '-x509',
    '-new',
    '-key',
    'ca.key',
    '-config',
    'config',
    '-extensions',
    'ca',
    '-days',
    '9999',
    '-out',
    'ca.pem',
  );
  openssl(
    'req',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    'leaf.key',
    '-subj',
    '/C=CN/CN=www.example.com',
    '-out',
    'leaf.csr',
  );
  openssl(
    ...[
      'x509',
      '-req',
      '-in',
      'leaf.csr',
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      '-set_serial',
      '0xF00D0000000000000000000000000001',
    ],
    ...['-extfile', 'config', '-extensions', 'leaf', '-days', '30', '-out', 'leaf.pem'],
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a certificate that openssl made', () => {
  let root: Certificate;
  let leaf: Certificate;
  beforeAll(() => {
    root = readCertificate(blockOf('ca.pem').der);
    leaf = readCertificate(blockOf('leaf.pem').der);
  });

  test('has its names, in any script', () => {
    expect(nameText(root.subject)).toBe('C=CN, O=例子 Ltd, CN=Example, Root');
    expect(nameText(leaf.issuer)).toBe(nameText(root.subject));
    expect(isSelfIssued(root)).toBe(true);
    expect(isSelfIssued(leaf)).toBe(false);
  });

  test('has its serial number, times, key and signature', () => {
    expect(leaf.serialNumber).toBe('f00d0000000000000000000000000001');
    expect(leaf.key).toBe('RSA, 2048 bits');
    expect(root.key).toBe('EC, P-384');
    expect(leaf.signatureAlgorithm).toBe('ECDSA with SHA-256');
    const end = openssl('x509', '-in', 'ca.pem', '-noout', '-enddate').trim().replace('notAfter=', '');
    expect(root.notAfter.getTime()).toBe(Date.parse(end));
    expect(leaf.notAfter.getTime() - leaf.notBefore.getTime()).toBe(30 * 86_400_000);
  });

  test('has its extensions in words, and in hex those that are not known', () => {
    expect(Object.fromEntries(leaf.extensions.map(({ name, values }) => [name, values]))).toMatchObject({
      basicConstraints: ['CA:FALSE'],
      keyUsage: ['digitalSignature', 'keyEncipherment'],
      extKeyUsage: ['serverAuth', 'clientAuth', '1.2.3.4'],
      subjectAltName: [
        'DNS:www.example.com',
        'IP:192.0.2.1',
        'IP:2001:db8::1',
        'email:a@example.com',
        'URI:https://example.com/',
        'OID:1.2.3',
        'DirName:CN=Other Name',
      ],
      cRLDistributionPoints: ['URI:http://example.com/ca.crl'],
      authorityInfoAccess: ['OCSP: URI:http://ocsp.example.com/', 'CA Issuers: URI:http://example.com/ca.cer'],
      certificatePolicies: ['1.2.3.5'],
      '1.2.3.4.5': ['05:00'],
    });
    expect(root.extensions.filter(({ critical }) => critical).map(({ name }) => name)).toEqual([
      'basicConstraints',
      'keyUsage',
    ]);
    expect(root.extensions.find(({ name }) => name === 'basicConstraints')?.values).toEqual(['CA:TRUE', 'pathlen:1']);
  });

  test('names its issuer by name and key', () => {
    expect(namesAsIssuer(leaf, root)).toBe(true);
    expect(namesAsIssuer(root, leaf)).toBe(false);
    const [identifier] = root.extensions.filter(({ name }) => name === 'subjectKeyIdentifier');
    const others = root.extensions.filter(({ name }) => name !== 'subjectKeyIdentifier');
    const renewed = { ...root, extensions: [...others, { ...identifier!, values: ['00:11'] }] };
    expect(namesAsIssuer(leaf, renewed)).toBe(false);
  });

  test('has the fingerprint that openssl computes', async () => {
    const expected = openssl('x509', '-in', 'leaf.pem', '-noout', '-fingerprint', '-sha256').trim().split('=')[1];
    expect(await fingerprint(blockOf('leaf.pem').der)).toBe(expected);
  });

  test('cut off or altered gives an error that says so, and nothing worse', () => {
    const { der } = blockOf('leaf.pem');
    for (let length = 0; length < der.length; length += 7) {
      expect(() => readCertificate(der.subarray(0, length))).toThrow(/not DER/);
    }
    for (let index = 0; index < der.length; index += 3) {
      const altered = der.slice();
      altered[index] = (altered[index] ?? 0) ^ 0xff;
      try {
        readCertificate(altered);
      } catch (error) {
        expect((error as Error).message).toMatch(/not DER/);
      }
    }
  });
});

test.each([
  ['RSA', 'rsa_keygen_bits:1024', true],
  ['EC', 'ec_paramgen_curve:P-256', false],
  ['EC', 'ec_paramgen_curve:P-521', false],
  ['EC', 'ec_paramgen_curve:SM2', false],
])('an encrypted key of %s (%s) is told by its length', (algorithm, option, isRsa) => {
  openssl('genpkey', '-algorithm', algorithm, '-pkeyopt', option, '-out', 'key.pem');
  openssl('pkcs8', '-topk8', '-in', 'key.pem', '-passout', 'pass:secret', '-out', 'encrypted.pem');
  const block = blockOf('encrypted.pem');
  expect(block.label).toBe('ENCRYPTED PRIVATE KEY');
  expect(isEncryptedRsaKey(block.der)).toBe(isRsa);
});

test('PEM texts are found among others, and text that only looks like PEM is not', () => {
  const two = `x\n-----BEGIN A-----\nAQI=\n-----END A-----\ny\n-----BEGIN B-----\nAw==\n-----END B-----`;
  expect(pemBlocks(two).map(({ label, der }) => [label, [...der]])).toEqual([
    ['A', [1, 2]],
    ['B', [3]],
  ]);
  expect(pemBlocks('-----BEGIN A-----\nMII…\n-----END A-----')).toEqual([]);
});
