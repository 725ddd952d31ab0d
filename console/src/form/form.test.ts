import { describe, expect, test } from 'vitest';
import { wireParameters } from '../client/wire-parameters';
import type { Field } from '../description/model';
import { checkDrafts } from './check';
import { type DraftObject, draftsOf } from './draft';
import { holdsJson } from './json-parameter';
import { momentUnit, readMoment, writeMoment } from './moment';
import { plainMembers } from './plain';

const field = (name: string, more: Partial<Field> = {}): Field => ({
  name,
  kind: 'text',
  required: false,
  secret: false,
  place: 'query',
  sentAs: 'flattened',
  ...more,
});
const tag = field('', {
  kind: 'object',
  fields: [field('Key', { required: true, maxLength: 4 }), field('Value')],
});
const tags = field('Tags', { kind: 'list', item: tag, maxItems: 2 });

const broken = (declared: Field, draft: DraftObject[string]) =>
  checkDrafts([declared], { [declared.name]: draft }).map(({ path, rule }) => `${path} ${rule}`);

describe('a value is checked as the server checks it', () => {
  test.each<[string, Field, string | undefined, string[]]>([
    ['required and absent', field('A', { required: true }), undefined, ['A missing']],
    ['required and empty', field('A', { required: true }), '', ['A missing']],
    ['required with a default', field('A', { required: true, preset: '1' }), undefined, []],
    ['optional and empty', field('A'), '', []],
    ['too short', field('A', { minLength: 2 }), 'x', ['A too-short']],
    ['too long', field('A', { maxLength: 2 }), 'xyz', ['A too-long']],
    ['two characters of three bytes each', field('A', { maxBytes: 5 }), '证书', ['A too-many-bytes']],
    ['two characters in six bytes', field('A', { maxBytes: 6 }), '证书', []],
    ['outside the pattern', field('A', { pattern: '^(?:[a-z]+)$' }), 'a1', ['A characters']],
    ['a date that does not exist', field('A', { format: 'date-time' }), '2026-02-30T00:00:00Z', ['A date-time']],
    ['a date', field('A', { format: 'date-time' }), '2026-02-28T00:00:00Z', []],
    ['Base64 without padding', field('A', { format: 'base64' }), 'QQ', ['A base64']],
    ['Base64', field('A', { format: 'base64' }), 'QQ==', []],
    ['hexadecimal for a number', field('A', { kind: 'integer' }), '0x10', ['A integer']],
    ['a blank before a number', field('A', { kind: 'integer' }), ' 1', ['A integer']],
    ['beyond 2^53', field('A', { kind: 'integer' }), '9007199254740993', ['A integer']],
    ['below the minimum', field('A', { kind: 'integer', minimum: 0 }), '-1', ['A minimum']],
    ['above the maximum', field('A', { kind: 'integer', maximum: 5 }), '6', ['A maximum']],
    ['TRUE', field('A', { kind: 'boolean' }), 'TRUE', ['A boolean']],
    ['1 for true', field('A', { kind: 'boolean' }), '1', []],
    ['another word', field('A', { kind: 'choice', choices: ['X', 'Y'] }), 'x', ['A choice']],
  ])('%s', (_, declared, draft, expected) => {
    expect(broken(declared, draft)).toEqual(expected);
  });

  test('lists are checked entry by entry, with the wire names of what is wrong', () => {
    expect(broken(tags, [{ Key: 'a' }, { Key: 'owner', Value: 'x' }])).toEqual(['Tags.2.Key too-long']);
    expect(broken(tags, [{ Value: 'x' }, {}])).toEqual(['Tags.1.Key missing', 'Tags.2 empty-entry']);
    expect(broken(tags, [{ Key: 'a' }, { Key: 'b' }, { Key: 'c' }])).toEqual(['Tags too-many']);
  });

  test('maps need distinct keys', () => {
    const map = field('Context', { kind: 'map', item: field('', { maxLength: 1 }) });
    const draft = [{ key: 'a', value: 'xx' }, { key: 'a', value: 'y' }, { value: 'z' }];
    expect(broken(map, draft)).toEqual(['Context.1 too-long', 'Context.2 repeated-key', 'Context.3 empty-key']);
  });

  test('a JSON text is checked inside, and what is wrong is said with its place', () => {
    const list = field('Tag', { kind: 'json-text', item: { ...tags, name: '' } });
    const problems = (text: string) => checkDrafts([list], { Tag: text });
    expect(problems('{')).toMatchObject([{ path: 'Tag', rule: 'json' }]);
    expect(problems('{}')).toMatchObject([{ rule: 'json-type', expected: 'array' }]);
    expect(problems('[{"Key":1}]')).toMatchObject([{ rule: 'json-type', expected: 'string', within: '[0].Key' }]);
    expect(problems('[{"Key":"a","Other":1}]')).toMatchObject([{ rule: 'json-unknown', within: '[0].Other' }]);
    expect(problems('[{"Value":"a"}]')).toMatchObject([{ rule: 'missing', within: '[0].Key' }]);
    expect(problems('[{"Key":"a"}]')).toEqual([]);
  });
});

