import { expect, test } from 'vitest';
import { defaultValidity, isWithin } from './client-key-validity.js';

test.each([
  ['2021-07-01T04:24:04.000Z', '2021-07-01T04:24:04.000Z', '2026-07-01T04:24:04.000Z'],
  ['2023-08-31T17:14:33.999Z', '2023-08-31T17:14:33.000Z', '2028-08-31T17:14:33.000Z'],
  ['2024-02-29T23:59:59.500Z', '2024-02-29T23:59:59.000Z', '2029-02-28T23:59:59.000Z'],
  ['2023-02-28T00:00:00.000Z', '2023-02-28T00:00:00.000Z', '2028-02-28T00:00:00.000Z'],
  ['2023-03-01T00:00:00.000Z', '2023-03-01T00:00:00.000Z', '2028-03-01T00:00:00.000Z'],
  ['2026-12-31T12:00:00.000Z', '2026-12-31T12:00:00.000Z', '2031-12-31T12:00:00.000Z'],
])('a key made at %s is good from %s to %s unless its creator says otherwise', (now, notBefore, notAfter) => {
  expect(defaultValidity(new Date(now))).toEqual({ notBefore: new Date(notBefore), notAfter: new Date(notAfter) });
});

test('the first and the last second are within, those around them are not', () => {
  const validity = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2026-01-02T00:00:00Z') };
  const within = (time: string) => isWithin(validity, new Date(time));
  expect(within('2025-12-31T23:59:59.999Z')).toBe(false);
  expect(within('2026-01-01T00:00:00.000Z')).toBe(true);
  expect(within('2026-01-02T00:00:00.999Z')).toBe(true);
  expect(within('2026-01-02T00:00:01.000Z')).toBe(false);
});
