/** The forms in which clients write a list, an object, a map or a JSON text: all mean the same, and what is nearly one is refused. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { check } from './check.js';
import { decodeParameters } from './decode.js';
import { boolean, type Field, type Fields, integer, jsonText, list, map, object, oneOf, string } from './field.js';
import { Problem } from './problem.js';
import { holdsOthers } from './sample.js';
import type { JsonValue } from './wire-values.js';

type Pairs = [name: string, value: JsonValue][];

const tag = object(
  { Key: string({ minLength: 1, maxLength: 5, example: 'runtime' }), Value: string({ example: 'production' }) },
  {},
);
const addresses = jsonText(list(string({ maxLength: 20 }), {}), { maxLength: 50, example: '["10.0.0.0/8"]' });
const rules = jsonText(object({ NetworkRules: list(string({}), { maxItems: 2 }) }, {}), {
  example: '{"NetworkRules":["rule"]}',
});

function decode(fields: Fields, pairs: Pairs): Record<string, unknown> {
  const decoded = decodeParameters(fields, new Map(pairs));
  check(fields, decoded);
  return decoded;
}

/** `Name as written: the rule`. */
function refusal(fields: Fields, pairs: Pairs): string {
  try {
    decode(fields, pairs);
  } catch (fault) {
    if (fault instanceof Problem) return `${fault.written}: ${fault.rule}`;
    throw fault;
  }
  return 'none';
}

describe('one value in every form', () => {
  const text = (value: JsonValue) => JSON.stringify(value);
  const same: [string, Field, unknown, Pairs[]][] = [
    [
      'a list of texts',
      list(string({}), {}),
      ['a', 'b'],
      [[['P', '["a","b"]']], [['P', ['a', 'b']]], [['P.1', 'a'] as [string, string], ['P.2', 'b']]],
    ],
    [
      'a list of objects',
      list(tag, {}),
      [{ Key: 'a', Value: '' }, { Key: 'b' }],
      [
        [['P', '[{"Key":"a","Value":""},{"Key":"b"}]']],
        [['P', [{ Key: 'a', Value: '' }, { Key: 'b' }]]],
        [
          ['P.1.Key', 'a'],
          ['P.1.Value', ''],
          ['P.2.Key', 'b'],
        ],
        [
          ['P.2', '{"Key":"b"}'],
          ['P.1.Key', 'a'],
          ['P.1.Value', ''],
        ],
        [
          ['P.1', { Key: 'a', Value: '' }],
          ['P.2', { Key: 'b' }],
        ],
      ],
    ],
    [
      'an object with a list',
      object({ Names: list(string({}), {}), Count: integer({}) }, {}),
      { Names: ['a', 'b'], Count: 2 },
      [
        [['P', '{"Names":["a","b"],"Count":"2"}']],
        [['P', { Names: ['a', 'b'], Count: 2 }]],
        [
          ['P.Names.1', 'a'],
          ['P.Names.2', 'b'],
          ['P.Count', '2'],
        ],
        [
          ['P.Names', '["a","b"]'],
          ['P.Count', '2'],
        ],
      ],
    ],
    [
      'a map',
      map(string({}), {}),
      { 'a.b': 'x', c: '' },
      [
        [['P', text({ 'a.b': 'x', c: '' })]],
        [['P', { 'a.b': 'x', c: '' }]],
        [
          ['P.a.b', 'x'],
          ['P.c', ''],
        ],
      ],
    ],
    [
      'a JSON text of a list',
      addresses,
      { text: '["a","b"]', value: ['a', 'b'] },
      [
        [['P', '["a","b"]']],
        [['P', ['a', 'b']]],
        [
          ['P.1', 'a'],
          ['P.2', 'b'],
        ],
      ],
    ],
    [
      'a JSON text of an object with a list',
      rules,
      { text: '{"NetworkRules":["a","b"]}', value: { NetworkRules: ['a', 'b'] } },
      [
        [['P', '{"NetworkRules":["a","b"]}']],
        [['P', { NetworkRules: ['a', 'b'] }]],
        [
          ['P.NetworkRules.1', 'a'],
          ['P.NetworkRules.2', 'b'],
        ],
        [['P.NetworkRules', '["a","b"]']],
      ],
    ],
  ];
  test.each(same)('%s', (_name, field, value, forms) => {
    for (const pairs of forms) expect(decode({ P: field }, pairs), JSON.stringify(pairs)).toEqual({ P: value });
  });

  test('a JSON text that the caller wrote is kept to the letter', () => {
    expect(decode({ P: addresses }, [['P', '[ "a" ]']])).toEqual({ P: { text: '[ "a" ]', value: ['a'] } });
  });

  test('an empty parameter beside the parts is none', () => {
    expect(
      decode({ P: addresses }, [
        ['P', ''],
        ['P.1', 'a'],
      ]),
    ).toEqual({ P: { text: '["a"]', value: ['a'] } });
  });
});