describe('a filled form on the wire', () => {
  const fields = [
    field('Name'),
    field('Csr', { place: 'body' }),
    field('Password', { secret: true }),
    tags,
    field('Filter', { kind: 'list', sentAs: 'json', item: tag }),
    field('Context', { kind: 'map', item: field('') }),
    field('Days', { kind: 'integer' }),
  ];

  test('has secrets and body parameters in the body, and lists numbered from one', () => {
    const drafts = {
      Name: 'a b',
      Csr: 'PEM',
      Password: 'pw',
      Tags: [{ Key: 'k', Value: 'v' }, { Key: 'l' }],
      Filter: [{ Key: 'f' }],
      Context: [{ key: 'x', value: 'y' }],
    };
    expect(wireParameters(fields, drafts)).toEqual({
      query: [
        ['Name', 'a b'],
        ['Tags.1.Key', 'k'],
        ['Tags.1.Value', 'v'],
        ['Tags.2.Key', 'l'],
        ['Filter', '[{"Key":"f"}]'],
        ['Context.x', 'y'],
      ],
      body: [
        ['Csr', 'PEM'],
        ['Password', 'pw'],
      ],
    });
  });

  test('has what was typed, also where it is no valid value', () => {
    expect(wireParameters(fields, { Days: '0x10', Name: '' }).query).toEqual([
      ['Name', ''],
      ['Days', '0x10'],
    ]);
  });

  test('comes back from its values', () => {
    const drafts = { Name: 'n', Tags: [{ Key: 'k' }], Context: [{ key: 'x', value: 'y' }], Days: '3' };
    expect(plainMembers(fields, drafts)).toEqual({ Name: 'n', Tags: [{ Key: 'k' }], Context: { x: 'y' }, Days: 3 });
    expect(draftsOf(fields, plainMembers(fields, drafts))).toEqual(drafts);
  });

  test('is not filled with values of the wrong kind', () => {
    expect(draftsOf(fields, { Tags: 'no JSON', Context: [1], Unknown: 'x', Filter: '[{"Key":"f"}]' })).toEqual({
      Filter: [{ Key: 'f' }],
    });
  });
});

describe('a moment', () => {
  const seconds = field('T', { kind: 'integer', unit: 'seconds since 1970' });
  test.each([
    [seconds, '1767225600'],
    [field('T', { kind: 'integer', unit: 'milliseconds since 1970' }), '1767225600000'],
    [field('T', { format: 'date-time' }), '2026-01-01T00:00:00Z'],
  ])('is written in the unit of the operation', (declared, text) => {
    const unit = momentUnit(declared);
    if (!unit) throw new Error('no unit');
    expect(readMoment(unit, text)).toBe(Date.UTC(2026, 0, 1));
    expect(writeMoment(unit, Date.UTC(2026, 0, 1) + 999)).toBe(text);
  });

  test('is not what counts days, and not every text is one', () => {
    expect(momentUnit(field('Days', { kind: 'integer', unit: 'days' }))).toBeUndefined();
    expect(readMoment('seconds', '9007199254740991')).toBeUndefined();
    expect(readMoment('text', 'tomorrow')).toBeUndefined();
  });
});

test('JSON is edited as JSON where a parameter is declared so or has such an example', () => {
  expect(holdsJson(field('A', { kind: 'json-text' }))).toBe(true);
  expect(holdsJson(field('A', { example: '{"Version":"1"}' }))).toBe(true);
  expect(holdsJson(field('A', { example: '[not json' }))).toBe(false);
  expect(holdsJson(field('A', { example: '{"a":1}', secret: true }))).toBe(false);
  expect(broken(field('A', { example: '{"Version":"1"}' }), '{"Version":')).toEqual(['A json']);
});
