import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tlv } from '../crypto/der.js';
import { InvalidInput } from '../crypto/invalid-input.js';
import { decodeGeneralName, generalName, InvalidGeneralName } from './general-name.js';
import { ipOctets, ipText } from './ip-address.js';
import { readDer } from './strict-der.js';

const valid: [number, string][] = [
  [1, 'first.last+tag@mail.example.com'],
  [1, 'root@localhost'],
  [2, 'example.com'],
  [2, 'localhost'],
  [2, '*.example.com'],
  [2, 'xn--fsqu00a.xn--0zwm56d'],
  [2, 'A1.Example'],
  [2, `${'a'.repeat(63)}.b`],
  [4, 'C=CN,O=Example\\, Inc.,CN=a'],
  [6, 'https://example.com:8443/a?b=%20#c'],
  [6, 'spiffe://cluster/ns/default'],
  [6, 'urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6'],
  [7, '192.0.2.1'],
  [7, '2001:db8::1'],
  [8, '1.3.6.1.4.1.311.20.2.3'],
];

const invalid: [number, string][] = [
  [1, 'nobody'],
  [1, '@example.com'],
  [1, 'a@'],
  [1, 'a b@example.com'],
  [1, 'a@*.example.com'],
  [1, 'ä@example.com'],
  [1, 'a..b@example.com'],
  [1, `${'a'.repeat(65)}@example.com`],
  [2, ''],
  [2, '*'],
  [2, '*.'],
  [2, 'a.*.example.com'],
  [2, '*a.example.com'],
  [2, '-a.example.com'],
  [2, 'a-.example.com'],
  [2, 'a..b'],
  [2, 'example.com.'],
  [2, 'my_service'],
  [2, '192.0.2.1'],
  [2, '例子.测试'],
  [2, 'a\0.example.com'],
  [2, `${'a'.repeat(64)}.b`],
  [2, 'a.'.repeat(127)],
  [4, ''],
  [4, 'not a name'],
  [4, 'CN='],
  [6, 'example.com'],
  [6, 'http:'],
  [6, 'http://a b'],
  [6, 'http://a/%zz'],
  [6, 'http://例子'],
  [6, `http://a/${'x'.repeat(3000)}`],
  [7, '192.0.2'],
  [7, '010.0.0.1'],
  [7, '10.0.0.0/8'],
  [7, 'fe80::1%eth0'],
  [7, '::g'],
  [8, '1'],
  [8, '3.1'],
  [8, '1.2.'],
];

describe('a general name', () => {
  it.each(valid)('of type %i accepts "%s" and gives it back', (type, value) => {
    const name = generalName(type, value);
    expect(decodeGeneralName(readDer(name.der))).toEqual(name);
    expect(name.value).toBe(value);
  });

  it.each(invalid)('of type %i refuses "%s"', (type, value) => {
    expect(() => generalName(type, value)).toThrow(InvalidGeneralName);
    expect(() => generalName(type, value)).toThrow(expect.objectContaining({ type }));
  });

  it.each(['0 (otherName)', '3 (x400Address)', '5 (ediPartyName)', '9', '-1', '1.5'])(
    'of type %s is refused by name',
    type => {
      expect(() => generalName(Number.parseFloat(type), 'a')).toThrow(
        `Alternative names of type ${type} are not supported; 1, 2, 4, 6, 7 and 8 are.`,
      );
    },
  );

  it('says how an international name is to be written, and repeats the value as far as it can be printed', () => {
    expect(() => generalName(2, '例子.测试')).toThrow(
      /^The DNS name "例子\.测试" is not valid: it is a host name in ASCII.*A-label \(xn--\)/,
    );
    expect(() => generalName(2, 'a\u0000\u202e')).toThrow('The DNS name "a<U+0000><U+202E>" is not valid');
    expect(() => generalName(2, 'a..b')).toThrow('The DNS name "a..b" is not valid');
    expect(() => generalName(4, 'CN=a,O=')).toThrow('The O of a name must not be empty.');
  });

  it('is refused when its octets are not what its type has', () => {
    const bad = [
      '8100',
      '82022a2e',
      '87050a00000001',
      '8703010203',
      '88022a86',
      'a403020101',
      '8402',
      '300430020500',
      'a0050603550403',
    ];
    for (const hex of bad) expect(() => decodeGeneralName(readDer(Buffer.from(hex, 'hex'))), hex).toThrow(InvalidInput);
  });

  it('never makes the decoder throw anything but its own error', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(0x80, 0x81, 0x82, 0x84, 0x86, 0x87, 0x88),
        fc.uint8Array({ maxLength: 20 }),
        (tag, content) => {
          try {
            const name = decodeGeneralName(readDer(tlv(tag, content)));
            expect(generalName(name.type, name.value).der).toEqual(name.der);
          } catch (error) {
            expect(error).toBeInstanceOf(InvalidGeneralName);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('IP addresses', () => {
  it('come back from their octets in the text of RFC 5952', () => {
    const cases: [string, string][] = [
      ['::', '::'],
      ['::1', '::1'],
      ['1::', '1::'],
      ['2001:DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
      ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
      ['1:0:0:2:0:0:0:3', '1:0:0:2::3'],
      ['0:0:0:0:0:ffff:192.0.2.1', '::ffff:c000:201'],
      ['10:0:0:0:0:0:0:0', '10::'],
      ['100:20:0:0:0:0:30:0', '100:20::30:0'],
    ];
    for (const [written, canonical] of cases) expect(ipText(ipOctets(written) as Buffer), written).toBe(canonical);
    expect(ipText(Buffer.alloc(5))).toBeUndefined();
  });

  it('survive the way through text, whatever their octets', () => {
    const sparse = fc
      .array(fc.constantFrom(0, 0, 0, 1, 16, 255), { minLength: 16, maxLength: 16 })
      .map(octets => Uint8Array.from(octets));
    const octets = fc.oneof(
      fc.uint8Array({ minLength: 4, maxLength: 4 }),
      fc.uint8Array({ minLength: 16, maxLength: 16 }),
      sparse,
    );
    fc.assert(
      fc.property(octets, address => {
        const text = ipText(Buffer.from(address)) as string;
        expect(isIP(text)).not.toBe(0);
        expect(ipOctets(text)).toEqual(Buffer.from(address));
      }),
      { numRuns: 1000 },
    );
  });
});