describe('two forms at once are refused', () => {
  test.each<[string, Field, Pairs]>([
    [
      'whole and in parts',
      list(tag, {}),
      [
        ['P', '[{"Key":"a"}]'],
        ['P.1.Key', 'a'],
      ] as Pairs,
    ], // prettier
    [
      'of a JSON text',
      addresses,
      [
        ['P', '["a"]'],
        ['P.1', 'a'],
      ] as Pairs,
    ],
    [
      'of an entry',
      list(tag, {}),
      [
        ['P.1', '{"Key":"a"}'],
        ['P.1.Key', 'a'],
      ] as Pairs,
    ],
    [
      'of a member',
      object({ A: list(string({}), {}) }, {}),
      [
        ['P.A', '["a"]'],
        ['P.A.1', 'a'],
      ] as Pairs,
    ],
    [
      'even of an empty list',
      list(tag, {}),
      [
        ['P', '[]'],
        ['P.1.Key', 'a'],
      ] as Pairs,
    ],
  ])('%s', (_name, field, pairs) => {
    const [[first], [second]] = pairs as [[string, string], [string, string]];
    expect(refusal({ P: field }, pairs)).toMatch(/^P[.\w]*: is given twice, as .* and as .*; send one of them$/);
    expect(refusal({ P: field }, pairs)).toContain(`as ${first} and as ${second};`);
    expect(refusal({ P: field }, [...pairs].reverse())).toMatch(/is given twice/);
  });

  test('and two values under two spellings of a name', () => {
    const fields = { Id: string({ aliases: ['id'] }) };
    const given = (value: string): Pairs => [
      ['Id', 'a'],
      ['id', value],
    ];
    expect(refusal(fields, given('b'))).toBe('Id: is given twice, as Id and as id; send one of them');
    expect(decode(fields, given('a'))).toEqual({ Id: 'a' });
  });

  test('which may be written in two forms', () => {
    const fields = { Keys: list(string({}), { aliases: ['Key'] }) };
    const given = (value: string): Pairs => [
      ['Keys', '["a"]'],
      ['Key.1', value],
    ];
    expect(decode(fields, given('a'))).toEqual({ Keys: ['a'] });
    expect(refusal(fields, given('b'))).toBe('Keys: is given twice, as Keys and as Key.1; send one of them');
    expect(refusal(fields, [...given('a'), ['Key', '["a"]']])).toMatch(/is given twice, as Key and as Key\.1/);
  });
});

