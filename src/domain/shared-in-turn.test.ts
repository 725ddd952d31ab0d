import { expect, test } from 'vitest';
import { beginTurn, SharedInTurn } from './shared-in-turn.js';

const nextTurn = () => new Promise(resolve => setImmediate(resolve));

test('a value is made once a turn and key, and told when its turn is over', async () => {
  const ended: number[] = [];
  let made = 0;
  const shared = new SharedInTurn<number>(value => ended.push(value));
  const ask = (key: string) => shared.get(key, () => ++made);
  expect([ask('a'), ask('a'), ask('b')]).toEqual([1, 1, 2]);
  await Promise.resolve();
  expect([ask('a'), ended]).toEqual([1, []]);
  await nextTurn();
  expect([shared.count, ended]).toEqual([0, [1, 2]]);
  expect(ask('a')).toBe(3);
  await nextTurn();
  expect(ended).toEqual([1, 2, 3]);
});

test('requests that begin later are not given what was made before they arrived', async () => {
  const ended: number[] = [];
  let stored = 1;
  const shared = new SharedInTurn<number>(value => ended.push(value));
  const ask = () => shared.get('a', () => stored);
  expect(ask()).toBe(1);
  stored = 2;
  expect(ask()).toBe(1);
  beginTurn();
  expect([ask(), ended]).toEqual([2, [1]]);
  await nextTurn();
  expect([shared.count, ended]).toEqual([0, [1, 2]]);
});
