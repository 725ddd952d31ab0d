import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openssl } from '../../test/strangers/commands.js';
import {
  bitString,
  bmpString,
  boolean,
  enumerated,
  integer,
  isOid,
  namedBits,
  octetString,
  oid,
  seqOf,
  setOf,
  tlv,
} from './der.js';

const hex = (der: Buffer): string => der.toString('hex');

describe('the DER writer', () => {
  it('writes lengths in their shortest form on either side of every step', () => {
    const head = (length: number) => hex(octetString(Buffer.alloc(length))).slice(0, -2 * length || undefined);
    expect([0, 0x7f, 0x80, 0xff, 0x100, 0xffff, 0x10000].map(head)).toEqual([
      '0400',
      '047f',
      '048180',
      '0481ff',
      '04820100',
      '0482ffff',
      '0483010000',
    ]);
  });

  it('writes integers without superfluous zeros and with a sign octet where the top bit is set', () => {
    expect([0, 1, 127, 128, 255, 256, 600_000].map(value => hex(integer(value)))).toEqual([
      '020100',
      '020101',
      '02017f',
      '02020080',
      '020200ff',
      '02020100',
      '02030927c0',
    ]);
    expect(hex(integer(Buffer.from('0000ff01', 'hex')))).toBe('020300ff01');
    expect(hex(integer(Buffer.alloc(0)))).toBe('020100');
    expect(() => integer(-1)).toThrow(RangeError);
    expect(() => integer(2 ** 53)).toThrow(RangeError);
  });

  it('sorts a SET OF and keeps a SEQUENCE OF, of a hundred thousand parts too', () => {
    expect(hex(setOf([integer(2), integer(1)]))).toBe('3106020101020102');
    expect(hex(seqOf([integer(2), integer(1)]))).toBe('3006020102020101');
    expect(seqOf(Array<Buffer>(100_000).fill(integer(1)))).toHaveLength(300_005);
  });

  it('drops trailing zero bits of a named bit list', () => {
    expect([[0], [5, 6], [0, 8], []].map(bits => hex(namedBits(bits)))).toEqual([
      '03020780',
      '03020106',
      '0303078080',
      '030100',
    ]);
  });

  it('writes the small types as the standard shows them', () => {
    expect(hex(boolean(true))).toBe('0101ff');
    expect(hex(enumerated(4))).toBe('0a0104');
    expect(hex(bitString(Buffer.of(0xa0), 5))).toBe('030205a0');
    expect(hex(bmpString('Aß'))).toBe('1e04004100df');
    expect(hex(tlv(0x86, Buffer.from('u')))).toBe('860175');
  });

  it('writes identifiers that openssl reads back', () => {
    const arcs = fc.array(fc.bigInt({ min: 0n, max: 2n ** 90n }), { maxLength: 4 });
    const dotted = fc
      .tuple(fc.constantFrom('0.39', '1.2', '2.5', '2.999'), arcs)
      .map(([root, rest]) => [root, ...rest].join('.'));
    fc.assert(
      fc.property(dotted, text => {
        const [, printed] = openssl(['asn1parse', '-inform', 'DER', '-oid', '/dev/null'], oid(text)).split(
          /OBJECT\s+:/,
        );
        // openssl prints a name where it knows one, and gives up on very long arcs in its own way; both are no digits and dots.
        if (/^[\d.]+\s*$/.test(printed ?? '')) expect(printed?.trim()).toBe(text);
      }),
      { numRuns: 25 },
    );
    expect(hex(oid('2.5.29.19'))).toBe('0603551d13');
    expect(hex(oid('2.999.3'))).toBe('0603883703');
  });

  it('knows an identifier in dotted form from other text', () => {
    expect(['1.2.840', '2.999', '0.39', '1.3.6.1.4.1.311.20.2.2'].every(isOid)).toBe(true);
    expect(
      ['', '1', '3.1', '1.40', '1.02', '1..2', '.1.2', '1.2.', '1.2.a', ' 1.2', `1.2${'.1'.repeat(80)}`].some(isOid),
    ).toBe(false);
  });
});
