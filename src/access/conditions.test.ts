import { describe, expect, test } from 'vitest';
import { conditionOperators } from './condition-operators.js';
import { ContextValues } from './conditions.js';
import { unmetCondition } from './policy.js';
import { parsePolicy } from './policy-grammar.js';

type Listed = string | number | boolean | readonly (string | number | boolean)[];
type Case = readonly [operator: string, listed: Listed, values: readonly string[] | undefined, holds: boolean];

const cases: readonly Case[] = [
  ['StringEquals', 'a', ['a'], true],
  ['StringEquals', 'a', ['A'], false],
  ['StringEquals', 'a*', ['ab'], false],
  ['StringEquals', ['a', 'b'], ['b'], true],
  ['StringEquals', ['a', 'b'], ['c'], false],
  ['StringEquals', 'a', ['x', 'a'], true],
  ['StringEquals', 'a', undefined, false],
  ['StringEquals', 7, ['7'], true],
  ['StringEquals', 12345678901234567890n.toString(), ['12345678901234567890'], true],
  ['StringEquals', true, ['true'], true],
  ['StringEquals', '', [''], true],
  ['StringNotEquals', 'a', ['b'], true],
  ['StringNotEquals', 'a', ['a'], false],
  ['StringNotEquals', ['a', 'b'], ['b'], false],
  ['StringNotEquals', ['a', 'b'], ['c'], true],
  ['StringNotEquals', 'a', ['x', 'a'], false],
  ['StringNotEquals', 'a', undefined, true],
  ['StringEqualsIgnoreCase', 'Apollo', ['aPOLLO'], true],
  ['StringEqualsIgnoreCase', 'Apollo', ['apollo2'], false],
  ['StringEqualsIgnoreCase', 'Apollo', undefined, false],
  ['StringNotEqualsIgnoreCase', 'Apollo', ['aPOLLO'], false],
  ['StringNotEqualsIgnoreCase', 'Apollo', ['gemini'], true],
  ['StringNotEqualsIgnoreCase', 'Apollo', undefined, true],
  ['StringLike', 'team-*', ['team-a'], true],
  ['StringLike', 'team-*', ['TEAM-a'], false],
  ['StringLike', 'team-?', ['team-ab'], false],
  ['StringLike', ['x', 'team-?'], ['team-a'], true],
  ['StringLike', '*', undefined, false],
  ['StringNotLike', 'team-*', ['team-a'], false],
  ['StringNotLike', ['x*', 'team-*'], ['team-a'], false],
  ['StringNotLike', 'team-*', ['other'], true],
  ['StringNotLike', 'team-*', undefined, true],

  ['NumericEquals', '10', ['10.0'], true],
  ['NumericEquals', 10, ['1e1'], true],
  ['NumericEquals', [1, 2], ['2'], true],
  ['NumericEquals', '10', ['11'], false],
  ['NumericEquals', '10', ['ten'], false],
  ['NumericEquals', '10', undefined, false],
  ['NumericNotEquals', '10', ['11'], true],
  ['NumericNotEquals', ['10', '11'], ['11'], false],
  ['NumericNotEquals', '10', ['10'], false],
  ['NumericNotEquals', '10', undefined, true],
  ['NumericLessThan', '10', ['9.99'], true],
  ['NumericLessThan', '10', ['10'], false],
  ['NumericLessThan', '10', ['-11'], true],
  ['NumericLessThan', '10', undefined, false],
  ['NumericLessThanEquals', '10', ['10'], true],
  ['NumericLessThanEquals', '10', ['10.01'], false],
  ['NumericGreaterThan', '-1', ['0'], true],
  ['NumericGreaterThan', '10', ['10'], false],
  ['NumericGreaterThan', '10', ['9'], false],
  ['NumericGreaterThanEquals', '10', ['10'], true],
  ['NumericGreaterThanEquals', '10', ['9'], false],
  ['NumericGreaterThanEquals', '10', ['Infinity'], false],

  ['DateEquals', '2026-01-31T23:59:59Z', ['2026-01-31T23:59:59Z'], true],
  ['DateEquals', '2026-02-01T07:59:59+08:00', ['2026-01-31T23:59:59Z'], true],
  ['DateEquals', '2026-01-31T18:29:59-05:30', ['2026-01-31T23:59:59Z'], true],
  ['DateEquals', '2026-01-31T23:59Z', ['2026-01-31T23:59:00.000Z'], true],
  ['DateEquals', '2026-01-31T23:59:59Z', ['2026-01-31T23:59:58Z'], false],
  ['DateEquals', '2026-01-31T23:59:59Z', ['yesterday'], false],
  ['DateEquals', '2026-01-31T23:59:59Z', undefined, false],
  ['DateNotEquals', '2026-01-31T23:59:59Z', ['2026-01-31T23:59:58Z'], true],
  ['DateNotEquals', '2026-01-31T23:59:59Z', ['2026-01-31T23:59:59Z'], false],
  ['DateNotEquals', '2026-01-31T23:59:59Z', undefined, true],
  ['DateLessThan', '2026-01-31T23:59:59Z', ['2026-01-31T23:59:58Z'], true],
  ['DateLessThan', '2026-01-31T23:59:59Z', ['2026-01-31T23:59:59Z'], false],
  ['DateLessThan', '2026-01-31T23:59:59+08:00', ['2026-01-31T16:00:00Z'], false],
  ['DateLessThanEquals', '2026-01-31T23:59:59Z', ['2026-01-31T23:59:59Z'], true],
  ['DateLessThanEquals', '2026-01-31T23:59:59Z', ['2026-02-01T00:00:00Z'], false],
  ['DateGreaterThan', '2026-01-31T23:59:59Z', ['2026-02-01T00:00:00Z'], true],
  ['DateGreaterThan', '2026-01-31T23:59:59Z', ['2026-01-31T23:59:59Z'], false],
  ['DateGreaterThanEquals', '2026-01-31T23:59:59Z', ['2026-01-31T23:59:59Z'], true],
  ['DateGreaterThanEquals', '2026-01-31T23:59:59Z', ['2026-01-31T23:59:58Z'], false],

  ['Bool', 'true', ['true'], true],
  ['Bool', true, ['true'], true],
  ['Bool', 'false', ['true'], false],
  ['Bool', ['true', 'false'], ['false'], true],
  ['Bool', 'false', undefined, false],

  ['IpAddress', '10.0.0.0/8', ['10.1.2.3'], true],
  ['IpAddress', '10.1.2.3/8', ['10.200.0.1'], true],
  ['IpAddress', ['192.0.2.1', '2001:db8::/32'], ['2001:db8::9'], true],
  ['IpAddress', '10.0.0.0/8', ['::ffff:10.1.2.3'], true],
  ['IpAddress', '10.0.0.0/8', ['11.1.2.3'], false],
  ['IpAddress', '10.0.0.0/8', undefined, false],
  ['NotIpAddress', '10.0.0.0/8', ['11.1.2.3'], true],
  ['NotIpAddress', ['10.0.0.0/8', '11.0.0.0/8'], ['11.1.2.3'], false],
  ['NotIpAddress', '10.0.0.0/8', ['::ffff:10.1.2.3'], false],
  ['NotIpAddress', '10.0.0.0/8', undefined, true],
];

