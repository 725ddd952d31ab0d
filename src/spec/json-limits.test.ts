import { expect, test } from 'vitest';
import { measureJson } from './json-limits.js';

test('depth is that of the deepest place, whatever closes before it', () => {
  expect(measureJson('[[],[{"a":[1]}],[]]').depth).toBe(4);
  expect(measureJson('1').depth).toBe(0);
  expect(measureJson('['.repeat(1000)).depth).toBe(1000);
});

test('what is inside a string counts for nothing, after an escaped quotation mark too', () => {
  expect(measureJson('{"[,:{":"\\"[,:{","b":"\\\\","c":[1,2]}')).toEqual({ depth: 2, commas: 3, colons: 3 });
});
