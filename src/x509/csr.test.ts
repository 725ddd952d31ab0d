import { describe, expect, it } from 'vitest';
import { isMissing, openssl, run, Scratch } from '../../test/strangers/commands.js';
import { readWholeCsr, taken } from '../../test/x509/whole-csr.js';
import { parsePem } from '../crypto/pem.js';
import { InvalidCsr } from './csr.js';
import { subjectDnText } from './name-text.js';

const scratch = new Scratch();
const DIST_ID = 'distid:1234567812345678';

/** A request made by openssl for a new key of that kind. */
function request(
  kind: string[],
  options: { signing?: string[]; subject?: string; extensions?: string[] } = {},
): string {
  const key = scratch.path('request.key');
  openssl(['genpkey', '-out', key, ...kind]);
  const extensions = (options.extensions ?? []).flatMap(extension => ['-addext', extension]);
  const subject = options.subject ?? '/C=CN/O=Example, Inc./CN=Zoë';
  return openssl(['req', '-new', '-utf8', '-key', key, '-subj', subject, ...(options.signing ?? []), ...extensions]);
}

const curve = (name: string): string[] => ['-algorithm', 'EC', '-pkeyopt', `ec_paramgen_curve:${name}`];
const rsa = (bits: number): string[] => ['-algorithm', 'RSA', '-pkeyopt', `rsa_keygen_bits:${bits}`];
const sm2 = ['-sm3', '-sigopt', DIST_ID];