describe('a condition', () => {
  test.each(cases)('%s %j against %j: %s', (operator, listed, values, holds) => {
    expect(holdsIn({ [operator]: { 'acs:Key': listed } }, values === undefined ? {} : { 'acs:Key': values })).toBe(
      holds,
    );
  });

  test('has these twenty-one operators and no others', () => {
    expect(conditionOperators.size).toBe(21);
    expect(new Set(cases.map(([operator]) => operator))).toEqual(new Set(conditionOperators.keys()));
  });

  test('holds when all operators and all keys hold', () => {
    const block = {
      StringEquals: { 'acs:A': 'a', 'acs:B': 'b' },
      Bool: { 'acs:SecureTransport': 'true' },
    };
    const met = { 'acs:A': ['a'], 'acs:B': ['b'], 'acs:SecureTransport': ['true'] };
    expect(holdsIn(block, met)).toBe(true);
    for (const key of Object.keys(met)) expect(holdsIn(block, { ...met, [key]: ['no'] })).toBe(false);
  });

  test('compares keys without regard to case up to the slash, and tag keys with it', () => {
    const block = { StringEquals: { 'ACS:resourcetag/Team': 'a' } };
    expect(holdsIn(block, { 'acs:ResourceTag/Team': ['a'] })).toBe(true);
    expect(holdsIn(block, { 'acs:ResourceTag/team': ['a'] })).toBe(false);
    expect(holdsIn({ StringEquals: { 'ACS:SOURCEIP': 'x' } }, { 'acs:SourceIp': ['x'] })).toBe(true);
    expect(holdsIn({ StringEquals: { 'acs:RequestTag/a/B': 'x' } }, { 'acs:requesttag/a/B': ['x'] })).toBe(true);
    expect(holdsIn({ StringEquals: { 'acs:RequestTag/a/B': 'x' } }, { 'acs:requesttag/a/b': ['x'] })).toBe(false);
  });

  test('sees the values of one key in all its spellings', () => {
    const context = { 'acs:SourceIp': ['10.0.0.1'], 'ACS:SOURCEIP': ['192.0.2.1'] };
    expect(holdsIn({ IpAddress: { 'acs:sourceip': '192.0.2.1' } }, context)).toBe(true);
    expect(holdsIn({ IpAddress: { 'acs:sourceip': '10.0.0.1' } }, context)).toBe(true);
    expect(holdsIn({ NotIpAddress: { 'acs:sourceip': '192.0.2.1' } }, context)).toBe(false);
  });

  test('that is empty holds', () => {
    expect(holdsIn({}, {})).toBe(true);
  });
});

function holdsIn(block: object, context: Readonly<Record<string, readonly string[]>>): boolean {
  const [statement] = parsePolicy(
    JSON.stringify({
      Version: '1',
      Statement: [{ Effect: 'Allow', Action: '*', Resource: '*', Condition: block }],
    }),
  ).statements;
  return unmetCondition(statement!, new ContextValues(new Map(Object.entries(context)))) === undefined;
}
