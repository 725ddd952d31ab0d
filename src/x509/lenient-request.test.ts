/** Requests with the small things that their makers get wrong: read as openssl, keytool and Go read them, and strict everywhere else. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { isMissing, openssl, run, Scratch } from '../../test/strangers/commands.js';
import { readWholeCsr, taken } from '../../test/x509/whole-csr.js';
import type { Algorithm, SigningKey } from '../crypto/algorithm.js';
import { findAlgorithm } from '../crypto/algorithms.js';
import {
  bitString,
  boolean,
  context,
  contextPrimitive,
  integer,
  octetString,
  oid,
  printableString,
  seq,
  seqOf,
  setOf,
  tlv,
  utf8String,
} from '../crypto/der.js';
import { type GeneratedKey, generateKeyPair, openPrivateKey, sign } from '../crypto/keys.js';
import { encodePem } from '../crypto/pem.js';
import { parseCsr } from './csr.js';
import { NAME_CONSTRAINTS } from './lint/known-extensions.js';
import { subjectDnText } from './name-text.js';

const ecc = findAlgorithm('ECC_256') as Algorithm;
let pair: GeneratedKey;
let key: SigningKey;
beforeAll(async () => {
  pair = await generateKeyPair(ecc);
  key = openPrivateKey(ecc, pair.pkcs8Der);
});

const attribute = (type: string, value: Buffer): Buffer => seq(oid(type), value);
const name = (...values: Buffer[]): Buffer => seqOf(values.map(value => setOf([attribute('2.5.4.3', value)])));
const plain = name(utf8String('a'));
const hex = (text: string): Buffer => Buffer.from(text, 'hex');

/** Signed by its author, whatever stands in it. */
async function request(subject: Buffer, ...rest: Buffer[]): Promise<string> {
  const info = seq(integer(0), subject, pair.spkiDer, ...rest);
  return encodePem('CERTIFICATE REQUEST', seq(info, ecc.signature.identifier, bitString(await sign(key, info))));
}
const requesting = (...extensions: Buffer[]): Promise<string> =>
  request(plain, context(0, seq(oid('1.2.840.113549.1.9.14'), setOf([seqOf(extensions)]))));
const extension = (id: string, value: Buffer, ...flag: Buffer[]): Buffer => seq(oid(id), ...flag, octetString(value));
const FALSE = boolean(false);

describe('the strings of a subject', () => {
  it.each([
    ['a PrintableString with a wildcard', printableString('*.a.example'), '*.a.example'],
    ['a PrintableString with what shops are called', printableString('A&B_C@D'), 'A&B_C@D'],
    ['a TeletexString', tlv(0x14, Buffer.from('Zo\xeb', 'latin1')), 'Zoë'],
    ['a BMPString', tlv(0x1e, hex('676d5dde')), '杭州'],
    ['a UniversalString', tlv(0x1c, hex('0000676d00020bb7')), '杭𠮷'],
    ['a NumericString', tlv(0x12, Buffer.from('4 711')), '4 711'],
    ['an IA5String', tlv(0x16, Buffer.from('a@b')), 'a@b'],
  ])('%s is read, and openssl reads the same', async (_, value, text) => {
    const pem = await request(name(value), context(0));
    expect(readWholeCsr(pem).subject).toEqual([{ oid: '2.5.4.3', value: text }]);
    expect(openssl(['req', '-noout', '-subject', '-nameopt', 'utf8,sep_comma_plus'], pem).trim()).toBe(
      `subject=CN=${text}`,
    );
  });

  it.each([
    ['octets beyond ASCII in a PrintableString', tlv(0x13, hex('e4')), 'is a PrintableString with "ä" (U+00E4)'],
    ['a control character', tlv(0x14, hex('611b')), 'cannot have the character U+001B, as in "a<U+001B>"'],
    ['UTF-8 that is none', tlv(0x0c, hex('e4')), 'is a UTF8String that is not UTF-8'],
    ['no text', tlv(0x04, hex('61')), 'is a value that is not text'],
    ['a VisibleString, which openssl does not read either', tlv(0x1a, hex('61')), 'is a value that is not text'],
    ['nothing', utf8String(''), 'must not be empty'],
    ['too much', utf8String('a'.repeat(65)), 'has at most 64 characters, and "aaa'],
  ])('%s is named', async (_, value, reason) => {
    const { subject, subjectFields } = parseCsr(await request(name(value), context(0)));
    expect(subject).toEqual({ fault: expect.stringContaining(`The CN of a name ${reason}`) as unknown });
    expect(subjectFields.commonName).toEqual(subject);
  });

  it('a flaw in one field is not one of the others', async () => {
    const subject = seqOf([
      setOf([attribute('2.5.4.11', utf8String(''))]),
      setOf([attribute('2.5.4.3', utf8String('a')), attribute('2.5.4.5', utf8String('1'))]),
      setOf([attribute('1.2.3.4', integer(1))]),
    ]);
    const csr = parseCsr(await request(subject, context(0)));
    expect(csr.subjectFields).toEqual({
      commonName: { value: 'a' },
      organizationUnit: { fault: 'The OU of a name must not be empty.' },
    });
    expect(csr.subject).toHaveProperty('fault');
  });
});

