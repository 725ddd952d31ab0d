import { expect, test } from 'vitest';
import { integer, list, map, object, oneOf, string } from './field.js';
import { longestJson } from './json-size.js';

const about = 'A field.';
const escaped = (length: number) => '中'.repeat(length).replace(/./g, '\\u4e2d');

test('the longest value of each kind fits, with every character escaped', () => {
  const fields = {
    Text: string({ about, maxLength: 10 }),
    Bytes: string({ about, maxBytes: 10 }),
    Number: integer({ about }),
    Word: oneOf(['a', 'longest'], { about }),
    Tags: list(object({ Key: string({ about, maxLength: 4 }), Value: string({ about, maxLength: 5 }) }, { about }), {
      about,
      maxItems: 3,
    }),
    Context: map(string({ about, maxLength: 6 }), { about, maxItems: 2 }),
  };
  const tags = `{ "Key": "${escaped(4)}", "Value": "${escaped(5)}" }`;
  const longest = `{ "Text": "${escaped(10)}", "Bytes": "${'\\u0001'.repeat(10)}", "Number": -${Number.MAX_SAFE_INTEGER},
    "Word": "longest", "Tags": [${tags},${tags},${tags}], "Context": {"${'k'.repeat(100)}":"${escaped(6)}","b":"${escaped(6)}"}}`;
  JSON.parse(longest);
  const limit = longestJson(fields, 1_000_000);
  expect(limit).toBeGreaterThan(longest.length);
  expect(limit).toBeLessThan(longest.length + 2500);
});

test('what has no limit of its own counts as much as any value may have', () => {
  expect(longestJson({ A: string({ about }) }, 1000)).toBe(longestJson({}, 1000) + 1000 + 9);
  expect(longestJson({ A: list(string({ about, maxLength: 1 }), { about }) }, 1000)).toBeLessThan(1020);
  expect(longestJson({ A: object({ B: string({ about }) }, { about }) }, 1000)).toBeLessThan(1020);
});
