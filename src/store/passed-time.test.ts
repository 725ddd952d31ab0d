import { expect, test } from 'vitest';
import { PassedTime } from './passed-time.js';

const minute = 60_000;
const start = Date.parse('2026-03-01T00:00:00Z');

/** Two clocks that are asked each minute, one of which can be set. */
function watched() {
  let steady = 12_345.25;
  let ahead = 0;
  const passed = new PassedTime(
    30 * minute,
    () => start + steady + ahead,
    () => steady,
  );
  return {
    setAhead: (minutes: number) => {
      ahead = minutes * minute;
    },
    /** What it says after so many minutes, in minutes from the true time. */
    after: (minutes: number) => {
      let told: number | undefined;
      for (let n = 0; n < minutes; n++) {
        steady += minute;
        told = passed.now();
      }
      return told === undefined ? undefined : Math.round((told - start - steady) / minute) + 0;
    },
  };
}

test('nothing is known until the clock has been watched for a while', () => {
  const clock = watched();
  expect(clock.after(29)).toBeUndefined();
  expect(clock.after(1)).toBe(0);
});

test('a clock that runs ahead is not believed for a while, and not missed when it comes back', () => {
  const clock = watched();
  clock.after(40);
  clock.setAhead(600);
  expect(clock.after(1)).toBe(0);
  expect(clock.after(29)).toBe(0);
  clock.setAhead(0);
  expect(clock.after(1)).toBe(0);
  expect(clock.after(60)).toBe(0);
});

test('a clock that is ahead for good is believed in the end', () => {
  const clock = watched();
  clock.after(40);
  clock.setAhead(600);
  expect(clock.after(32)).toBe(600);
});

test('a clock that is set back is believed at once, and for a while after it has come forward again', () => {
  const clock = watched();
  clock.after(40);
  clock.setAhead(-600);
  expect(clock.after(1)).toBe(-600);
  clock.setAhead(0);
  expect(clock.after(30)).toBe(-600);
  expect(clock.after(2)).toBe(0);
});

test('a clock that was wrong when the server started is not believed', () => {
  const clock = watched();
  clock.setAhead(600);
  expect(clock.after(5)).toBeUndefined();
  clock.setAhead(0);
  expect(clock.after(30)).toBe(0);
});
