import { expect, test } from 'vitest';
import { labelsOf, oldestWithoutLabel, withLabels, withoutLabel } from './stages.js';

const stages = new Map([
  ['ACSCurrent', 'v2'],
  ['ACSPrevious', 'v1'],
  ['Mine', 'v2'],
]);

test('the current version becomes the previous one', () => {
  expect([...withLabels(stages, ['ACSCurrent'], 'v3')]).toEqual([
    ['ACSCurrent', 'v3'],
    ['ACSPrevious', 'v2'],
    ['Mine', 'v2'],
  ]);
  expect(Object.fromEntries(withLabels(stages, ['ACSCurrent'], 'v1'))).toEqual({
    ACSCurrent: 'v1',
    ACSPrevious: 'v2',
    Mine: 'v2',
  });
  expect(withLabels(stages, ['ACSCurrent'], 'v2')).toEqual(stages);
});

test('other labels move alone', () => {
  expect(Object.fromEntries(withLabels(stages, ['Mine', 'New'], 'v3'))).toEqual({
    ACSCurrent: 'v2',
    ACSPrevious: 'v1',
    Mine: 'v3',
    New: 'v3',
  });
  expect([...withoutLabel(stages, 'Mine').keys()]).toEqual(['ACSCurrent', 'ACSPrevious']);
  expect(labelsOf(stages, 'v2')).toEqual(['ACSCurrent', 'Mine']);
  expect(labelsOf(stages, 'v3')).toEqual([]);
});

test('the oldest version without a label is the first to go', () => {
  const versions = [4, 3, 2, 1].map(number => ({ id: `v${number}`, number }));
  expect(oldestWithoutLabel(versions, stages)?.id).toBe('v3');
  expect(oldestWithoutLabel(versions.slice(2), stages)).toBeUndefined();
});