describe('a CSR made by openssl', () => {
  it.each<[string, string[], string[]]>([
    ['RSA_1024', rsa(1024), []],
    ['RSA_2048', rsa(2048), ['-sha384']],
    ['RSA_3072', rsa(3072), ['-sha512']],
    ['ECC_256', curve('P-256'), []],
    ['ECC_384', curve('P-384'), ['-sha384']],
    ['ECC_512', curve('P-521'), ['-sha512']],
    ['SM2_256', curve('SM2'), sm2],
  ])('of %s is read and its signature checked', (name, kind, signing) => {
    const pem = request(kind, { signing });
    const csr = readWholeCsr(pem);
    expect(csr.algorithm.name).toBe(name);
    expect(subjectDnText(csr.subject)).toBe('C=CN,O=Example\\, Inc.,CN=Zoë');
    expect(csr.subjectAlternativeNames).toEqual([]);
    expect(csr.keyUsages).toBeUndefined();
    const spki = openssl(['req', '-pubkey', '-noout'], pem);
    expect(csr.spkiDer.equals(parsePem(spki, ['PUBLIC KEY'], 10_000))).toBe(true);
  });

  it('gives the names, usages and constraints it asks for', () => {
    const pem = request(curve('P-256'), {
      extensions: [
        'subjectAltName=DNS:*.example.com,IP:192.0.2.1,IP:2001:db8::1,email:a@example.com,URI:spiffe://a/b,RID:1.2.3.4',
        'keyUsage=critical,digitalSignature,nonRepudiation',
        'extendedKeyUsage=clientAuth,1.3.6.1.4.1.311.20.2.2',
        'basicConstraints=critical,CA:TRUE,pathlen:2',
      ],
    });
    const csr = readWholeCsr(pem);
    expect(csr.subjectAlternativeNames.map(({ type, value }) => [type, value])).toEqual([
      [2, '*.example.com'],
      [7, '192.0.2.1'],
      [7, '2001:db8::1'],
      [1, 'a@example.com'],
      [6, 'spiffe://a/b'],
      [8, '1.2.3.4'],
    ]);
    expect(csr.keyUsages).toEqual(['digitalSignature', 'contentCommitment']);
    expect(csr.extendedKeyUsages).toEqual(['1.3.6.1.5.5.7.3.2', '1.3.6.1.4.1.311.20.2.2']);
    expect(csr.basicConstraints).toEqual({ authority: true, pathLength: 2 });
    expect(csr.extensions.get('2.5.29.15')?.critical).toBe(true);
    expect(csr.extensions.get('2.5.29.17')?.critical).toBe(false);
  });

  it('may have an empty subject, spaces for line feeds, and the label of the old days', () => {
    const pem = request(curve('P-256'), { subject: '/' });
    expect(readWholeCsr(pem).subject).toEqual([]);
    expect(taken(readWholeCsr(pem).subjectDer).toString('hex')).toBe('3000');
    expect(readWholeCsr(pem.replaceAll('\n', ' ')).algorithm.name).toBe('ECC_256');
    expect(readWholeCsr(pem.replaceAll('CERTIFICATE', 'NEW CERTIFICATE')).algorithm.name).toBe('ECC_256');
  });

  it.each<[string, () => string, RegExp]>([
    [
      'SHA-1',
      () => request(rsa(2048), { signing: ['-sha1'] }),
      /with SHA-1 with RSA \(1\.2\.840\.113549\.1\.1\.5\), an algorithm/,
    ],
    [
      'RSASSA-PSS',
      () => request(rsa(2048), { signing: ['-sigopt', 'rsa_padding_mode:pss'] }),
      /signed with RSASSA-PSS .*algorithm that is not supported/,
    ],
    [
      'an SM2 key under another identity',
      () => request(curve('SM2'), { signing: ['-sm3', '-sigopt', 'distid:somebody'] }),
      /does not match .*distid:1234567812345678/,
    ],
    [
      'an SM2 key under the identity of the examples',
      () => request(curve('SM2'), { signing: ['-sm3', '-sigopt', 'distid:ALICE123@YAHOO.COM'] }),
      /under the identity ALICE123@YAHOO\.COM\. The identity 1234567812345678 is expected/,
    ],
    [
      'an SM2 key under no identity',
      () => request(curve('SM2'), { signing: ['-sm3'] }),
      /signed with SM2 under an empty identity\. The identity 1234567812345678 is expected/,
    ],
    ['a key for RSASSA-PSS alone', () => request(['-algorithm', 'RSA-PSS']), /not supported, RSASSA-PSS/],
    ['an Ed25519 key', () => request(['-algorithm', 'ED25519']), /of a kind that is not supported, Ed25519/],
    [
      'a curve that is not in the table',
      () => request(curve('secp256k1')),
      /on a curve that is not supported, secp256k1/,
    ],
    [
      'explicit curve parameters',
      () => request([...curve('P-256'), '-pkeyopt', 'ec_param_enc:explicit']),
      /writes out the parameters of its curve/,
    ],
    ['a short RSA key', () => request(rsa(768)), /less than 1024 bits/],
    ['an odd size of RSA key', () => request(rsa(2056)), /size that is not supported, 2056 bits/],
    ['an exponent of 3', () => request([...rsa(2048), '-pkeyopt', 'rsa_keygen_pubexp:3']), /exponent below 65537/],
    [
      'a name of another type',
      () => request(curve('P-256'), { extensions: ['subjectAltName=otherName:1.2.3;UTF8:a'] }),
      /Alternative name 1: .*type 0 \(otherName\) are not supported/,
    ],
    [
      'an internationalised name in raw form',
      () => request(curve('P-256'), { extensions: ['subjectAltName=DNS:münchen.example'] }),
      /Alternative name 1: The DNS name "münchen\.example" is not valid.*A-label/,
    ],
    [
      'an over-long name',
      () => request(curve('P-256'), { subject: `/street=${'x'.repeat(129)}` }),
      /STREET of a name has at most 128 characters, and "x+…" has 129/,
    ],
  ])('with %s is refused with the reason', (_, make, reason) => {
    const pem = make();
    expect(() => readWholeCsr(pem)).toThrow(reason);
    expect(() => readWholeCsr(pem)).toThrow(InvalidCsr);
  });
});

describe('a CSR made by Java', () => {
  it.skipIf(isMissing('keytool', ['-help'])).each([
    ['ECC_384', ['-keyalg', 'EC', '-groupname', 'secp384r1']],
    ['RSA_2048', ['-keyalg', 'RSA', '-keysize', '2048']],
  ])('of %s is read', (name, kind) => {
    const store = ['-keystore', scratch.path(`${name}.p12`), '-storepass', 'changeit', '-alias', 'a'];
    run('keytool', ['-genkeypair', ...store, ...kind, '-dname', 'CN=java, O=Example, C=CN']);
    const csr = readWholeCsr(run('keytool', ['-certreq', ...store, '-ext', 'san=dns:java.example']));
    expect(csr.algorithm.name).toBe(name);
    expect(subjectDnText(csr.subject)).toBe('C=CN,O=Example,CN=java');
    expect(csr.subjectAlternativeNames.map(({ value }) => value)).toEqual(['java.example']);
  });
});