describe('a name that is nearly a declared one is refused, with what was probably meant', () => {
  const fields = {
    Tag: list(tag, {}),
    ResourceId: list(string({}), {}),
    Name: string({}),
    Algorithm: string({}),
    SourcePrivateIp: addresses,
    AccessControlRules: rules,
    CountryCode: string({}),
    Filter: object({ Key: string({}), Values: list(string({}), {}) }, {}),
    GroupId: string({}),
    GroupIds: list(string({}), {}),
  };
  const meant = (name: string) => `is not known here; ${name} was probably meant`;
  test.each([
    ['Tags.1.Key', meant('Tag.1.Key')],
    ['tag.1.Key', meant('Tag.1.Key')],
    ['Tag.1.foo', 'is not known here; there are Key, Value'],
    ['Tag.1.key', meant('Tag.1.Key')],
    ['Tag.1.Keys', meant('Tag.1.Key')],
    ['Tag.1.Key.2', 'is not known here; Tag.1.Key takes one value'],
    ['Tag.x.Key', 'is not known here; entries are numbered from 1 to at most 10000, as in Tag.1.Key'],
    ['Tag.0.Key', 'is not known here; entries are numbered from 1 to at most 10000, as in Tag.1.Key'],
    ['Tag.01.Key', 'is not known here; entries are numbered from 1 to at most 10000, as in Tag.1.Key'],
    ['Tag..Key', 'is not known here; entries are numbered from 1 to at most 10000, as in Tag.1.Key'],
    ['Tag.', 'is not known here; entries are numbered from 1 to at most 10000, as in Tag.1.Key'],
    ['Tag.Key', 'is not known here; entries are numbered from 1 to at most 10000, as in Tag.1.Key'],
    ['Tag[0].Key', meant('Tag.1.Key')],
    ['Tag[]', meant('Tag.1.Key')],
    ['Tag1', meant('Tag')],
    ['TagList', meant('Tag')],
    ['Tags', meant('Tag')],
    ['ResourceIds.1', meant('ResourceId.1')],
    ['ResourceId.member.1', 'is not known here; entries are numbered from 1 to at most 10000, as in ResourceId.1'],
    ['Name.1', 'is not known here; Name takes one value'],
    ['name', meant('Name')],
    ['NameX', meant('Name')],
    ['Algoritm', meant('Algorithm')],
    ['Algorihtm', meant('Algorithm')],
    ['SourcePrivateIps', meant('SourcePrivateIp')],
    ['sourcePrivateIp.1', meant('SourcePrivateIp.1')],
    ['SourcePrivateIp.Ip', 'is not known here; entries are numbered from 1 to at most 10000, as in SourcePrivateIp.1'],
    ['AccessControlRule.NetworkRules.1', meant('AccessControlRules.NetworkRules.1')],
    ['AccessControlRules.NetworkRule.1', meant('AccessControlRules.NetworkRules.1')],
    ['AccessControlRules.1', 'is not known here; there is NetworkRules'],
    ['Filter.1.Key', 'is not known here; there are Key, Values'],
    ['Country_Code', meant('CountryCode')],
    ['GroupId.1', meant('GroupIds.1')],
    ['groupids.1', meant('GroupIds.1')],
    ['groupid', meant('GroupId')],
    ['GroupId[0]', meant('GroupIds.1')],
  ])('%s', (name, rule) => {
    expect(refusal(fields, [[name, 'v']])).toBe(`${name}: ${rule}`);
  });

  test('the code names the declared parameter, so that no text of the caller gets into a log', () => {
    const problem = (name: string) => {
      try {
        decode(fields, [[name, 'v']]);
      } catch (fault) {
        return (fault as Problem).parameter;
      }
      return undefined;
    };
    expect(['Tags.1.Key', 'Tag.x.Key', 'Tag.1.foo', 'Name.1', 'name'].map(problem)).toEqual([
      'Tag',
      'Tag',
      'Tag.1',
      'Name',
      'Name',
    ]);
  });

  test.each([
    'RegionId',
    'SignatureType',
    'SourceIp',
    'SecureTransport',
    'Format',
    'Timestamp',
    'ClientToken',
    'Foo.1.Bar',
    'ResourceOwnerId',
    '.x',
    '',
  ])('%s, which is nothing like a declared one, is left out', name => {
    expect(decode(fields, [[name, 'v']])).toEqual({});
  });

  test('a long name is shown in part, and without what a terminal acts on', () => {
    const written = refusal(fields, [[`Tag.\u202e${'x'.repeat(900)}`, 'v']]).split(':')[0];
    expect(written).toBe(`Tag.?${'x'.repeat(95)}`);
  });
});

describe('what is wrong is shown', () => {
  const fields = { Tag: list(tag, {}), SourcePrivateIp: addresses, AccessControlRules: rules };
  const tagForm = '[{"Key":"runtime","Value":"production"}], or Tag.1.Key=…';
  test.each<[string, Pairs, string]>([
    ['no JSON', [['Tag', 'a']], `Tag: must be JSON such as ${tagForm}`],
    ['half a JSON', [['Tag', '[{"Key":']], `Tag: must be JSON such as ${tagForm}; it ends too early`],
    [
      'a wrong character',
      [['SourcePrivateIp', '["a" "b"]']],
      'SourcePrivateIp: must be JSON such as ["10.0.0.0/8"], or SourcePrivateIp.1=…; its character 6 cannot stand there',
    ],
    ['an object for a list', [['Tag', '{"Key":"a"}']], `Tag: must be a list: JSON such as ${tagForm}`],
    [
      'a list for an object',
      [['AccessControlRules', '["r"]']],
      'AccessControlRules: must be an object: JSON such as {"NetworkRules":["rule"]}, or AccessControlRules.NetworkRules.1=…',
    ],
    [
      'an entry of another type',
      [['Tag', '[{"Key":"a"},"b"]']],
      'Tag.2: must be an object: JSON such as {"Key":"runtime","Value":"production"}, or Tag.2.Key=… (at [1] in the JSON)',
    ],
    [
      'a number for a text',
      [['Tag', [{ Key: 'a' }, { Key: 7 }]]],
      'Tag.2.Key: must be text, such as "runtime" (at [1].Key in the JSON)',
    ],
    [
      'a value beyond its limit, in parts',
      [
        ['Tag.1.Key', 'a'],
        ['Tag.3.Key', 'longer'],
      ],
      'Tag.3.Key: must be at most 5 characters long',
    ],
    [
      'a value beyond its limit, in a JSON text',
      [
        ['SourcePrivateIp.1', 'a'],
        ['SourcePrivateIp.2', 'x'.repeat(21)],
      ],
      'SourcePrivateIp.2: must be at most 20 characters long',
    ],
    [
      'too many entries of a member',
      [['AccessControlRules', '{"NetworkRules":["a","b","c"]}']],
      'AccessControlRules.NetworkRules: must have at most 2 entries',
    ],
    [
      'a JSON text beyond its limit',
      [1, 2, 3].map(n => [`SourcePrivateIp.${n}`, 'x'.repeat(20)]),
      'SourcePrivateIp: must be at most 50 characters long',
    ],
  ])('%s', (_name, pairs, message) => {
    expect(refusal(fields, pairs)).toBe(message);
  });
});

