import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { newRecordId, recordIdFloor } from './record-id.js';

const at = (time: number) => newRecordId(time, randomBytes(8));
const now = Date.parse('2026-03-01T00:00:00.123Z');

test('an identifier is a UUID of version 7 that holds the time', () => {
  const id = at(now);
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toBe(now);
});

test('identifiers sort by time, and within a millisecond in the order in which they were made', () => {
  const ids = [now - 1, now, now, now, now + 1, now + 2 ** 40].map(at);
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(6);
});

test('a floor parts what came before a time from what came at it or later', () => {
  expect(at(now - 1) < recordIdFloor(now)).toBe(true);
  expect(at(now) > recordIdFloor(now)).toBe(true);
  expect(() => recordIdFloor(-1)).toThrow(RangeError);
});
