import { expect, test } from 'vitest';
import { offsetFrom } from './clock';

const at = Date.UTC(2026, 0, 1);

test('the offset of the clocks is taken at the middle of the exchange and of the second', () => {
  const header = new Date(at + 60_000).toUTCString();
  expect(offsetFrom(header, at - 200, at + 200)).toBe(60_500);
  expect(offsetFrom(new Date(at - 60_000).toUTCString(), at, at)).toBe(-59_500);
});

test('an answer without a readable date says nothing about the clock', () => {
  expect(offsetFrom(null, at, at)).toBeUndefined();
  expect(offsetFrom('yesterday', at, at)).toBeUndefined();
});
