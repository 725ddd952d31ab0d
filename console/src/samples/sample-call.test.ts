import { describe, expect, test } from 'vitest';
import type { Field, Operation } from '../description/model';
import type { Draft } from '../form/draft';
import { sampleCall } from './sample-call';

const field = (name: string, more: Partial<Field> = {}): Field => ({
  name,
  kind: 'text',
  required: false,
  secret: false,
  place: 'query',
  sentAs: 'flattened',
  ...more,
});
const account = field('', { kind: 'object', fields: [field('User'), field('Password', { secret: true })] });

function callOf(request: readonly Field[], drafts: Readonly<Record<string, Draft>>) {
  const operation = { productCode: 'kms', version: '1', action: 'Do', summary: 'Does\n it. ', request } as unknown;
  return sampleCall(operation as Operation, drafts, 'https://server.example');
}

const valueIn = (declared: Field, draft: Draft) => callOf([declared], { [declared.name]: draft }).parameters[0]?.value;

describe('a call', () => {
  test('has what was entered, in the order of the declaration, at the address of the page', () => {
    const call = callOf([field('A'), field('B', { place: 'body' }), field('C')], { C: '', B: 'b', A: undefined });
    expect(call).toMatchObject({ summary: 'Does it.', takesParameters: true, secretVariables: [] });
    expect(call.endpoint).toEqual({ protocol: 'https', hostAndPort: 'server.example' });
    expect(call.parameters).toEqual([
      { name: 'B', place: 'body', value: { kind: 'text', text: 'b' } },
      { name: 'C', place: 'query', value: { kind: 'text', text: '' } },
    ]);
  });

  test('keeps secrets out of the address and out of everything else', () => {
    const request = [
      field('EncryptedCode', { secret: true }),
      field('Accounts', { kind: 'list', item: account }),
      field('Keys', { kind: 'map', item: field('', { secret: true }) }),
      field('Whole', { kind: 'object', secret: true, fields: [field('Inner')] }),
      field('Document', { kind: 'json-text', item: account }),
      field('Broken', { kind: 'json-text', item: account }),
      field('Number', { kind: 'json-text', item: account }),
    ];
    const call = callOf(request, {
      EncryptedCode: 'hidden',
      Accounts: [{ User: 'a', Password: 'hidden' }, { Password: 'hidden' }],
      Keys: [
        { key: 'a-b', value: 'hidden' },
        { key: 'a_b', value: 'hidden' },
      ],
      Whole: { Inner: 'hidden' },
      Document: '{"User":"a","Password":"hidden","Pasword":"hidden"}',
      Broken: '{"Password":"hidden',
      Number: '{"Password":1234}',
    });
    expect(JSON.stringify(call)).not.toMatch(/hidden|1234/);
    expect(call.parameters.map(({ place }) => place)).toEqual(request.map(() => 'body'));
    expect(call.secretVariables).toEqual([
      'ENCRYPTED_CODE',
      'ACCOUNTS_1_PASSWORD',
      'ACCOUNTS_2_PASSWORD',
      'KEYS_A_B',
      'KEYS_A_B_2',
      'WHOLE_INNER',
      'DOCUMENT_PASSWORD',
      'DOCUMENT_PASWORD',
      'BROKEN',
      'NUMBER',
    ]);
  });

  test('does not read a variable that means something else', () => {
    const secrets = ['Path', 'AlibabaCloudAccessKeySecret', 'HttpProxy', '1st'].map(name =>
      field(name, { secret: true }),
    );
    const { secretVariables } = callOf(secrets, Object.fromEntries(secrets.map(({ name }) => [name, 'x'])));
    expect(secretVariables).toEqual([
      'SECRET_PATH',
      'SECRET_ALIBABA_CLOUD_ACCESS_KEY_SECRET',
      'SECRET_HTTP_PROXY',
      'SECRET_1ST',
    ]);
  });
});

describe('a value', () => {
  test.each<[string, Field, Draft, unknown]>([
    ['a number', field('A', { kind: 'integer' }), '9007199254740991', { kind: 'integer', digits: '9007199254740991' }],
    [
      'a number that is rounded',
      field('A', { kind: 'integer' }),
      '9007199254740993',
      { kind: 'text', text: '9007199254740993' },
    ],
    ['a number below zero', field('A', { kind: 'integer' }), '-1', { kind: 'integer', digits: '-1' }],
    ['no number', field('A', { kind: 'integer' }), '-0', { kind: 'text', text: '-0' }],
    ['a truth', field('A', { kind: 'boolean' }), 'false', { kind: 'boolean', value: false }],
    ['another word for it', field('A', { kind: 'boolean' }), '1', { kind: 'text', text: '1' }],
    ['half a character', field('A'), 'a\ud800', { kind: 'text', text: 'a\ufffd' }],
    [
      'a list with a hole',
      field('A', { kind: 'list', item: field('') }),
      ['x', undefined],
      {
        kind: 'list',
        items: [
          { kind: 'text', text: 'x' },
          { kind: 'text', text: '' },
        ],
      },
    ],
  ])('%s', (_, declared, draft, expected) => {
    expect(valueIn(declared, draft)).toEqual(expected);
  });

  test('of a list that travels as JSON is a structure that packages encode', () => {
    const list = field('A', { kind: 'list', sentAs: 'json', item: field('', { kind: 'integer' }) });
    const value = { kind: 'list', items: [{ kind: 'integer', digits: '1' }] };
    expect(valueIn(list, ['1'])).toEqual({ kind: 'json', structured: true, value });
  });

  test.each([
    ['{"a": 1.5}', 'a fraction'],
    ['{"a": 1, "a": 2}', 'a name twice'],
    ['{"a": null}', 'null'],
    ['{"a": "\\u00e9"}', 'another spelling'],
    ['{"a": 12345678901234567890}', 'a number that is rounded'],
    ['{"a": ', 'no JSON'],
    ['"text"', 'no structure'],
  ])('JSON text that a program would write otherwise stays as it is: %s, %s', text => {
    expect(valueIn(field('A', { kind: 'json-text' }), text)).toEqual({ kind: 'text', text });
  });

  test('JSON text is taken apart where a program writes the same', () => {
    const value = valueIn(field('A', { example: '{}' }), ' { "a" : [ 1, true, "b c" ] } ');
    expect(value).toMatchObject({
      kind: 'json',
      structured: false,
      value: { kind: 'object', members: [{ name: 'a' }] },
    });
  });
});
