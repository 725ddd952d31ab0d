import { expect, test } from 'vitest';
import { MemoryBudget } from './memory-budget.js';

test('what is arriving gives way to what comes later, the oldest first', () => {
  const budget = new MemoryBudget(100);
  const given: string[] = [];
  const [a, b, c] = ['a', 'b', 'c'].map(name => budget.open(() => given.push(name)));
  expect([a!.grow(40), b!.grow(40), c!.grow(40)]).toEqual([true, true, true]);
  expect(given).toEqual(['a']);
  expect(budget.usedBytes).toBe(80);
  expect(a!.grow(1)).toBe(false);
});

test('what has arrived stays, and what comes later finds no room', () => {
  const budget = new MemoryBudget(100);
  const first = budget.open(() => expect.unreachable());
  first.grow(90);
  first.arrived();
  expect(budget.open(() => {}).grow(20)).toBe(false);
  first.release();
  first.release();
  expect(budget.usedBytes).toBe(0);
  expect(budget.open(() => {}).grow(100)).toBe(true);
});

test('one that alone is more than the budget drives nobody out', () => {
  const budget = new MemoryBudget(100);
  const other = budget.open(() => expect.unreachable());
  other.grow(50);
  expect(budget.open(() => {}).grow(101)).toBe(false);
  expect(budget.usedBytes).toBe(50);
});
