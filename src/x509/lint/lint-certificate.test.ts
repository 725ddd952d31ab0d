import { beforeAll, describe, expect, it } from 'vitest';
import type { Algorithm } from '../../crypto/algorithm.js';
import { findAlgorithm } from '../../crypto/algorithms.js';
import { integer, octetString, oid, seq } from '../../crypto/der.js';
import { generateKeyPair } from '../../crypto/keys.js';
import { encodeTbsCertificate, type TbsCertificate } from '../certificate.js';
import { authorityKeyIdentifier } from '../extensions/authority-key-identifier.js';
import { basicConstraints } from '../extensions/basic-constraints.js';
import { extension } from '../extensions/extension.js';
import { keyUsage } from '../extensions/key-usage.js';
import { subjectAlternativeName } from '../extensions/subject-alternative-name.js';
import { keyIdentifier, subjectKeyIdentifier } from '../extensions/subject-key-identifier.js';
import { generalName } from '../general-name.js';
import { encodeName, subjectName } from '../name.js';
import { lintCertificate } from './lint-certificate.js';
import { rules } from './rules.js';

const ecc = findAlgorithm('ECC_256') as Algorithm;
const rsa = findAlgorithm('RSA_1024') as Algorithm;
const empty = Buffer.from('3000', 'hex');
let good: TbsCertificate;
let rsaSpki: Buffer;

beforeAll(async () => {
  const [pair, rsaPair] = await Promise.all([generateKeyPair(ecc), generateKeyPair(rsa)]);
  rsaSpki = rsaPair.spkiDer;
  const keyId = keyIdentifier(pair.spkiDer);
  good = {
    serialNumber: Buffer.alloc(16, 1),
    issuerAlgorithm: ecc,
    issuerDer: encodeName(subjectName({ commonName: 'Sub' })),
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2051-01-01T00:00:00Z'),
    subjectDer: encodeName(subjectName({ commonName: 'leaf' })),
    spkiDer: pair.spkiDer,
    extensions: [
      basicConstraints({ authority: false }),
      keyUsage(['digitalSignature']),
      subjectKeyIdentifier(keyId),
      authorityKeyIdentifier(keyId),
    ],
  };
});

const ski = subjectKeyIdentifier(Buffer.alloc(20));
const aki = authorityKeyIdentifier(Buffer.alloc(20));
const ca = basicConstraints({ authority: true, pathLength: 0 });
const caUsage = keyUsage(['keyCertSign', 'cRLSign']);
const found = (changes: Partial<TbsCertificate>): string[] =>
  lintCertificate(encodeTbsCertificate({ ...good, ...changes })).map(({ rule }) => rule);

