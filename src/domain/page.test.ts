import { describe, expect, test } from 'vitest';
import { type Continuation, cut, inParts } from './page.js';

type At = readonly [number];
const placeOf = (item: number): At => [item];

describe('a cut list', () => {
  test.each([
    { read: [1, 2, 3], size: 2, items: [1, 2], next: [2] },
    { read: [1, 2], size: 2, items: [1, 2], next: undefined },
    { read: [1], size: 2, items: [1], next: undefined },
    { read: [], size: 2, items: [], next: undefined },
  ])('of $read in parts of $size goes on after $next', ({ read, size, items, next }) => {
    expect(cut(read, size, placeOf)).toEqual({ items, next });
  });
});

describe('a list in parts', () => {
  test.each([0, 1, 2, 3, 4, 5])('of %i items gives each once, and asks no more than it has to', async length => {
    const all = Array.from({ length }, (_, index) => index + 1);
    const asked: (number | undefined)[] = [];
    const read = async ({ after, size }: Continuation<At>) => {
      asked.push(after?.[0]);
      return cut(all.filter(item => item > (after?.[0] ?? 0)).slice(0, size + 1), size, placeOf);
    };
    const given: number[] = [];
    for await (const items of inParts(2, read)) given.push(...items);
    expect(given).toEqual(all);
    expect(asked).toEqual([undefined, 2, 4].slice(0, Math.max(1, Math.ceil(length / 2))));
  });
});
