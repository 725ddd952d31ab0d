import { expect, it } from 'vitest';
import { thousands } from './thousands.js';

it('writes whole numbers as English does', () => {
  for (const count of [0, 7, 999, 1000, 10_000, 123_456, 1_234_567, -1, -1000]) {
    expect(thousands(count)).toBe(count.toLocaleString('en'));
  }
});
