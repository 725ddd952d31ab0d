import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openssl } from '../../test/strangers/commands.js';
import { bmpString, oid, seq, setOf, tlv, utf8String } from '../crypto/der.js';
import { InvalidInput } from '../crypto/invalid-input.js';
import { decodeName, encodeName, InvalidName, subjectFields, subjectName } from './name.js';
import { parseDnText, subjectDnText } from './name-text.js';
import { readDer } from './strict-der.js';

const fields = {
  country: 'CN',
  state: 'Zhejiang',
  locality: '杭州',
  organization: 'Example, Inc.',
  organizationUnit: 'R+D',
  commonName: 'Zoë',
};
const commonName = (value: string) => [{ oid: '2.5.4.3', value }];

describe('a distinguished name', () => {
  it('is built as C, ST, L, O, OU, CN, and openssl reads the same', () => {
    const printed = openssl(['asn1parse', '-inform', 'DER'], encodeName(subjectName(fields)));
    expect([...printed.matchAll(/OBJECT +:(\w+)/g)].map(match => match[1])).toEqual([
      'countryName',
      'stateOrProvinceName',
      'localityName',
      'organizationName',
      'organizationalUnitName',
      'commonName',
    ]);
    expect([...printed.matchAll(/prim: (\w+STRING)/g)].map(match => match[1])).toEqual([
      'PRINTABLESTRING',
      ...Array(5).fill('UTF8STRING'),
    ]);
  });

  it('leaves out what is not given and gives the fields back', () => {
    expect(subjectName({ commonName: 'a', country: undefined })).toEqual(commonName('a'));
    expect(subjectFields(decodeName(readDer(encodeName(subjectName(fields)))))).toEqual(fields);
    expect(encodeName([]).toString('hex')).toBe('3000');
  });

  it.each([
    ['an empty value', commonName('  '), 'CN', 'empty'],
    ['65 characters of common name', commonName('x'.repeat(65)), 'CN', 'too-long'],
    ['129 characters of locality', subjectName({ locality: 'x'.repeat(129) }), 'L', 'too-long'],
    ['a country of three letters', subjectName({ country: 'CHN' }), 'C', 'too-long'],
    ['a country that is no two letters', subjectName({ country: 'C1' }), 'C', 'characters'],
    ['a control character', commonName('a\u0000b'), 'CN', 'characters'],
    ['a character that turns the direction', commonName('a\u202eb'), 'CN', 'characters'],
    ['half a surrogate pair', commonName('a\ud800'), 'CN', 'characters'],
    ['a mail address that is not ASCII', [{ oid: '1.2.840.113549.1.9.1', value: 'ä@b' }], 'emailAddress', 'characters'],
    ['an attribute type that is no identifier', [{ oid: '2.5.04', value: 'a' }], '2.5.04', 'unknown-type'],
  ])('with %s is refused by name', (_, name, attribute, problem) => {
    expect(() => encodeName(name)).toThrow(expect.objectContaining({ attribute, problem }));
    expect(() => encodeName(name)).toThrow(InvalidName);
  });

  it('counts characters and not bytes against the upper bounds', () => {
    expect(() => encodeName(commonName('𠮷'.repeat(64)))).not.toThrow();
    expect(() => encodeName(commonName('𠮷'.repeat(65)))).toThrow('at most 64 characters');
  });

  const withValue = (value: Buffer) => readDer(seq(setOf([seq(oid('2.5.4.3'), value)])));

  it('is read from every string type of X.520', () => {
    expect(decodeName(withValue(bmpString('杭州')))).toEqual(commonName('杭州'));
    expect(decodeName(withValue(tlv(0x16, Buffer.from('a@b'))))).toEqual(commonName('a@b'));
    expect(decodeName(withValue(tlv(0x14, Buffer.from('Zo\xeb', 'latin1'))))).toEqual(commonName('Zoë'));
    expect(decodeName(withValue(tlv(0x1c, Buffer.from('0000006100020bb7', 'hex'))))).toEqual(commonName('a𠮷'));
  });

  it.each([
    ['0cff', 'is a UTF8String that is not UTF-8'],
    ['132a', 'is a PrintableString with "*", which it cannot hold'],
    ['13e4', 'is a PrintableString with "ä" (U+00E4), which it cannot hold'],
    ['16e4', 'is an IA5String with "ä" (U+00E4), which it cannot hold'],
    ['1e61', 'is a BMPString of an odd number of octets'],
    ['1ed800', 'cannot have the character U+D800'],
    ['1c61', 'is a UniversalString whose octets are no multiple of four'],
    ['1c00110000', 'is a UniversalString with a number that is no character'],
    ['1c0000d800', 'cannot have the character U+D800'],
    ['141b', 'cannot have the character U+001B'],
    ['0261', 'is a value that is not text'],
  ])('of the value %s is refused, and why', (hex, reason) => {
    const octets = Buffer.from(hex, 'hex');
    const name = withValue(tlv(octets[0] as number, octets.subarray(1)));
    expect(() => decodeName(name)).toThrow(InvalidInput);
    expect(() => decodeName(name)).toThrow(`The CN of a name ${reason}`);
  });

  it('may have several attributes in one part', () => {
    const pair = seq(oid('2.5.4.3'), utf8String('a'));
    const other = seq(oid('2.5.4.10'), utf8String('b+c'));
    const der = seq(setOf([pair, other]), setOf([seq(oid('2.5.4.11'), utf8String('d'))]));
    const name = decodeName(readDer(der));
    expect(name).toEqual([
      { oid: '2.5.4.3', value: 'a' },
      { oid: '2.5.4.10', value: 'b+c', withPrevious: true },
      { oid: '2.5.4.11', value: 'd' },
    ]);
    expect(encodeName(name)).toEqual(der);
    expect(subjectDnText(name)).toBe('CN=a+O=b\\+c,OU=d');
    expect(parseDnText('CN=a+O=b\\+c,OU=d')).toEqual(name);
    expect(subjectFields(name)).toMatchObject({ commonName: 'a', organization: 'b+c', organizationUnit: 'd' });
    const printed = openssl(['asn1parse', '-inform', 'DER'], encodeName(name));
    expect([...printed.matchAll(/cons: (SET|SEQUENCE)/g)].map(match => match[1]).join()).toBe(
      'SEQUENCE,SET,SEQUENCE,SEQUENCE,SET,SEQUENCE',
    );
  });
});

