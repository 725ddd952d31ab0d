import { expect, it } from 'vitest';
import { characterText, quoted } from './quoted.js';

it('a value is short, and what cannot be printed stands by its number', () => {
  expect(quoted('Zoë')).toBe('"Zoë"');
  expect(quoted('a\u0000\u202eb\u2028')).toBe('"a<U+0000><U+202E>b<U+2028>"');
  expect(quoted('𠮷'.repeat(65))).toBe(`"${'𠮷'.repeat(64)}…"`);
});

it('a character is shown and numbered', () => {
  expect(['*', ' ', 'ë', '𠮷', '\u001b', '\ud800'].map(characterText)).toEqual([
    '"*"',
    '" " (U+0020)',
    '"ë" (U+00EB)',
    '"𠮷" (U+20BB7)',
    'U+001B',
    'U+D800',
  ]);
});
