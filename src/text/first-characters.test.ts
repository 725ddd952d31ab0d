import fc from 'fast-check';
import { expect, it } from 'vitest';
import { firstCharacters, shortened } from './first-characters.js';

it('cuts between characters, also between those that are two units of a string', () => {
  expect(firstCharacters('abc', 3)).toBe('abc');
  expect(firstCharacters('abcd', 3)).toBe('abc');
  expect(firstCharacters('a𠮷b', 2)).toBe('a𠮷');
  expect(firstCharacters('ab𠮷', 2)).toBe('ab');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(12), (text, count) => {
      const cut = firstCharacters(text, count);
      expect(cut.isWellFormed()).toBe(true);
      expect([...cut]).toEqual([...text].slice(0, count));
    }),
  );
});

it('marks what was cut, and leaves what has the length alone', () => {
  expect(shortened('𠮷𠮷', 2)).toBe('𠮷𠮷');
  expect(shortened('𠮷𠮷𠮷', 2)).toBe('𠮷𠮷…');
});
