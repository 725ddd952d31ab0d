import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalPairs, isUnreserved, percentEncode } from './percent-encoding.js';

const text = fc.string({ unit: 'binary' });

test('everything but letters, digits and -_.~ is escaped, in upper case', () => {
  expect(percentEncode("aZ09-_.~ *!'()/+:=%中")).toBe('aZ09-_.~%20%2A%21%27%28%29%2F%2B%3A%3D%25%E4%B8%AD');
});

test('the encoding is the one of the standard, byte by byte, and can be read back', () => {
  fc.assert(
    fc.property(text, original => {
      const encoded = percentEncode(original);
      expect(encoded).toMatch(/^(?:[A-Za-z0-9\-_.~]|%[0-9A-F]{2})*$/);
      expect(decodeURIComponent(encoded)).toBe(original);
      expect(encoded === original).toBe(isUnreserved(original));
    }),
  );
});

test('names are sorted by code unit, not by language or length', () => {
  const names = ['b', 'B', 'a.2', 'a.10', 'a', '_', '~'];
  expect(canonicalPairs(new Map(names.map(name => [name, ''])), name => name)).toBe('B&_&a&a.10&a.2&b&~');
});
