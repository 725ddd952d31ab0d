import { describe, expect, it } from 'vitest';
import { tlv } from '../crypto/der.js';
import { InvalidSerialNumber, parseSerialNumber, randomSerialNumber, serialNumberText } from './serial-number.js';
import { readDer } from './strict-der.js';
import { decodeTime, encodeTime } from './time.js';

describe('serial numbers', () => {
  it('are positive, of 16 octets, and differ by 80 random bits', () => {
    const now = Date.now();
    const drawn = Array.from({ length: 2000 }, () => randomSerialNumber(now));
    expect(new Set(drawn.map(serialNumberText)).size).toBe(2000);
    for (const serial of drawn) {
      expect(serial).toHaveLength(16);
      expect(serial[0]).toBeGreaterThan(0);
      expect(serial[0]).toBeLessThan(0x80);
    }
    for (let bit = 48; bit < 128; bit++) {
      const set = drawn.filter(serial => ((serial[bit >> 3] as number) & (0x80 >> (bit & 7))) !== 0).length;
      expect(set).toBeGreaterThan(800);
      expect(set).toBeLessThan(1200);
    }
  });

  it('sort by the time at which they were made', () => {
    const texts = [0, 1, 255, 256, 86_400_000].map(later => serialNumberText(randomSerialNumber(Date.now() + later)));
    expect(texts.toSorted()).toEqual(texts);
  });

  it('are shown as lower-case hexadecimal of even length without leading zeros, and read leniently', () => {
    expect(serialNumberText(Buffer.from('0001ab', 'hex'))).toBe('01ab');
    expect(serialNumberText(Buffer.from('00', 'hex'))).toBe('00');
    for (const text of ['01ab', '1ab', '01AB', '01:ab', '00:01:AB'])
      expect(serialNumberText(parseSerialNumber(text))).toBe('01ab');
  });

  it.each(['', '0', '00', 'g1', '01:', ':01', '0x01', '01 ab', 'f'.repeat(40), '1'.repeat(44)])(
    '"%s" is refused',
    text => {
      expect(() => parseSerialNumber(text)).toThrow(InvalidSerialNumber);
    },
  );
});

describe('times', () => {
  const encoded = (iso: string) => encodeTime(new Date(iso)).toString('latin1');

  it('are UTCTime through 2049 and GeneralizedTime from 2050', () => {
    expect(encoded('2049-12-31T23:59:59.999Z')).toBe('\x17\x0d491231235959Z');
    expect(encoded('2050-01-01T00:00:00Z')).toBe('\x18\x0f20500101000000Z');
    expect(encoded('1950-01-01T00:00:00Z')).toBe('\x17\x0d500101000000Z');
    expect(encoded('9999-12-31T23:59:59Z')).toBe('\x18\x0f99991231235959Z');
    expect(() => encodeTime(new Date('1949-12-31T23:59:59Z'))).toThrow(RangeError);
    expect(() => encodeTime(new Date(Number.NaN))).toThrow(RangeError);
  });

  it('come back to the second', () => {
    for (const iso of [
      '1950-01-01T00:00:00.000Z',
      '2024-02-29T12:34:56.000Z',
      '2049-12-31T23:59:59.000Z',
      '9999-12-31T23:59:59.000Z',
    ]) {
      expect(decodeTime(readDer(encodeTime(new Date(iso))), 'time').toISOString()).toBe(iso);
    }
  });

  it.each([
    [0x17, '230229000000Z'],
    [0x17, '231301000000Z'],
    [0x17, '230100000000Z'],
    [0x17, '230101240000Z'],
    [0x17, '230101006000Z'],
    [0x17, '230101000060Z'],
    [0x17, '2301010000Z'],
    [0x17, '230101000000+0000'],
    [0x17, '23010100000aZ'],
    [0x18, '20230101000000.5Z'],
    [0x18, '20230101000000'],
    [0x18, '00230101000000Z'],
    [0x16, '230101000000Z'],
  ])('of tag %i as "%s" are refused', (tag, text) => {
    expect(() => decodeTime(readDer(tlv(tag, Buffer.from(text))), 'notBefore')).toThrow('The notBefore is malformed.');
  });
});
