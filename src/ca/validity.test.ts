import { describe, expect, test } from 'vitest';
import { Refusal } from '../domain/change.js';
import { type AskedValidity, authorityValidity, certificateValidity, daysOf } from './validity.js';

const now = new Date('2026-01-31T10:20:30.456Z');
const limits = { authorityNotAfter: new Date('2030-01-01T00:00:00Z'), defaultDays: 365 };

function validity(asked: AskedValidity, over: Partial<Parameters<typeof certificateValidity>[1]> = {}): string[] {
  const { notBefore, notAfter } = certificateValidity(asked, { ...limits, ...over }, now);
  return [notBefore, notAfter].map(time => time.toISOString().replace('.000Z', 'Z'));
}

function refusal(asked: AskedValidity, over: Partial<Parameters<typeof certificateValidity>[1]> = {}): string {
  try {
    certificateValidity(asked, { ...limits, ...over }, now);
  } catch (error) {
    if (error instanceof Refusal) return error.reason;
    throw error;
  }
  return 'not refused';
}

const times = { notBefore: new Date('2026-06-01T00:00:00Z'), notAfter: new Date('2026-07-01T12:00:00Z') };

describe('certificateValidity', () => {
  test.each<[string, AskedValidity, string, string]>([
    ['nothing: the default from now, to the second', {}, '2026-01-31T10:20:30Z', '2027-01-31T10:20:30Z'],
    ['days from now', { days: 10 }, '2026-01-31T10:20:30Z', '2026-02-10T10:20:30Z'],
    ['times as they are', times, '2026-06-01T00:00:00Z', '2026-07-01T12:00:00Z'],
    [
      'days decide before times and start at the given time',
      { ...times, days: 1 },
      '2026-06-01T00:00:00Z',
      '2026-06-02T00:00:00Z',
    ],
    [
      'times before years and months',
      { ...times, years: 1, months: 1 },
      '2026-06-01T00:00:00Z',
      '2026-07-01T12:00:00Z',
    ],
    ['months by the calendar', { months: 1 }, '2026-01-31T10:20:30Z', '2026-02-28T10:20:30Z'],
    ['years and months added up', { years: 1, months: 2 }, '2026-01-31T10:20:30Z', '2027-03-31T10:20:30Z'],
    ['days before years and months', { days: 1, years: 1, months: 1 }, '2026-01-31T10:20:30Z', '2026-02-01T10:20:30Z'],
  ])('%s', (_name, asked, notBefore, notAfter) => {
    expect(validity(asked)).toEqual([notBefore, notAfter]);
  });

  test('the default is cut to the end of the authority, and to the longest it gives', () => {
    const soon = new Date('2026-03-01T00:00:00Z');
    expect(validity({}, { authorityNotAfter: soon })[1]).toBe('2026-03-01T00:00:00Z');
    expect(validity({}, { maxDays: 30 })[1]).toBe('2026-03-02T10:20:30Z');
  });

  test.each<[string, AskedValidity]>([
    ['days-beyond-authority', { days: 36_500 }],
    ['end-beyond-authority', { ...times, notAfter: new Date('2030-01-01T00:00:01Z') }],
    ['months-beyond-authority', { months: 48 }],
    ['years-beyond-authority', { years: 4, months: 1 }],
    ['end-not-after-start', { ...times, notAfter: times.notBefore }],
    ['one-sided-validity', { notBefore: times.notBefore }],
    ['one-sided-validity', { notAfter: times.notAfter, days: 3 }],
  ])('refuses: %s', (reason, asked) => {
    expect(refusal(asked)).toBe(reason);
  });

  test('the very end of the authority is allowed', () => {
    expect(validity({ ...times, notAfter: limits.authorityNotAfter })[1]).toBe('2030-01-01T00:00:00Z');
  });

  test('more than the longest the authority gives is refused', () => {
    expect(refusal({ days: 31 }, { maxDays: 30 })).toBe('days-beyond-authority');
    expect(refusal({ days: 30 }, { maxDays: 30 })).toBe('not refused');
  });
});

describe('authorityValidity', () => {
  test('runs calendar years, and ends with its parent at the latest', () => {
    const leap = new Date('2028-02-29T00:00:00Z');
    expect(authorityValidity(1, leap).notAfter.toISOString()).toBe('2029-02-28T00:00:00.000Z');
    expect(authorityValidity(4, leap).notAfter.toISOString()).toBe('2032-02-29T00:00:00.000Z');
    expect(authorityValidity(10, now, limits.authorityNotAfter).notAfter).toEqual(limits.authorityNotAfter);
  });
});

test('daysOf counts whole days', () => {
  expect(daysOf(certificateValidity({}, limits, now))).toBe(365);
  expect(daysOf(times)).toBe(30);
});