describe('the text of a name', () => {
  it('stands in the order of the certificate with commas without spaces', () => {
    expect(subjectDnText(subjectName(fields))).toBe('C=CN,ST=Zhejiang,L=杭州,O=Example\\, Inc.,OU=R\\+D,CN=Zoë');
  });

  it('escapes what RFC 4514 section 2.4 escapes', () => {
    expect(subjectDnText(commonName('#a "b" <c>;\\d,'))).toBe('CN=\\#a \\"b\\" \\<c\\>\\;\\\\d\\,');
    expect(subjectDnText(commonName(' a '))).toBe('CN=\\ a\\ ');
    expect(subjectDnText([{ oid: '1.3.6.1.4.1.37244.1.1', value: 'AB' }])).toBe('1.3.6.1.4.1.37244.1.1=#0c024142');
  });

  it('comes back as the name it was', () => {
    const attribute = fc.record({
      oid: fc.constantFrom('2.5.4.3', '2.5.4.10', '2.5.4.5', '1.3.6.1.4.1.37244.1.1', '1.2.840.113549.1.9.1'),
      value: fc.oneof(
        fc.string({ unit: fc.constantFrom(...' #,+"<>;=\\ab0') }),
        fc.string({ unit: 'binary', maxLength: 70 }),
      ),
    });
    fc.assert(
      fc.property(fc.array(attribute, { minLength: 1, maxLength: 4 }), name => {
        let der: Buffer;
        try {
          der = encodeName(name);
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidName);
          return;
        }
        expect(decodeName(readDer(der))).toEqual(name);
        expect(parseDnText(subjectDnText(name))).toEqual(name);
      }),
      { numRuns: 200 },
    );
  });

  it('is read with short names in any case, identifiers, and spaces after commas', () => {
    expect(parseDnText('c=CN, cn=a\\2cb\\C3\\A4,2.5.4.10=o')).toEqual([
      { oid: '2.5.4.6', value: 'CN' },
      { oid: '2.5.4.3', value: 'a,bä' },
      { oid: '2.5.4.10', value: 'o' },
    ]);
  });

  it.each([
    '',
    'CN',
    'CN=',
    'XX=a',
    'CN=a,',
    'CN=a+b',
    '+CN=a',
    'CN="a"',
    'CN=a\\',
    'CN=\\zz',
    'CN=#0',
    'CN=#02',
    'CN=\\ff',
    'x'.repeat(3000),
  ])('"%s" is refused', text => {
    expect(() => parseDnText(text)).toThrow(InvalidInput);
  });

  it('never makes the parser throw anything but its own errors', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom('CN=', 'O=', ',', '\\', '#', '0c0141', ' '), fc.string({ unit: 'binary' }))),
        parts => {
          try {
            encodeName(parseDnText(parts.join('')));
          } catch (error) {
            expect(error).toBeInstanceOf(InvalidInput);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
