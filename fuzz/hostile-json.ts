/** JSON texts that are no JSON, or more of it than anybody wants, and RAM policies with something wrong in them. */
import { hostileText } from './hostile-texts.js';
import type { Random } from './random.js';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

const BROKEN = [
  '{',
  '[',
  '{"a":',
  '{"a":1,}',
  '[1,]',
  "{'a':1}",
  '{"a":1}{"b":2}',
  '// x\n{}',
  'NaN',
  '{"a":1,"a":2}',
  '{"__proto__":{"x":1}}',
  '{"constructor":{"prototype":{"x":1}}}',
  '"\\ud800"',
  '{"\\ud800":1}',
  '["\\u0000"]',
  '1e999',
  '-0',
  '[1e-999]',
  '123456789012345678901234567890',
  'null',
  'true',
  '""',
  '{}',
  '[]',
  '[null]',
  '[[]]',
  '[{}]',
  '[""]',
  '\ufeff{}',
  ' {} ',
  '{"":""}',
];

/** A JSON text that differs from a good one, or has nothing to do with it. */
export function hostileJson(good: Json, random: Random): string {
  return random.weighted<() => string>([
    [6, () => JSON.stringify(bentJson(good, random))],
    [3, () => JSON.stringify(bentJson(bentJson(good, random), random))],
    [4, () => random.pick(BROKEN)],
    [1, () => JSON.stringify(good).slice(0, -1 - random.below(5))],
    [1, () => JSON.stringify(good, null, random.pick([1, '\t', ' \r\n'.repeat(3)]))],
    [1, () => deep(random.pick([10, 31, 33, 500, 20_000]), random)],
    [1, () => `[${Array.from({ length: random.pick([101, 2000, 12_000]) }, () => '1').join(',')}]`],
    [1, () => JSON.stringify(Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`k${i}`, 'v'])))],
    [1, () => JSON.stringify(good).replace(/[a-z]/, it => `\\u${it.charCodeAt(0).toString(16).padStart(4, '0')}`)],
  ])();
}

function deep(levels: number, random: Random): string {
  return random.chance(0.5)
    ? '['.repeat(levels) + ']'.repeat(levels)
    : `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
}

/** One place of a JSON value, at any depth, changed. */
export function bentJson(value: Json, random: Random): Json {
  if (value !== null && typeof value === 'object' && random.chance(0.75)) {
    const entries = Object.entries(value);
    const chosen = random.below(entries.length + 1);
    const bent = entries.flatMap(([name, member], i): [string, Json][] => {
      if (i !== chosen) return [[name, member]];
      return random.weighted<() => [string, Json][]>([
        [8, () => [[name, bentJson(member, random)]]],
        [1, () => []],
        [1, () => [[random.pick([name.toLowerCase(), `${name} `, 'Not'.concat(name), hostileText(random)]), member]]],
        [1, () => [[name, [member, member]]]],
        [1, () => [[name, { [name]: member }]]],
      ])();
    });
    if (chosen === entries.length) bent.push([random.pick(['Extra', '__proto__', '', 'Condition']), oddJson(random)]);
    return Array.isArray(value) ? bent.map(([, member]) => member) : Object.fromEntries(bent);
  }
  return oddJson(random);
}

function oddJson(random: Random): Json {
  return random.weighted<() => Json>([
    [6, () => hostileText(random)],
    [2, () => random.pick([null, true, false, 0, -1, 1.5, 1e300, 2 ** 53])],
    [1, () => random.pick<Json>([[], {}, [[]], [{}], ['', ''], { '': '' }])],
    [1, () => '*'.repeat(1 + random.below(300))],
    [1, () => `${'*a'.repeat(100)}b`],
  ])();
}

const OPERATORS = [
  'StringEquals',
  'StringNotEqualsIgnoreCase',
  'StringLike',
  'NumericLessThan',
  'DateGreaterThan',
  'Bool',
  'IpAddress',
  'NotIpAddress',
  'IpAddressIncludeBorder',
  'Null',
  'ForAnyValue:StringLike',
  'ForAllValues:StringEquals',
  'StringEqualsIfExists',
  'NoSuchOperator',
];
const KEYS = [
  'acs:SourceIp',
  'acs:CurrentTime',
  'acs:SecureTransport',
  'acs:UserAgent',
  'cas:x',
  'acs:ResourceTag/a',
  '',
];
const VALUES = [
  '10.0.0.0/8',
  '2026-01-01T00:00:00Z',
  'true',
  '1',
  '*',
  '',
  '$'.concat('{acs:PrincipalName}'),
  'x'.repeat(300),
];
const ACTIONS = ['*', 'kms:*', 'ram:GetUser', 'yundun-cert:Describe*', 'kms:?et*', 'ram:*User', 'x', 'a:b:c', '*:*'];
const RESOURCES = ['*', 'acs:ram:*:*:user/*', 'acs:kms:cn-hangzhou:*:key/*', 'acs:*:*:*:*', 'acs:ram::1:user/a', 'x'];

/** A RAM policy document as its grammar has it. */
export function policyDocument(random: Random): Json {
  const some = (choices: readonly string[]): Json =>
    random.chance(0.5) ? random.pick(choices) : Array.from({ length: 1 + random.below(3) }, () => random.pick(choices));
  const condition = (): Json =>
    Object.fromEntries(
      Array.from({ length: 1 + random.below(3) }, () => [
        random.pick(OPERATORS),
        Object.fromEntries([[random.pick(KEYS), some(VALUES)]]),
      ]),
    );
  const statement = (): Json => ({
    Effect: random.pick(['Allow', 'Allow', 'Deny']),
    [random.pick(['Action', 'Action', 'NotAction'])]: some(ACTIONS),
    [random.pick(['Resource', 'Resource', 'NotResource'])]: some(RESOURCES),
    ...(random.chance(0.4) && { Condition: condition() }),
  });
  return { Version: '1', Statement: Array.from({ length: 1 + random.below(3) }, statement) };
}