describe('relative names of several attributes', () => {
  const several = (...pairs: Buffer[]): Buffer => tlv(0x30, tlv(0x31, Buffer.concat(pairs)));
  const [cn, serial] = [attribute('2.5.4.3', utf8String('mei')), attribute('2.5.4.5', printableString('A-17'))];

  it('are read in the order of DER, whatever order they came in', async () => {
    for (const subject of [several(cn, serial), several(serial, cn)]) {
      const csr = readWholeCsr(await request(subject, context(0)));
      expect(subjectDnText(csr.subject)).toBe('CN=mei+serialNumber=A-17');
    }
  });

  it('have each type once: Go writes all departments into one', async () => {
    const departments = ['x', 'y', 'z'].map(text => attribute('2.5.4.11', utf8String(text)));
    const csr = parseCsr(await request(several(...departments, cn), context(0)));
    expect(subjectDnText(taken(csr.subject))).toBe('OU=x+CN=mei,OU=y,OU=z');
    expect(csr.subjectFields).toMatchObject({ organizationUnit: { value: 'x' }, commonName: { value: 'mei' } });
    expect(parseCsr(await request(several(...departments), context(0))).subjectDer).toEqual({
      fault: 'The subject has a relative name with an attribute type twice (X.501 section 9.3).',
    });
  });

  it('keep their octets only where these are DER', async () => {
    const sorted = parseCsr(await request(several(cn, serial), context(0)));
    expect(taken(sorted.subjectDer)).toEqual(several(cn, serial));
    const unsorted = parseCsr(await request(several(serial, cn), context(0)));
    expect(unsorted.subjectDer).toEqual({
      fault: 'The subject has a relative name whose attributes are not in the order of DER.',
    });
  });
});

describe('a value of a part that is left out or written out', () => {
  it('attributes may be absent', async () => {
    const pem = await request(plain);
    expect(readWholeCsr(pem)).toMatchObject({ subject: [{ value: 'a' }], subjectAlternativeNames: [] });
    expect(openssl(['req', '-noout', '-verify', '-subject'], pem)).toContain('CN = a');
  });

  it('critical may say FALSE', async () => {
    const san = seq(contextPrimitive(2, Buffer.from('a.example')));
    const csr = readWholeCsr(await requesting(extension('2.5.29.17', san, FALSE)));
    expect(csr.extensions.get('2.5.29.17')?.critical).toBe(false);
    expect(csr.subjectAlternativeNames.map(({ value }) => value)).toEqual(['a.example']);
  });

  it('cA may say FALSE', async () => {
    const csr = readWholeCsr(await requesting(extension('2.5.29.19', seq(FALSE), FALSE)));
    expect(csr.basicConstraints).toEqual({ authority: false });
    expect(csr.extensions.get('2.5.29.19')?.value).toEqual(seq());
  });

  it('minimum may say 0', async () => {
    const base = contextPrimitive(2, Buffer.from('a.example'));
    const subtrees = (...more: Buffer[]): Buffer => seq(context(0, seq(base, ...more)));
    const csr = readWholeCsr(await requesting(extension('2.5.29.30', subtrees(contextPrimitive(0, Buffer.of(0))))));
    expect(csr.extensions.get(NAME_CONSTRAINTS)?.value).toEqual(subtrees());
    const one = subtrees(contextPrimitive(0, Buffer.of(1)));
    expect(readWholeCsr(await requesting(extension('2.5.29.30', one))).extensions.get(NAME_CONSTRAINTS)?.value).toEqual(
      one,
    );
  });

  it.each([
    ['03020080', ['digitalSignature']],
    ['03020780', ['digitalSignature']],
    ['0303008000', ['digitalSignature']],
    ['0303070080', ['decipherOnly']],
    ['03020006', ['keyCertSign', 'cRLSign']],
    ['030400860000', ['digitalSignature', 'keyCertSign', 'cRLSign']],
  ])('zero bits at the end of the usages %s', async (value, usages) => {
    const csr = readWholeCsr(await requesting(extension('2.5.29.15', hex(value))));
    expect(csr.keyUsages).toEqual(usages);
  });

  it.each([
    ['no usage', '03020700', 'names no usage'],
    ['a usage that there is not', '0303060040', 'sets bit 9, which has no name'],
    ['unused bits that are set', '03020781', 'malformed BIT STRING'],
    ['no list of bits', '0500', 'is malformed'],
  ])('key usages with %s are refused', async (_, value, reason) => {
    const { keyUsages } = parseCsr(await requesting(extension('2.5.29.15', hex(value))));
    expect(keyUsages).toEqual({ fault: expect.stringContaining(reason) as unknown });
  });

  it('a directory name among the alternative names is encoded strictly', async () => {
    const sloppy = seq(tlv(0xa4, name(printableString('a&b'))));
    const csr = readWholeCsr(await requesting(extension('2.5.29.17', sloppy)));
    expect(csr.subjectAlternativeNames.map(({ value }) => value)).toEqual(['CN=a&b']);
    expect(csr.subjectAlternativeNames[0]?.der).toEqual(tlv(0xa4, name(utf8String('a&b'))));
  });

  it('a faulty entry of a list is numbered and shown', async () => {
    const names = seq(contextPrimitive(2, Buffer.from('a.example')), contextPrimitive(2, Buffer.from('b_c.example')));
    expect(parseCsr(await requesting(extension('2.5.29.17', names))).subjectAlternativeNames).toEqual({
      fault: expect.stringMatching(/^Alternative name 2: The DNS name "b_c\.example" is not valid: /) as unknown,
    });
  });
});

