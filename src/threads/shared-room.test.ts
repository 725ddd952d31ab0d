import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SharedRoom } from './shared-room.js';

test('a thread has its own part whatever the others have taken', () => {
  const room = new SharedRoom(1000, 2);
  const [greedy, modest] = [room.of(0), room.of(1)];
  let taken = 0;
  while (greedy.take(1)) taken++;
  expect(taken).toBe(750);
  expect(modest.take(250)).toBe(true);
  expect(modest.take(1)).toBe(false);
});

test('threads of one memory never have more than the whole together, and all of it again when they gave it back', () => {
  const step = fc.record({ thread: fc.nat(2), amount: fc.integer({ min: -400, max: 400 }) });
  fc.assert(
    fc.property(fc.integer({ min: 10, max: 100_000 }), fc.array(step, { maxLength: 200 }), (limit, steps) => {
      const first = new SharedRoom(limit, 3);
      const rooms = [first.of(0), new SharedRoom(limit, 3, first.memory).of(1), first.of(2)];
      const taken = [0, 0, 0];
      for (const { thread, amount } of steps) {
        const held = taken[thread]!;
        if (amount >= 0 && rooms[thread]!.take(amount)) taken[thread] = held + amount;
        if (amount < 0) {
          const given = Math.min(held, -amount);
          rooms[thread]!.give(given);
          taken[thread] = held - given;
        }
        expect(taken.reduce((sum, it) => sum + it, 0)).toBeLessThanOrEqual(limit);
      }
      for (const [thread, held] of taken.entries()) rooms[thread]!.give(held);
      expect(rooms[0]!.take(Math.floor(limit / 2))).toBe(true);
    }),
  );
});

test('what a dead thread had is there for its successor and for the others', () => {
  const room = new SharedRoom(1000, 2);
  const [staying, dying] = [room.of(0), room.of(1)];
  expect(dying.take(700)).toBe(true);
  expect(staying.take(400)).toBe(false);
  room.reclaim(1);
  expect(staying.take(400)).toBe(true);
  expect(room.of(1).take(250)).toBe(true);
});
