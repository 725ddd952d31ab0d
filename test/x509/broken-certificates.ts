/**
 * Certificates that are each broken in one way, for linters to find out, with the rule of ours that has to. They are put together octet by octet,
 * since nothing here would otherwise write them, and really signed, so that every reader comes as far as the fault.
 */
import type { Algorithm } from '../../src/crypto/algorithm.js';
import { findAlgorithm } from '../../src/crypto/algorithms.js';
import {
  algorithmIdentifier,
  bitString,
  boolean,
  context,
  contextPrimitive,
  ia5String,
  integer,
  namedBits,
  nullValue,
  octetString,
  oid,
  printableString,
  seq,
  seqOf,
  setOf,
  tlv,
  utf8String,
} from '../../src/crypto/der.js';
import { generateKeyPair, openPrivateKey, sign } from '../../src/crypto/keys.js';
import { keyIdentifier } from '../../src/x509/extensions/subject-key-identifier.js';

export interface BrokenCertificate {
  readonly name: string;
  /** The rule of ours that finds it; undefined where the fault is not one for us (exceptions of the suite). */
  readonly rule: string | undefined;
  readonly der: Buffer;
}

interface Parts {
  version?: Buffer;
  serial?: Buffer;
  innerAlgorithm?: Buffer;
  outerAlgorithm?: Buffer;
  issuer?: Buffer;
  notBefore?: Buffer;
  notAfter?: Buffer;
  subject?: Buffer;
  spki?: Buffer;
  /** Between the key and the extensions. */
  unique?: Buffer[];
  extensions?: Buffer[];
}

const algorithmNamed = (name: string): Algorithm => findAlgorithm(name) as Algorithm;
const ecdsa = algorithmIdentifier('1.2.840.10045.4.3.2');
const rsaWithoutNull = algorithmIdentifier('1.2.840.113549.1.1.11');

const CN = '2.5.4.3';
const attribute = (type: string, value: Buffer): Buffer => setOf([seq(oid(type), value)]);
const name = (...relativeNames: Buffer[]): Buffer => seqOf(relativeNames);
const plainName = (text: string): Buffer =>
  name(attribute('2.5.4.6', printableString('CN')), attribute(CN, utf8String(text)));
const subjectWith = (type: string, value: Buffer): Buffer =>
  name(attribute('2.5.4.6', printableString('CN')), attribute(type, value), attribute(CN, utf8String('leaf')));
const utcTime = (text: string): Buffer => tlv(0x17, Buffer.from(text));
const generalizedTime = (text: string): Buffer => tlv(0x18, Buffer.from(text));

const extension = (id: string, value: Buffer, critical = false): Buffer =>
  critical ? seq(oid(id), boolean(true), octetString(value)) : seq(oid(id), octetString(value));
const keyUsageBits = {
  digitalSignature: 0,
  contentCommitment: 1,
  keyEncipherment: 2,
  dataEncipherment: 3,
  keyAgreement: 4,
  keyCertSign: 5,
  cRLSign: 6,
  encipherOnly: 7,
  decipherOnly: 8,
};
const keyUsage = (...usages: (keyof typeof keyUsageBits)[]): Buffer =>
  extension('2.5.29.15', namedBits(usages.map(usage => keyUsageBits[usage])), true);
const purposes = (...ids: string[]): Buffer => extension('2.5.29.37', seqOf(ids.map(oid)));
const clientAuth = '1.3.6.1.5.5.7.3.2';
const ocspNocheck = extension('1.3.6.1.5.5.7.48.1.5', nullValue());
const endEntity = extension('2.5.29.19', seq(), true);
const authority = (pathLength?: number): Buffer =>
  extension('2.5.29.19', seq(boolean(true), ...(pathLength === undefined ? [] : [integer(pathLength)])), true);
const subjectNames = (...names: Buffer[]): Buffer => extension('2.5.29.17', seqOf(names));
const mail = (text: string): Buffer => contextPrimitive(1, Buffer.from(text));
const dns = (text: string): Buffer => contextPrimitive(2, Buffer.from(text));
const uri = (text: string): Buffer => contextPrimitive(6, Buffer.from(text));
const ip = (...octets: number[]): Buffer => contextPrimitive(7, Buffer.from(octets));
const issuerNames = (...names: Buffer[]): Buffer => extension('2.5.29.18', seqOf(names));
const policies = (...list: Buffer[]): Buffer => extension('2.5.29.32', seqOf(list));
const notice = (text: Buffer): Buffer => seq(oid('1.3.6.1.5.5.7.2.2'), seq(text));
const constraints = (value: Buffer, critical = true): Buffer => extension('2.5.29.30', value, critical);
const permitted = (...subtrees: Buffer[]): Buffer => context(0, ...subtrees);