/** A field and values that it takes. */
type Sample = { readonly field: Field; readonly value: fc.Arbitrary<JsonValue> };

const scalars: fc.Arbitrary<Sample> = fc.constantFrom(
  { field: string({}), value: fc.string({ unit: 'grapheme' }).filter(text => !text.includes('\0')) },
  { field: integer({}), value: fc.maxSafeInteger() },
  { field: boolean({}), value: fc.boolean() },
  { field: oneOf(['A', 'B'], {}), value: fc.constantFrom('A', 'B') },
);
const key = fc.stringMatching(/^[A-Za-z0-9_:-]{1,6}$/).filter(it => it !== '__proto__' && it !== 'constructor');

const { sample } = fc.letrec<{ sample: Sample }>(tie => ({
  sample: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalars,
    tie('sample').map(({ field, value }) => ({ field: list(field, {}), value: fc.array(value, { maxLength: 4 }) })),
    tie('sample').map(({ field, value }) => ({
      field: map(field, {}),
      value: fc.dictionary(key, value, { maxKeys: 3 }),
    })),
    fc.dictionary(fc.stringMatching(/^[A-Z][a-z]{1,5}$/), tie('sample'), { minKeys: 1, maxKeys: 3 }).map(members => ({
      field: object(Object.fromEntries(Object.entries(members).map(([name, { field }]) => [name, field])), {}),
      value: fc.record(Object.fromEntries(Object.entries(members).map(([name, { value }]) => [name, value])), {
        requiredKeys: [],
      }) as fc.Arbitrary<JsonValue>,
    })),
    tie('sample').map(({ field, value }) => ({ field: jsonText(field, {}), value })),
  ),
}));

/** `value` in a form of the caller's choice at every level: whole as text, whole as JSON, or in parts. */
function written(field: Field, name: string, value: JsonValue, choose: () => number): Pairs {
  const isParted = holdsOthers(field) && value !== null && typeof value === 'object' && Object.keys(value).length > 0;
  const form = choose() % 3;
  if (isParted && form === 0) return inParts(field, name, value, choose);
  if (form === 1 && (holdsOthers(field) || field.kind === 'integer' || field.kind === 'boolean')) {
    return [[name, inJson(field, value)]];
  }
  if (field.kind === 'json-text') return [[name, JSON.stringify(inJson(field.item as Field, value))]];
  return [[name, typeof value === 'object' ? JSON.stringify(inJson(field, value)) : String(value)]];
}

function inParts(field: Field, name: string, value: JsonValue, choose: () => number): Pairs {
  if (field.kind === 'json-text') return inParts(field.item as Field, name, value, choose);
  return Object.entries(value as object).flatMap(([step, inner]) => {
    const index = field.kind === 'list' ? String(Number(step) + 1) : step;
    return written((field.fields?.[step] ?? field.item) as Field, `${name}.${index}`, inner as JsonValue, choose);
  });
}

/** As it stands inside JSON, where a JSON text is a text again. */
function inJson(field: Field, value: JsonValue): JsonValue {
  if (field.kind === 'json-text') return JSON.stringify(inJson(field.item as Field, value));
  if (Array.isArray(value)) return value.map((it: JsonValue) => inJson(field.item as Field, it));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      inJson((field.fields?.[name] ?? field.item) as Field, member),
    ]),
  );
}

/** A decoded value as it was before it was written. */
function plain(field: Field, value: unknown): unknown {
  if (field.kind === 'json-text') return plain(field.item as Field, (value as { value: unknown }).value);
  if (Array.isArray(value)) return value.map(it => plain(field.item as Field, it));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, plain((field.fields?.[name] ?? field.item) as Field, member)]),
  );
}

test('what is written in any mixture of forms is decoded to the same, for fields of any kind', () => {
  const drawn = sample.chain(({ field, value }) => fc.tuple(fc.constant(field), value, fc.infiniteStream(fc.nat(2))));
  fc.assert(
    fc.property(drawn, ([field, value, stream]) => {
      const pairs = written(field, 'P', value, () => stream.next().value as number);
      const decoded = decodeParameters({ P: field }, new Map(pairs));
      expect(plain(field, decoded.P)).toEqual(value);
    }),
    { numRuns: 2000 },
  );
});
