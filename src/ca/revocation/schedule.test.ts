import { describe, expect, test } from 'vitest';
import { isDue, plan, renewalOf } from './schedule.js';
import type { Publication, Publisher } from './store.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const now = new Date('2026-03-01T12:00:00.123Z');
const at = (ms: number) => new Date(now.getTime() + ms);

const published = (parts: Partial<Publication> = {}): Publication => ({
  number: now.getTime(),
  revision: 4,
  thisUpdate: now,
  nextUpdate: at(10 * DAY_MS),
  regular: { number: now.getTime(), at: now },
  base: { number: now.getTime() - 5, at: at(-5 * DAY_MS) },
  shards: 0,
  publicUrls: [],
  entriesHash: '',
  ...parts,
});
const publisher = (publication: Publication | undefined, revision = 4): Publisher => ({
  id: 'a',
  accountId: '1',
  status: 'issued',
  revokedAt: undefined,
  revokedAboveAt: undefined,
  notAfter: at(1000 * DAY_MS),
  origin: 'local',
  crlEnabled: true,
  crlDays: 10,
  revision,
  published: publication,
});
const current = publisher(published());
const seen = now.getTime();

describe('lists are due', () => {
  test('when there are none, or this process has not seen them', () => {
    expect(isDue(publisher(undefined), undefined, now)).toBe(true);
    expect(isDue(current, undefined, now)).toBe(true);
    expect(isDue(current, seen, now)).toBe(false);
  });

  test('after a revocation', () => expect(isDue(publisher(published(), 5), seen, now)).toBe(true));

  test('after half of their life; with a delta list, after half a day', () => {
    expect(isDue(current, seen, at(5 * DAY_MS - 1))).toBe(false);
    expect(isDue(current, seen, at(5 * DAY_MS))).toBe(true);
    const split = publisher(published({ shards: 64 }));
    expect(isDue(split, seen, at(12 * HOUR_MS - 1))).toBe(false);
    expect(isDue(split, seen, at(12 * HOUR_MS))).toBe(true);
    expect(renewalOf(published({ shards: 64 }), 1)).toEqual(at(12 * HOUR_MS));
  });

  test('when the store has older ones than this process has seen', () => {
    expect(isDue(current, seen + 1, now)).toBe(true);
  });

  test('when they are from the future, beyond what clocks of servers differ by', () => {
    expect(isDue(current, seen, at(-4 * 60_000))).toBe(false);
    expect(isDue(current, seen, at(-6 * 60_000))).toBe(true);
  });
});

describe('numbers', () => {
  test('follow the clock, and rise when the clock does not', () => {
    expect(plan(publisher(undefined), undefined, now).number).toBe(now.getTime());
    expect(plan(current, seen, at(1000)).number).toBe(now.getTime() + 1000);
    expect(plan(current, seen, now).number).toBe(now.getTime() + 1);
    expect(plan(current, seen, at(-1000 * DAY_MS)).number).toBe(now.getTime() + 1);
  });

  test('rise above what this process has seen though the store has forgotten it', () => {
    expect(plan(current, seen + 7 * DAY_MS, at(1000)).number).toBe(seen + 7 * DAY_MS + 1);
  });

  test('rise above everything that was published before an old copy of the store was put back', () => {
    const lastWeek = published({ number: now.getTime() - 7 * DAY_MS, thisUpdate: at(-7 * DAY_MS) });
    expect(plan(publisher(lastWeek), undefined, now).number).toBe(now.getTime());
  });
});

describe('what a list holds', () => {
  test('expired certificates stay until they have been on a regular list', () => {
    const list = published({ regular: { number: 1, at: at(-3 * DAY_MS) } });
    expect(plan(publisher(list), seen, at(1000))).toMatchObject({
      keepFrom: at(-3 * DAY_MS),
      regular: { number: 1, at: at(-3 * DAY_MS) },
    });
    // A list by the calendar still has what expired since the one before, and the next has not.
    expect(plan(publisher(list), seen, at(2 * DAY_MS))).toMatchObject({
      keepFrom: at(-3 * DAY_MS),
      regular: { at: at(2 * DAY_MS) },
    });
  });

  test('with the clock set back nothing that is valid again is left out', () => {
    const made = published({ regular: { number: 9, at: at(900 * DAY_MS) }, thisUpdate: at(900 * DAY_MS) });
    expect(plan(publisher(made), seen, now)).toMatchObject({ keepFrom: now, regular: { at: now }, base: { at: now } });
  });

  test('a delta list goes back to the regular list before the last: older ones have expired', () => {
    const first = plan(publisher(undefined), undefined, now);
    expect(first.base).toEqual({ number: first.number, at: now });
    const list = published({ regular: { number: 7, at: at(-5 * DAY_MS) }, base: { number: 3, at: at(-10 * DAY_MS) } });
    expect(plan(publisher(list), seen, at(-1000)).base).toEqual({ number: 3, at: at(-10 * DAY_MS) });
    const regular = plan(publisher(list), seen, now);
    expect(regular.base).toEqual({ number: 7, at: at(-5 * DAY_MS) });
    expect(regular.changedSince).toEqual(at(-5 * DAY_MS - HOUR_MS));
    expect([regular.nextUpdate, regular.deltaNextUpdate]).toEqual([at(10 * DAY_MS), at(DAY_MS)]);
  });

  test('parts that have not changed are signed anew by the calendar and at the first look of a process', () => {
    expect(plan(publisher(published(), 5), seen, at(1000)).all).toBe(false);
    expect(plan(current, seen, at(5 * DAY_MS)).all).toBe(true);
    expect(plan(current, undefined, at(1000)).all).toBe(true);
    expect(plan(current, seen + 1, at(1000)).all).toBe(true);
  });
});
