import { expect, test } from 'vitest';
import type { Field } from '../description/model';
import { takesAway } from './takes-away';

const status: Field = {
  name: 'Status',
  kind: 'choice',
  required: true,
  secret: false,
  place: 'query',
  sentAs: 'flattened',
  choices: ['Active', 'Inactive'],
};
const disabling = { destructive: true, destructiveWhen: { Status: 'Inactive' }, request: [status] };

test('a call takes something away as its operation does, and with the values that it names', () => {
  expect(takesAway({ destructive: false, request: [status] }, { Status: 'Inactive' })).toBe(false);
  expect(takesAway({ destructive: true, request: [status] }, {})).toBe(true);
  expect(takesAway(disabling, { Status: 'Inactive' })).toBe(true);
  expect(takesAway(disabling, { Status: 'Active' })).toBe(false);
  expect(takesAway(disabling, {})).toBe(false);
});