describe('the lint', () => {
  it('finds nothing in a sound end entity, a sound CA and a sound self-signed certificate', () => {
    expect(found({})).toEqual([]);
    expect(found({ extensions: [ca, caUsage, ski, aki] })).toEqual([]);
    expect(found({ subjectDer: good.issuerDer, extensions: [ca, caUsage, ski] })).toEqual([]);
    expect(
      found({
        subjectDer: empty,
        extensions: [ski, aki, subjectAlternativeName([generalName(2, 'a.b')], { critical: true })],
      }),
    ).toEqual([]);
  });

  it.each<[string, () => Partial<TbsCertificate>]>([
    ['serial-number-is-positive', () => ({ serialNumber: Buffer.of(0) })],
    ['serial-number-is-positive', () => ({ serialNumber: Buffer.alloc(20, 0xff) })],
    ['issuer-is-named', () => ({ issuerDer: empty })],
    ['validity-is-ordered', () => ({ notAfter: good.notBefore })],
    [
      'authority-is-named',
      () => ({
        subjectDer: empty,
        extensions: [ca, caUsage, ski, aki, subjectAlternativeName([generalName(2, 'a')], { critical: true })],
      }),
    ],
    ['authority-key-identifier-is-present', () => ({ extensions: [keyUsage(['digitalSignature']), ski] })],
    ['authority-key-identifier-is-present', () => ({ extensions: [ski, extension(oid('2.5.29.35'), true, empty)] })],
    ['subject-key-identifier-is-present', () => ({ extensions: [ca, caUsage, aki] })],
    ['end-entity-has-subject-key-identifier', () => ({ extensions: [aki] })],
    ['certificate-signer-is-authority', () => ({ extensions: [keyUsage(['keyCertSign']), ski, aki] })],
    [
      'certificate-signer-is-authority',
      () => ({ extensions: [basicConstraints({ authority: true }), keyUsage(['cRLSign']), ski, aki] }),
    ],
    ['key-usage-fits-algorithm', () => ({ extensions: [keyUsage(['keyEncipherment']), ski, aki] })],
    ['key-usage-fits-algorithm', () => ({ spkiDer: rsaSpki, extensions: [keyUsage(['keyAgreement']), ski, aki] })],
    ['one-way-agreement-is-agreement', () => ({ extensions: [keyUsage(['encipherOnly']), ski, aki] })],
    [
      'empty-subject-has-critical-name',
      () => ({ subjectDer: empty, extensions: [ski, aki, subjectAlternativeName([generalName(2, 'a.b')])] }),
    ],
    [
      'authority-constraints-are-critical',
      () => ({ extensions: [extension(oid('2.5.29.19'), false, Buffer.from('30030101ff', 'hex')), caUsage, ski, aki] }),
    ],
    [
      'path-length-belongs-to-authority',
      () => ({ extensions: [basicConstraints({ authority: false, pathLength: 0 }), ski, aki] }),
    ],
    ['is-der', () => ({ extensions: [ski, ski, aki] })],
    [
      'is-der',
      () => ({ extensions: [extension(oid('2.5.29.15'), true, Buffer.from('03020780', 'hex').subarray(1)), ski, aki] }),
    ],
    ['is-der', () => ({ extensions: [seq(integer(1), octetString(empty)), aki] })],
  ])('%s', (rule, changes) => {
    expect(found(changes())).toContain(rule);
  });

  it('reads what is encoded: the wrong form of a time, another version and an unknown signature show', () => {
    const hex = encodeTbsCertificate(good).toString('hex');
    const changed = (from: string, to: string) =>
      lintCertificate(Buffer.from(hex.replace(from, to), 'hex')).map(({ rule }) => rule);
    expect(changed(Buffer.from('20510101').toString('hex'), Buffer.from('20410101').toString('hex'))).toEqual([
      'time-form-fits-year',
    ]);
    expect(changed('a003020102', 'a003020101')).toEqual(['version-is-3']);
    expect(changed('2a8648ce3d040302', '2a8648ce3d040301')).toEqual(['signature-algorithm-is-known']);
  });

  describe('with what the issuer is', () => {
    const issuer = () => ({
      subjectDer: Buffer.from(good.issuerDer),
      keyIdentifier: keyIdentifier(Buffer.from(good.spkiDer)),
      notAfter: good.notAfter,
      pathLength: 1 as number | undefined,
    });
    const lint = (changes: Partial<TbsCertificate>, facts: Partial<ReturnType<typeof issuer>> = {}) =>
      lintCertificate(encodeTbsCertificate({ ...good, ...changes }), { ...issuer(), ...facts }).map(({ rule }) => rule);
    const authority = (constraints: Buffer): Partial<TbsCertificate> => ({
      extensions: [constraints, caUsage, ski, authorityKeyIdentifier(issuer().keyIdentifier)],
    });

    it('finds nothing where they fit', () => {
      expect(lint({})).toEqual([]);
      expect(lint(authority(ca))).toEqual([]);
      expect(lint(authority(basicConstraints({ authority: true })), { pathLength: undefined })).toEqual([]);
    });

    it.each<[string, () => string[]]>([
      ['issuer-is-the-one-that-signs', () => lint({ issuerDer: encodeName(subjectName({ commonName: 'Other' })) })],
      ['validity-ends-with-issuer', () => lint({ notAfter: new Date(good.notAfter.getTime() + 1000) })],
      ['key-identifiers-chain', () => lint({}, { keyIdentifier: Buffer.alloc(20, 7) })],
      ['path-length-fits-issuer', () => lint(authority(ca), { pathLength: 0 })],
      ['path-length-fits-issuer', () => lint(authority(basicConstraints({ authority: true, pathLength: 1 })))],
      ['path-length-fits-issuer', () => lint(authority(basicConstraints({ authority: true })))],
    ])('%s', (rule, findings) => {
      expect(findings()).toEqual([rule]);
    });
  });

  it('gives the level and the citation with each finding', () => {
    const [finding] = lintCertificate(encodeTbsCertificate({ ...good, extensions: [aki] }));
    expect(finding).toEqual({
      rule: 'end-entity-has-subject-key-identifier',
      citation: 'RFC 5280 section 4.2.1.2',
      level: 'warning',
      message: 'An end-entity certificate should have a subject key identifier.',
    });
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  });
});
