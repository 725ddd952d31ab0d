import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../domain/change.js';
import { InvalidPeriod, parsePeriod, periodOf } from './asked-period.js';

const now = new Date('2028-02-29T10:20:30.456Z');
const limits = { authorityNotAfter: new Date('2040-01-01T00:00:00Z') };

function period(text: string, given: Partial<Parameters<typeof periodOf>[1]> = {}): string[] {
  const { notBefore, notAfter } = periodOf(parsePeriod(text), { ...limits, ...given }, now);
  return [notBefore, notAfter].map(time => time.toISOString().replace('.000Z', 'Z'));
}

describe('the grammar of Validity', () => {
  test.each([
    ['90d', '2028-02-29T10:20:30Z', '2028-05-29T10:20:30Z'],
    ['1y', '2028-02-29T10:20:30Z', '2029-02-28T10:20:30Z'],
    ['4y', '2028-02-29T10:20:30Z', '2032-02-29T10:20:30Z'],
    ['18m', '2028-02-29T10:20:30Z', '2029-08-29T10:20:30Z'],
    ['12m', '2028-02-29T10:20:30Z', '2029-02-28T10:20:30Z'],
    ['2030-01-02T03:04:05Z', '2028-02-29T10:20:30Z', '2030-01-02T03:04:05Z'],
    ['2006-01-02T15:04:05Z/2023-03-09T17:48:13Z', '2006-01-02T15:04:05Z', '2023-03-09T17:48:13Z'],
    ['2040-01-01T00:00:00Z', '2028-02-29T10:20:30Z', '2040-01-01T00:00:00Z'],
  ])('%s', (text, notBefore, notAfter) => {
    expect(period(text)).toEqual([notBefore, notAfter]);
  });

  test.each([
    '',
    'y',
    '0y',
    '01y',
    '1y6m',
    '1 y',
    '1Y',
    '1w',
    '+1y',
    '1234567d',
    '2030-01-02',
    '2030-01-02T03:04:05',
    '2030-01-02T03:04:05+08:00',
    '2030-01-02T03:04:05.000Z',
    '2030-02-29T00:00:00Z',
    '2030-01-02T24:00:00Z',
    '1949-12-31T23:59:59Z',
    '2030-01-02T03:04:05Z/',
    '/2030-01-02T03:04:05Z',
    '2030-01-02T03:04:05Z/1y',
    '2030-01-02T03:04:05Z/2031-01-02T03:04:05Z/2032-01-02T03:04:05Z',
  ])('%j is none', text => {
    expect(() => parsePeriod(text)).toThrow(InvalidPeriod);
  });

  test('nothing else is thrown, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9ymdTZ:/-]{0,24}$/)), text => {
        try {
          periodOf(parsePeriod(text), limits, now);
        } catch (fault) {
          expect(fault instanceof InvalidPeriod || fault instanceof Refusal).toBe(true);
        }
      }),
    );
  });
});

describe('a period', () => {
  test.each([
    ['13y', {}, 'period-beyond-authority'],
    ['999999y', {}, 'period-beyond-authority'],
    ['2040-01-01T00:00:01Z', {}, 'period-beyond-authority'],
    ['31d', { maxDays: 30 }, 'period-beyond-authority'],
    ['2028-02-29T10:20:30Z', {}, 'period-reversed'],
    ['2030-01-01T00:00:00Z/2029-01-01T00:00:00Z', {}, 'period-reversed'],
  ])('of %s within %j is refused: %s', (text, given, reason) => {
    expect(() => period(text, given)).toThrow(expect.objectContaining({ reason }));
  });

  test('may be as long as the authority grants', () => {
    expect(period('30d', { maxDays: 30 })[1]).toBe('2028-03-30T10:20:30Z');
  });
});
