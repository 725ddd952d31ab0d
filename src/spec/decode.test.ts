import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { check } from './check.js';
import { decodeParameters } from './decode.js';
import {
  boolean,
  type Field,
  type Fields,
  integer,
  jsonText,
  list,
  map,
  object,
  oneOf,
  secret,
  string,
} from './field.js';
import { Problem } from './problem.js';
import { REDACTED, withoutSecrets } from './redact.js';
import type { JsonValue } from './wire-values.js';

const tags = list(object({ Key: string({ required: true, maxLength: 3 }), Value: string({}) }, {}), { maxItems: 3 });

function decode(fields: Fields, values: Record<string, JsonValue>): Record<string, unknown> {
  const decoded = decodeParameters(fields, new Map(Object.entries(values)));
  check(fields, decoded);
  return decoded;
}

function problemOf(fields: Fields, values: Record<string, JsonValue>): string {
  try {
    decode(fields, values);
  } catch (fault) {
    if (fault instanceof Problem) return `${fault.parameter} ${fault.problem}`;
    throw fault;
  }
  return 'none';
}

describe('values', () => {
  const cases: [string, Field, JsonValue, unknown][] = [
    ['a text', string({}), 'a+b 中', 'a+b 中'],
    ['the empty text', string({}), '', ''],
    ['a number', integer({}), '42', 42],
    ['a negative number', integer({}), '-7', -7],
    ['a JSON number', integer({}), 42, 42],
    ['true', boolean({}), 'true', true],
    ['0 for false', boolean({}), '0', false],
    ["Python's True", boolean({}), 'True', true],
    ['a word', oneOf(['A', 'B'], {}), 'B', 'B'],
    ['a JSON list', list(string({}), {}), '["x","y"]', ['x', 'y']],
    ['a JSON map', map(string({}), {}), '{"a":"b"}', { a: 'b' }],
    ['a JSON text', jsonText(list(string({}), {}), {}), '[ "x" ]', { text: '[ "x" ]', value: ['x'] }],
    ['an empty number as none', integer({}), '', undefined],
  ];
  test.each(cases)('%s', (_name, field, wire, value) => {
    expect(decode({ P: field }, { P: wire })).toEqual(value === undefined ? {} : { P: value });
  });

  const wrong: [string, Field, JsonValue, string][] = [
    ['letters for a number', integer({}), 'x', 'P type'],
    ['hexadecimal', integer({}), '0x10', 'P type'],
    ['an exponent', integer({}), '1e3', 'P type'],
    ['a blank', integer({}), ' 1', 'P type'],
    ['a leading zero', integer({}), '01', 'P type'],
    ['a fraction', integer({}), 1.5, 'P type'],
    ['beyond 2^53', integer({}), '9007199254740993', 'P type'],
    ['out of range', integer({ minimum: 1 }), '0', 'P range'],
    ['yes', boolean({}), 'yes', 'P type'],
    ['another word', oneOf(['A'], {}), 'a', 'P value'],
    ['a long text', string({ maxLength: 2 }), 'abc', 'P length'],
    ['too many bytes', string({ maxBytes: 2 }), '中', 'P length'],
    ['other characters', string({ pattern: /[a-z]+/ }), 'a1', 'P characters'],
    ['a line feed at the end', string({ pattern: /[a-z]+/ }), 'a\n', 'P characters'],
    ['the character U+0000', string({}), 'a\u0000', 'P characters'],
    ['half a surrogate pair', string({}), 'a\ud800', 'P characters'],
    ['U+0000 as the name of a member', map(string({}), {}), '{"a\\u0000":"x"}', 'P characters'],
    ['a day that is none', string({ format: 'date-time' }), '2025-02-30T00:00:00Z', 'P format'],
    ['half a JSON text', jsonText(list(string({}), {}), {}), '["x"', 'P format'],
    ['another JSON type', jsonText(list(string({}), {}), {}), '{}', 'P type'],
    ['a number in a list of texts', list(string({}), {}), '[1]', 'P.1 type'],
    ['an undeclared member', object({ A: string({}) }, {}), '{"B":"x"}', 'P value'],
    ['a member named __proto__', map(string({}), {}), '{"__proto__":"x"}', 'P value'],
  ];
  test.each(wrong)('%s is refused', (_name, field, wire, problem) => {
    expect(problemOf({ P: field }, { P: wire })).toBe(problem);
  });
});