/** The sound ones that all others are made from, and the broken ones. */
export async function makeCertificates(): Promise<{
  readonly sound: readonly BrokenCertificate[];
  readonly broken: readonly BrokenCertificate[];
}> {
  const [issuerPair, pair, rsaPair] = await Promise.all(
    ['ECC_256', 'ECC_256', 'RSA_2048'].map(each => generateKeyPair(algorithmNamed(each))),
  );
  if (!issuerPair || !pair || !rsaPair) throw new Error('keys are missing');
  const issuerKey = openPrivateKey(algorithmNamed('ECC_256'), issuerPair.pkcs8Der);
  const ski = (spki: Buffer): Buffer => extension('2.5.29.14', octetString(keyIdentifier(spki)));
  const issuerId = keyIdentifier(issuerPair.spkiDer);
  const aki = extension('2.5.29.35', seq(contextPrimitive(0, issuerId)));
  const names = subjectNames(dns('leaf.example.com'));
  const leafSki = ski(pair.spkiDer);
  const leaf = [endEntity, keyUsage('digitalSignature'), purposes(clientAuth), names, leafSki, aki];
  const ca = [authority(0), keyUsage('keyCertSign', 'cRLSign'), leafSki, aki];
  /** The extensions of a leaf with another, or with one exchanged for it. */
  const leafWith = (added: Buffer): Parts => ({ extensions: [...leaf, added] });
  const exchanged = (index: number, other?: Buffer): Parts => ({
    extensions: leaf.flatMap((each, at) => (at === index ? (other ? [other] : []) : [each])),
  });
  const caWith = (...added: Buffer[]): Parts => ({ extensions: [...ca, ...added] });
  const named = (...list: Buffer[]): Parts => exchanged(3, subjectNames(...list));
  const usages = (value: Buffer): Parts => exchanged(1, value);

  async function certificate(parts: Parts = {}): Promise<Buffer> {
    const inner = parts.innerAlgorithm ?? ecdsa;
    const tbs = seq(
      ...(parts.version === undefined ? [context(0, integer(2))] : parts.version.length > 0 ? [parts.version] : []),
      parts.serial ?? integer(Buffer.from('0123456789abcdef0123456789abcdef', 'hex')),
      inner,
      parts.issuer ?? plainName('Issuer'),
      seq(parts.notBefore ?? utcTime('260101000000Z'), parts.notAfter ?? utcTime('270101000000Z')),
      parts.subject ?? plainName('leaf'),
      parts.spki ?? pair?.spkiDer ?? Buffer.alloc(0),
      ...(parts.unique ?? []),
      ...(parts.extensions?.length === 0 ? [] : [context(3, seqOf(parts.extensions ?? leaf))]),
    );
    return seq(tbs, parts.outerAlgorithm ?? inner, bitString(await sign(issuerKey, tbs)));
  }

  const rsaLeaf = (usage: Buffer): Parts => ({
    spki: rsaPair.spkiDer,
    extensions: [endEntity, usage, names, ski(rsaPair.spkiDer), aki],
  });
  const rsaKey = (n: bigint, e: bigint): Buffer =>
    seq(
      algorithmIdentifier('1.2.840.113549.1.1.1', nullValue()),
      bitString(seq(integer(octets(n)), integer(octets(e)))),
    );

  const table: [name: string, rule: string | undefined, parts: Parts][] = [
    // version, serial number, signature
    ['version 1 with extensions', 'version-is-3', { version: Buffer.alloc(0) }],
    ['version 2 with extensions', 'version-is-3', { version: context(0, integer(1)) }],
    ['serial number 0', 'serial-number-is-positive', { serial: integer(0) }],
    [
      'a negative serial number',
      'serial-number-is-positive',
      { serial: tlv(2, Buffer.from('ff0123456789abcdef', 'hex').subarray(1)).fill(0x80, 2, 3) },
    ],
    ['a serial number of 21 octets', 'serial-number-is-positive', { serial: integer(Buffer.alloc(21, 0x7f)) }],
    ['a serial number that is not minimal', 'is-der', { serial: tlv(2, Buffer.from('000123456789abcdef01', 'hex')) }],
    [
      'two signature algorithms',
      'signature-algorithms-agree',
      { outerAlgorithm: algorithmIdentifier('1.2.840.10045.4.3.3') },
    ],
    ['an RSA signature algorithm without NULL', 'signature-parameters-fit', { innerAlgorithm: rsaWithoutNull }],
    ['SHA-1', 'signature-algorithm-is-known', { innerAlgorithm: algorithmIdentifier('1.2.840.10045.4.1') }],
    // times
    ['an end before the start', 'validity-is-ordered', { notAfter: utcTime('250101000000Z') }],
    ['an end at the start', 'validity-is-ordered', { notAfter: utcTime('260101000000Z') }],
    ['GeneralizedTime before 2050', 'time-form-fits-year', { notAfter: generalizedTime('20270101000000Z') }],
    ['UTCTime without seconds', 'is-der', { notAfter: utcTime('2701010000Z') }],
    ['UTCTime with a zone', 'is-der', { notAfter: utcTime('270101000000+0800') }],
    ['GeneralizedTime without seconds', 'is-der', { notAfter: generalizedTime('205101010000Z') }],
    ['GeneralizedTime with a fraction', 'is-der', { notAfter: generalizedTime('20510101000000.5Z') }],
    ['GeneralizedTime with a zone', 'is-der', { notAfter: generalizedTime('20510101000000+0800') }],
    ['a day that does not exist', 'is-der', { notAfter: utcTime('270231000000Z') }],
    // names
    ['an empty issuer', 'issuer-is-named', { issuer: name() }],
    ['an empty subject whose names are not critical', 'empty-subject-has-critical-name', { subject: name() }],
    ['an empty subject without names', 'empty-subject-has-critical-name', { subject: name(), ...exchanged(3) }],
    [
      'a CA without a name',
      'authority-is-named',
      { subject: name(), extensions: [...ca, extension('2.5.29.17', seq(dns('a.example.com')), true)] },
    ],
    [
      'a country as UTF8String',
      'names-have-their-string-types',
      { subject: name(attribute('2.5.4.6', utf8String('CN')), attribute(CN, utf8String('leaf'))) },
    ],
    [
      'a country of the issuer as UTF8String',
      'names-have-their-string-types',
      { issuer: name(attribute('2.5.4.6', utf8String('CN')), attribute(CN, utf8String('Issuer'))) },
    ],
    [
      'a country of three letters',
      'names-hold-text',
      { subject: name(attribute('2.5.4.6', printableString('CHN')), attribute(CN, utf8String('leaf'))) },
    ],
    [
      'a serial number attribute as UTF8String',
      'names-have-their-string-types',
      { subject: subjectWith('2.5.4.5', utf8String('1')) },
    ],
    [
      'a common name as TeletexString',
      'names-have-their-string-types',
      { subject: name(attribute(CN, tlv(0x14, Buffer.from('leaf')))) },
    ],
    [
      'a common name as BMPString',
      'names-have-their-string-types',
      { subject: name(attribute(CN, tlv(0x1e, Buffer.from('leaf', 'utf16le').swap16()))) },
    ],
    [
      'a common name as UniversalString',
      'names-have-their-string-types',
      { subject: name(attribute(CN, tlv(0x1c, Buffer.from('0000006c00000065', 'hex')))) },
    ],
    [
      'a mail address as UTF8String',
      'names-have-their-string-types',
      { subject: subjectWith('1.2.840.113549.1.9.1', utf8String('a@example.com')), ...named(mail('a@example.com')) },
    ],
    ['an at sign in a PrintableString', 'names-hold-text', { subject: name(attribute(CN, printableString('a@b'))) }],
    ['a control character', 'names-hold-text', { subject: name(attribute(CN, utf8String('a\u0007b'))) }],
    ['bad UTF-8', 'names-hold-text', { subject: name(attribute(CN, tlv(0x0c, Buffer.from([0xc3, 0x28])))) }],
    ['an empty common name', 'names-hold-text', { subject: name(attribute(CN, utf8String(''))) }],
    ...(
      [
        ['common name', CN, 65],
        ['organization', '2.5.4.10', 65],
        ['organizational unit', '2.5.4.11', 65],
        ['locality', '2.5.4.7', 129],
        ['state', '2.5.4.8', 129],
        ['street', '2.5.4.9', 129],
        ['surname', '2.5.4.4', 32769],
        ['given name', '2.5.4.42', 32769],
        ['postal code', '2.5.4.17', 41],
        ['title', '2.5.4.12', 65],
      ] as const
    ).map(([what, type, length]): [string, string, Parts] => [
      `a ${what} of ${length} characters`,
      'names-hold-text',
      { subject: name(attribute(type, utf8String('x'.repeat(length)))) },
    ]),
    [
      'a serial number attribute of 65 characters',
      'names-hold-text',
      { subject: subjectWith('2.5.4.5', printableString('1'.repeat(65))) },
    ],
    [
      'a mail address of 256 characters',
      'names-hold-text',
      { subject: subjectWith('1.2.840.113549.1.9.1', ia5String(`${'a'.repeat(244)}@example.com`)) },
    ],
    [
      'a relative name with a type twice',
      'relative-names-have-a-type-once',
      { subject: name(setOf([seq(oid(CN), utf8String('a')), seq(oid(CN), utf8String('b'))])) },
    ],
    [
      'a mail address that is in the subject alone',
      'mail-addresses-are-alternative-names',
      { subject: subjectWith('1.2.840.113549.1.9.1', ia5String('a@example.com')) },
    ],
    ['a subject that is an OCTET STRING', 'is-der', { subject: octetString(Buffer.from('leaf')) }],
    ['unique identifiers', 'is-der', { unique: [tlv(0x81, Buffer.of(0, 1))] }],
    // keys
    [
      'an RSA key without NULL',
      'key-usage-fits-algorithm',
      {
        spki: seq(
          algorithmIdentifier('1.2.840.113549.1.1.1'),
          bitString(seq(integer(octets(2n ** 2047n + 9n)), integer(65537))),
        ),
      },
    ],
    ['an even RSA modulus', 'public-key-is-sound', { spki: rsaKey(2n ** 2047n, 65537n) }],
    ['an RSA exponent of 1', 'public-key-is-sound', { spki: rsaKey(2n ** 2047n + 9n, 1n) }],
    [
      'an RSA modulus that is nearly a square',
      'public-key-is-sound',
      { spki: rsaKey((10n ** 308n + 2071n) ** 2n, 65537n) },
    ],
    [
      'a point off its curve',
      'public-key-is-sound',
      {
        spki: seq(
          algorithmIdentifier('1.2.840.10045.2.1', oid('1.2.840.10045.3.1.7')),
          bitString(Buffer.concat([Buffer.of(4), Buffer.alloc(64, 1)])),
        ),
      },
    ],
    // basic constraints and key usage
    [
      'basic constraints of a CA that are not critical',
      'authority-constraints-are-critical',
      { extensions: [extension('2.5.29.19', seq(boolean(true))), ...ca.slice(1)] },
    ],
    [
      'a path length of an end entity',
      'path-length-belongs-to-authority',
      exchanged(0, extension('2.5.29.19', seq(integer(0)), true)),
    ],
    [
      'a negative path length',
      'is-der',
      { extensions: [extension('2.5.29.19', seq(boolean(true), tlv(2, Buffer.of(0xff))), true), ...ca.slice(1)] },
    ],
    ['cA FALSE written out', 'is-der', exchanged(0, extension('2.5.29.19', seq(boolean(false)), true))],
    ['a CA without key usage', 'certificate-signer-is-authority', { extensions: [authority(), leafSki, aki] }],
    [
      'a CA that may not sign',
      'certificate-signer-is-authority',
      { extensions: [authority(), keyUsage('cRLSign'), leafSki, aki] },
    ],
    [
      'an end entity that may sign certificates',
      'certificate-signer-is-authority',
      usages(keyUsage('digitalSignature', 'keyCertSign')),
    ],
    [
      'a path length without keyCertSign',
      'path-length-belongs-to-authority',
      { extensions: [authority(1), keyUsage('cRLSign'), leafSki, aki] },
    ],
    ['a key usage without bits', 'is-der', usages(extension('2.5.29.15', Buffer.from('030100', 'hex'), true))],
    ['a key usage with trailing zeros', 'is-der', usages(extension('2.5.29.15', Buffer.from('03020080', 'hex'), true))],
    ['a key usage of ten bits', 'is-der', usages(extension('2.5.29.15', Buffer.from('0303068040', 'hex'), true))],
    ['a key usage that is no BIT STRING', 'is-der', usages(extension('2.5.29.15', octetString(Buffer.of(0x80)), true))],
    [
      'keyEncipherment of an EC key',
      'key-usage-fits-algorithm',
      usages(keyUsage('digitalSignature', 'keyEncipherment')),
    ],
    [
      'dataEncipherment of an EC key',
      'key-usage-fits-algorithm',
      usages(keyUsage('digitalSignature', 'dataEncipherment')),
    ],
    ['keyAgreement of an RSA key', 'key-usage-fits-algorithm', rsaLeaf(keyUsage('digitalSignature', 'keyAgreement'))],
    [
      'encipherOnly without agreement',
      'one-way-agreement-is-agreement',
      usages(keyUsage('digitalSignature', 'encipherOnly')),
    ],
    [
      'encipherOnly and decipherOnly',
      'agreement-goes-one-way',
      usages(keyUsage('digitalSignature', 'keyAgreement', 'encipherOnly', 'decipherOnly')),
    ],
    // extended key usage
    ['no purpose', 'is-der', exchanged(2, extension('2.5.29.37', seq()))],
    ['a purpose twice', 'purposes-are-named-once', exchanged(2, purposes(clientAuth, clientAuth))],
    [
      'serverAuth with contentCommitment alone',
      'purposes-fit-key-usage',
      { extensions: [endEntity, keyUsage('contentCommitment'), purposes('1.3.6.1.5.5.7.3.1'), names, leafSki, aki] },
    ],
    [
      'codeSigning with keyAgreement alone',
      'purposes-fit-key-usage',
      { extensions: [endEntity, keyUsage('keyAgreement'), purposes('1.3.6.1.5.5.7.3.3'), names, leafSki, aki] },
    ],
    [
      'OCSPSigning without id-pkix-ocsp-nocheck',
      'ocsp-signing-is-the-responders',
      exchanged(2, purposes('1.3.6.1.5.5.7.3.9')),
    ],
    [
      'OCSPSigning beside another purpose',
      'ocsp-signing-is-the-responders',
      { extensions: [...leaf.with(2, purposes(clientAuth, '1.3.6.1.5.5.7.3.9')), ocspNocheck] },
    ],
    ['a CA for OCSPSigning', 'ocsp-signing-is-the-responders', caWith(purposes('1.3.6.1.5.5.7.3.9'), ocspNocheck)],
    ['timeStamping that is not critical', 'time-stamping-stands-alone', exchanged(2, purposes('1.3.6.1.5.5.7.3.8'))],
    // key identifiers
    ['no authority key identifier', 'authority-key-identifier-is-present', exchanged(5)],
    [
      'a critical authority key identifier',
      'authority-key-identifier-is-present',
      exchanged(5, extension('2.5.29.35', seq(contextPrimitive(0, issuerId)), true)),
    ],
    [
      'an authority key identifier without key',
      'authority-key-identifier-is-whole',
      exchanged(
        5,
        extension('2.5.29.35', seq(context(1, context(4, plainName('Root'))), contextPrimitive(2, Buffer.of(1)))),
      ),
    ],
    [
      'an authority key identifier with an issuer and no number',
      'authority-key-identifier-is-whole',
      exchanged(
        5,
        extension('2.5.29.35', seq(contextPrimitive(0, issuerId), context(1, context(4, plainName('Root'))))),
      ),
    ],
    ['an empty authority key identifier', 'extensions-hold-something', exchanged(5, extension('2.5.29.35', seq()))],
    [
      'a CA without a subject key identifier',
      'subject-key-identifier-is-present',
      { extensions: [authority(0), keyUsage('keyCertSign'), aki] },
    ],
    [
      'a critical subject key identifier',
      'subject-key-identifier-is-present',
      exchanged(4, extension('2.5.29.14', octetString(keyIdentifier(pair.spkiDer)), true)),
    ],
    [
      'a subject key identifier that is no OCTET STRING',
      'subject-key-identifier-is-octets',
      exchanged(4, extension('2.5.29.14', bitString(Buffer.alloc(20)))),
    ],
    // alternative names
    ['no alternative name', 'alternative-names-are-well-formed', exchanged(3, extension('2.5.29.17', seq()))],
    ['an empty DNS name', 'alternative-names-are-well-formed', named(dns(''))],
    ['a DNS name that is a space', 'alternative-names-are-well-formed', named(dns(' '))],
    ['a DNS name with an empty label', 'alternative-names-are-well-formed', named(dns('a..example.com'))],
    ['a DNS name with a leading period', 'alternative-names-are-well-formed', named(dns('.example.com'))],
    ['a DNS name with a trailing period', 'alternative-names-are-well-formed', named(dns('example.com.'))],
    ['a DNS name with an underscore', 'alternative-names-are-well-formed', named(dns('a_b.com'))],
    [
      'a DNS name with a label that begins with a hyphen',
      'alternative-names-are-well-formed',
      named(dns('-example.com')),
    ],
    [
      'a DNS name with a label that ends with a hyphen',
      'alternative-names-are-well-formed',
      named(dns('example-.com')),
    ],
    ['a DNS label of 64 characters', 'alternative-names-are-well-formed', named(dns(`${'a'.repeat(64)}.com`))],
    ['a DNS name of 254 characters', 'alternative-names-are-well-formed', named(dns(`${'abcdefghi.'.repeat(25)}comx`))],
    ['a DNS name with U+0000', 'alternative-names-are-well-formed', named(dns('good.com\0.evil.com'))],
    ['a DNS name that is not ASCII', 'alternative-names-are-well-formed', named(dns('例え.example.com'))],
    ['a DNS name that is an address', 'alternative-names-are-well-formed', named(dns('192.0.2.1'))],
    ['a wildcard alone', 'alternative-names-are-well-formed', named(dns('*'))],
    ['a wildcard in the middle', 'alternative-names-are-well-formed', named(dns('www.*.com'))],
    ['a wildcard within a label', 'alternative-names-are-well-formed', named(dns('w*.example.com'))],
    ['punycode that decodes to nothing', 'international-names-are-a-labels', named(dns('xn--0.example.com'))],
    ['punycode that is not in normal form', 'international-names-are-a-labels', named(dns('xn--a-6bb.example.com'))],
    ['a mail address in angle brackets', 'alternative-names-are-well-formed', named(mail('<a@example.com>'))],
    ['a mail address with a comment', 'alternative-names-are-well-formed', named(mail('a@example.com (A)'))],
    ['a mail address without a host', 'alternative-names-are-well-formed', named(mail('alice'))],
    ['a mail address that is not ASCII', 'alternative-names-are-well-formed', named(mail('ä@example.com'))],
    ['a relative URI', 'alternative-names-are-well-formed', named(uri('/path/file'))],
    ['a URI that is not ASCII', 'alternative-names-are-well-formed', named(uri('https://example.com/ä'))],
    ['a URI with a scheme alone', 'alternative-names-are-well-formed', named(uri('https:'))],
    ['a URI with a space', 'alternative-names-are-well-formed', named(uri('https://example.com/a b'))],
    ['an IP address of 5 octets', 'alternative-names-are-well-formed', named(ip(192, 0, 2, 1, 0))],
    ['an IP address and a mask', 'alternative-names-are-well-formed', named(ip(192, 0, 2, 0, 255, 255, 255, 0))],
    ['an IP address of no octets', 'alternative-names-are-well-formed', named(ip())],
    [
      'an alternative name of a tag that none has',
      'alternative-names-are-well-formed',
      named(contextPrimitive(9, Buffer.of(1))),
    ],
    [
      'an issuer alternative name with a bad DNS name',
      'alternative-names-are-well-formed',
      leafWith(issuerNames(dns('a..b'))),
    ],
    [
      'an issuer alternative name with a relative URI',
      'alternative-names-are-well-formed',
      leafWith(issuerNames(uri('path'))),
    ],
    ['an issuer alternative name without names', 'alternative-names-are-well-formed', leafWith(issuerNames())],
    // policies
    [
      'a policy twice',
      'policies-are-well-formed',
      leafWith(policies(seq(oid('1.3.6.1.4.1.99999.1')), seq(oid('1.3.6.1.4.1.99999.1')))),
    ],
    ['no policy', 'policies-are-well-formed', leafWith(policies())],
    [
      'a user notice as IA5String',
      'policies-are-well-formed',
      leafWith(policies(seq(oid('1.3.6.1.4.1.99999.1'), seq(notice(ia5String('text')))))),
    ],
    [
      'a user notice of 201 characters',
      'policies-are-well-formed',
      leafWith(policies(seq(oid('1.3.6.1.4.1.99999.1'), seq(notice(utf8String('x'.repeat(201))))))),
    ],
    [
      'a qualifier of any policy',
      'policies-are-well-formed',
      leafWith(policies(seq(oid('2.5.29.32.0'), seq(seq(oid('1.3.6.1.4.1.99999.3'), utf8String('x')))))),
    ],
    [
      'any policy mapped',
      'policy-mappings-spare-any-policy',
      caWith(extension('2.5.29.33', seq(seq(oid('2.5.29.32.0'), oid('1.3.6.1.4.1.99999.1'))), true)),
    ],
    [
      'policy mappings of an end entity',
      'constraints-belong-to-authorities',
      leafWith(extension('2.5.29.33', seq(seq(oid('1.3.6.1.4.1.99999.2'), oid('1.3.6.1.4.1.99999.1'))), true)),
    ],
    [
      'policy constraints of a negative number',
      'policy-limits-are-numbers',
      caWith(extension('2.5.29.36', seq(contextPrimitive(0, Buffer.of(0xff))), true)),
    ],
    [
      'policy constraints in the wrong order',
      'policy-limits-are-numbers',
      caWith(extension('2.5.29.36', seq(contextPrimitive(1, Buffer.of(0)), contextPrimitive(0, Buffer.of(0))), true)),
    ],
    [
      'inhibitAnyPolicy that is no number',
      'policy-limits-are-numbers',
      caWith(extension('2.5.29.54', octetString(Buffer.of(0)), true)),
    ],
    ['empty policy constraints', 'extensions-hold-something', caWith(extension('2.5.29.36', seq(), true))],
    [
      'policy constraints that are not critical',
      'constraining-extensions-are-critical',
      caWith(extension('2.5.29.36', seq(contextPrimitive(0, Buffer.of(0))))),
    ],
    [
      'policy constraints of an end entity',
      'constraints-belong-to-authorities',
      leafWith(extension('2.5.29.36', seq(contextPrimitive(0, Buffer.of(0))), true)),
    ],
    [
      'inhibitAnyPolicy that is not critical',
      'constraining-extensions-are-critical',
      caWith(extension('2.5.29.54', integer(0))),
    ],
    [
      'inhibitAnyPolicy of an end entity',
      'constraints-belong-to-authorities',
      leafWith(extension('2.5.29.54', integer(0), true)),
    ],
    // name constraints
    [
      'name constraints of an end entity',
      'constraints-belong-to-authorities',
      leafWith(constraints(seq(permitted(seq(dns('example.com')))))),
    ],
    [
      'name constraints that are not critical',
      'constraining-extensions-are-critical',
      caWith(constraints(seq(permitted(seq(dns('example.com')))), false)),
    ],
    ['empty name constraints', 'extensions-hold-something', caWith(constraints(seq()))],
    [
      'a maximum in name constraints',
      'name-constraints-are-well-formed',
      caWith(constraints(seq(permitted(seq(dns('example.com'), contextPrimitive(1, Buffer.of(5))))))),
    ],
    [
      'a minimum in name constraints',
      'name-constraints-are-well-formed',
      caWith(constraints(seq(permitted(seq(dns('example.com'), contextPrimitive(0, Buffer.of(5))))))),
    ],
    [
      'an IP constraint without a mask',
      'name-constraints-are-well-formed',
      caWith(constraints(seq(permitted(seq(ip(192, 0, 2, 0)))))),
    ],
    [
      'an IP constraint with a mask of holes',
      'name-constraints-are-well-formed',
      caWith(constraints(seq(permitted(seq(ip(192, 0, 2, 0, 255, 0, 255, 0)))))),
    ],
    [
      'a URI constraint that is a URI',
      'name-constraints-are-well-formed',
      caWith(constraints(seq(permitted(seq(uri('https://example.com/')))))),
    ],
    // distribution points, information access, others
    [
      'a distribution point of reasons alone',
      'crl-distribution-points-are-whole',
      leafWith(extension('2.5.29.31', seq(seq(contextPrimitive(1, Buffer.of(1, 2)))))),
    ],
    [
      'a distribution point of nothing',
      'crl-distribution-points-are-whole',
      leafWith(extension('2.5.29.31', seq(seq()))),
    ],
    [
      'a distribution point with a bad URI',
      'crl-distribution-points-are-whole',
      leafWith(extension('2.5.29.31', seq(seq(context(0, context(0, uri('no uri'))))))),
    ],
    ['no distribution point', 'crl-distribution-points-are-whole', leafWith(extension('2.5.29.31', seq()))],
    [
      'a critical freshest CRL',
      'informative-extensions-are-not-critical',
      leafWith(extension('2.5.29.46', seq(seq(context(0, context(0, uri('http://a.example.com/d'))))), true)),
    ],
    [
      'critical authority information access',
      'informative-extensions-are-not-critical',
      leafWith(
        extension('1.3.6.1.5.5.7.1.1', seq(seq(oid('1.3.6.1.5.5.7.48.2'), uri('http://a.example.com/ca'))), true),
      ),
    ],
    [
      'authority information access with a bad URI',
      'information-access-is-whole',
      leafWith(extension('1.3.6.1.5.5.7.1.1', seq(seq(oid('1.3.6.1.5.5.7.48.2'), uri('a b'))))),
    ],
    ['no access description', 'information-access-is-whole', leafWith(extension('1.3.6.1.5.5.7.1.1', seq()))],
    [
      'critical subject information access',
      'informative-extensions-are-not-critical',
      caWith(
        extension('1.3.6.1.5.5.7.1.11', seq(seq(oid('1.3.6.1.5.5.7.48.5'), uri('http://a.example.com/ca'))), true),
      ),
    ],
    [
      'critical subject directory attributes',
      'informative-extensions-are-not-critical',
      leafWith(extension('2.5.29.9', seq(seq(oid('1.3.6.1.5.5.7.9.4'), setOf([printableString('CN')]))), true)),
    ],
    ['an extension twice', 'is-der', leafWith(names)],
    [
      'an unknown critical extension',
      'critical-extensions-are-known',
      leafWith(extension('1.3.6.1.4.1.99999.4', integer(1), true)),
    ],
    [
      'critical FALSE written out',
      'is-der',
      leafWith(seq(oid('1.3.6.1.4.1.99999.4'), boolean(false), octetString(integer(1)))),
    ],
    [
      'an extension that holds nothing',
      'extensions-hold-something',
      leafWith(extension('1.3.6.1.4.1.99999.4', Buffer.alloc(0))),
    ],
  ];
  // Not broken for us: the exceptions of test/strangers/broken-certificates.test.ts say why.
  table.push(
    ['a wildcard in front', undefined, named(dns('*.example.com'))],
    ['a URI with a host of one label', undefined, named(uri('spiffe://domain/service'))],
    ['usages beyond those of the purpose', undefined, usages(keyUsage('digitalSignature', 'contentCommitment'))],
    [
      'a postal code of 17 characters',
      undefined,
      { subject: name(attribute('2.5.4.17', utf8String('1'.repeat(17))), attribute(CN, utf8String('leaf'))) },
    ],
  );
  const sound: [name: string, parts: Parts][] = [
    ['an end entity', {}],
    ['a CA', { extensions: ca }],
    ['an RSA end entity', rsaLeaf(keyUsage('digitalSignature', 'keyEncipherment'))],
    [
      'a root',
      {
        subject: plainName('Issuer'),
        spki: issuerPair.spkiDer,
        extensions: [authority(), keyUsage('keyCertSign', 'cRLSign'), ski(issuerPair.spkiDer)],
      },
    ],
    [
      'a CA with constraints',
      caWith(constraints(seq(permitted(seq(dns('example.com')), seq(ip(192, 0, 2, 0, 255, 255, 255, 0)))))),
    ],
    [
      'an end entity with a policy',
      leafWith(policies(seq(oid('1.3.6.1.4.1.99999.1'), seq(notice(utf8String('text')))))),
    ],
    [
      'names of every kind',
      named(mail('a@example.com'), dns('xn--r8jz45g.example.com'), uri('https://example.com/'), ip(192, 0, 2, 1)),
    ],
    ['an end after 2050', { notAfter: generalizedTime('20510101000000Z') }],
    ['time stamping', exchanged(2, extension('2.5.29.37', seq(oid('1.3.6.1.5.5.7.3.8')), true))],
  ];
  return {
    sound: await Promise.all(
      sound.map(async ([name, parts]) => ({ name, rule: undefined, der: await certificate(parts) })),
    ),
    broken: await Promise.all(
      table.map(async ([name, rule, parts]) => ({ name, rule, der: await certificate(parts) })),
    ),
  };
}

const octets = (value: bigint): Buffer => Buffer.from(value.toString(16).replace(/^(?=(?:..)*.$)/, '0'), 'hex');
