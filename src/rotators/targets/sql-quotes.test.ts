import { expect, test } from 'vitest';
import { backquoted, identifier, literal } from './sql-quotes.js';

test('quotes stay inside of what is quoted', () => {
  expect(identifier('a"; drop role b; --')).toBe('"a""; drop role b; --"');
  expect(backquoted('a`.`b')).toBe('`a``.``b`');
  expect(literal("a' or '1'='1")).toBe("'a'' or ''1''=''1'");
});

test('what databases read in more than one way is refused', () => {
  expect(() => literal("a\\' or 1=1")).toThrow('backslash');
  for (const quote of [identifier, backquoted, literal]) expect(() => quote('a\0b')).toThrow('U+0000');
});