test('a JSON text that is too deep or has too many values is refused before it is parsed', () => {
  const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
  const rule = (text: string) => {
    try {
      decode({ P: jsonText(list(list(string({}), {}), {}), {}) }, { P: text });
    } catch (fault) {
      if (fault instanceof Problem) return `${fault.parameter} ${fault.problem}: ${fault.rule}`;
      throw fault;
    }
    return 'none';
  };
  expect(rule(deep(32))).toMatch(/^P\.1\.1 type/);
  expect(rule(deep(33))).toBe('P format: must not be nested deeper than 32 levels');
  expect(rule('['.repeat(200_000))).toBe('P format: must not be nested deeper than 32 levels');
  expect(rule(`[${'[],'.repeat(100_000)}[]]`)).toBe('none');
  expect(rule(`[${'[],'.repeat(100_001)}[]]`)).toBe('P format: must not have so many values');
  expect(problemOf({ P: list(string({}), {}) }, { P: `[${','.repeat(100_001)}]` })).toBe('P format');
});

describe('presence', () => {
  test('a required parameter that is missing or empty is missing', () => {
    expect(problemOf({ P: string({ required: true }) }, {})).toBe('P missing');
    expect(problemOf({ P: string({ required: true }) }, { P: '' })).toBe('P missing');
  });
  test('a default stands in for one that is not there', () => {
    expect(decode({ P: integer({ default: 20 }) }, {})).toEqual({ P: 20 });
  });
  test('an alias is read', () => {
    expect(decode({ P: string({ aliases: ['p'] }) }, { p: 'alias' })).toEqual({ P: 'alias' });
  });
  test('unknown parameters are left out', () => {
    expect(decode({ P: string({}) }, { P: 'x', RegionId: 'y' })).toEqual({ P: 'x' });
  });
});

describe('flattened values', () => {
  test('lists and objects, in the order of their numbers, gaps allowed', () => {
    expect(decode({ Tags: tags }, { 'Tags.10.Key': 'b', 'Tags.2.Key': 'a', 'Tags.2.Value': '' })).toEqual({
      Tags: [{ Key: 'a', Value: '' }, { Key: 'b' }],
    });
  });
  test('objects in objects', () => {
    const fields = { A: object({ B: object({ C: list(string({}), {}) }, {}) }, {}) };
    expect(decode(fields, { 'A.B.C.1': 'x' })).toEqual({ A: { B: { C: ['x'] } } });
  });
  test('a map takes names with dots', () => {
    expect(decode({ M: map(string({}), {}) }, { 'M.a.b': 'x' })).toEqual({ M: { 'a.b': 'x' } });
  });
  test.each([
    ['Tags.0.Key', 'Tags value'],
    ['Tags.99999999.Key', 'Tags value'],
    ['Tags.x.Key', 'Tags value'],
    ['Tags.1.Value', 'Tags.1.Key missing'],
  ])('%s is refused', (name, problem) => {
    expect(problemOf({ Tags: tags }, { [name]: 'v' })).toBe(problem);
  });
  test('what is wrong is named as the caller wrote it', () => {
    expect(problemOf({ Tags: tags }, { 'Tags.1.Key': 'a', 'Tags.2.Key': 'long' })).toBe('Tags.2.Key length');
    const four = Object.fromEntries([1, 2, 3, 4].map(n => [`Tags.${n}.Key`, 'k']));
    expect(problemOf({ Tags: tags }, four)).toBe('Tags count');
  });
});

test('arbitrary parameters decode or are a problem, never another fault', () => {
  const fields: Fields = {
    S: string({ maxBytes: 5 }),
    I: integer({}),
    B: boolean({}),
    L: list(string({}), {}),
    O: object({ A: integer({}), B: list(object({ C: string({}) }, {}), {}) }, {}),
    M: map(string({}), {}),
    J: jsonText(map(string({}), {}), {}),
    T: tags,
  };
  const part = fc.constantFrom(
    'S',
    'I',
    'B',
    'L',
    'O',
    'M',
    'J',
    'T',
    'A',
    'C',
    'Key',
    '1',
    '2',
    '0',
    '__proto__',
    '',
    'constructor',
  );
  const name = fc.array(part, { minLength: 1, maxLength: 4 }).map(parts => parts.join('.'));
  const value = fc.oneof(fc.string(), fc.json(), fc.jsonValue()) as fc.Arbitrary<JsonValue>;
  fc.assert(
    fc.property(fc.dictionary(name, value), values => {
      problemOf(fields, values);
    }),
    { numRuns: 3000 },
  );
});

test('secrets are taken out at any depth', () => {
  const fields = { P: secret({}), O: object({ S: secret({}), T: string({}) }, {}), L: list(secret({}), {}) };
  const values = decode(fields, { P: 'p', 'O.S': 's', 'O.T': 't', 'L.1': 'l' });
  expect(withoutSecrets(fields, values)).toEqual({ P: REDACTED, O: { S: REDACTED, T: 't' }, L: [REDACTED] });
});