describe('what is not read leniently', () => {
  it.each([
    ['an indefinite length', '3080'],
    ['a length that is not minimal', '308100'],
    ['a BOOLEAN of another octet', '010101'],
    ['an INTEGER that is not minimal', '02020001'],
  ])('%s', async (_, value) => {
    const challenge = seq(oid('1.2.840.113549.1.9.7'), tlv(0x31, hex(value)));
    const pem = await request(plain, context(0, challenge));
    expect(() => parseCsr(pem)).toThrow('The DER value has');
  });

  it('an extension that occurs twice, also where one flag is written out', async () => {
    const usage = hex('03020780');
    const pem = await requesting(extension('2.5.29.15', usage), extension('2.5.29.15', usage, FALSE));
    expect(() => parseCsr(pem)).toThrow('keyUsage (2.5.29.15) occurs twice');
  });
});

describe('the requests of the field', () => {
  const read = (file: string) =>
    readWholeCsr(readFileSync(join(import.meta.dirname, '../../test/x509/requests', file), 'utf8'));

  it.each([
    ['01-text-before.csr', 'C=CN,O=Example Works,CN=host.example.test'],
    ['02-printable-wildcard.csr', 'C=CN,O=Example Works,CN=*.example.test'],
    ['03-critical-false.csr', 'C=CN,O=Example Works,CN=host.example.test'],
    ['04-keyusage-untrimmed.csr', 'C=CN,O=Example Works,CN=host.example.test'],
    ['06-multivalued-rdn.csr', 'C=CN,O=Example Works,CN=mei+serialNumber=A-17'],
    ['07-teletex-ascii.csr', 'C=CN,O=Example Works,CN=host.example.test'],
    ['10-external-ca-name-constraints.csr', 'C=CN,O=Example Works,CN=Constrained CA'],
    ['19-server-no-cn.csr', ''],
  ])('%s is read', (file, subject) => {
    expect(subjectDnText(read(file).subject)).toBe(subject);
  });

  it.each([
    ['09-sm2-empty-id.csr', 'signed with SM2 under an empty identity. The identity 1234567812345678 is expected'],
    ['11-cn-70.csr', 'The CN of a name has at most 64 characters, and "aaaa'],
    ['13-empty-ou.csr', 'The OU of a name must not be empty.'],
  ])('%s is refused with the reason', (file, reason) => {
    expect(() => read(file)).toThrow(reason);
  });
});

const scratch = new Scratch();

describe('strangers write what is read', () => {
  it('openssl: names of several attributes, masks of string types, text around', () => {
    const file = scratch.path('lenient.key');
    openssl(['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', file]);
    for (const mask of ['default', 'nombstr', 'pkix', 'utf8only', 'MASK:0x0002', 'MASK:0x0804', 'MASK:0x0100']) {
      const config = scratch.write(
        'mask.cnf',
        `[req]\nstring_mask = ${mask}\nutf8 = yes\ndistinguished_name = dn\nprompt = no\n[dn]\nO = Beispiel\nOU = Ops\n+CN = mei\n`,
      );
      const pem = openssl(['req', '-new', '-text', '-config', config, '-key', file]);
      expect(subjectDnText(readWholeCsr(pem).subject), mask).toMatch(/^O=Beispiel,(OU=Ops\+CN=mei|CN=mei\+OU=Ops)$/);
    }
  });

  it.skipIf(isMissing('keytool', ['-help']))('keytool: a name of several attributes, names and usages', () => {
    const store = ['-keystore', scratch.path('several.p12'), '-storepass', 'changeit', '-alias', 'a'];
    run('keytool', ['-genkeypair', ...store, '-keyalg', 'EC', '-dname', 'CN=mei+SERIALNUMBER=17, O=Zoë & Co, C=CN']);
    const pem = run('keytool', ['-certreq', ...store, '-ext', 'ku:critical=dig', '-ext', 'bc=ca:false']);
    const csr = readWholeCsr(pem);
    expect(subjectDnText(csr.subject)).toBe('C=CN,O=Zoë & Co,serialNumber=17+CN=mei');
    expect(csr.keyUsages).toEqual(['digitalSignature']);
    expect(csr.basicConstraints).toEqual({ authority: false });
  });
});
