/** Texts that people choose are shown to others, in lists, logs and terminals: what they may hold is one rule for every product. */
import { expect, test } from 'vitest';
import { check } from '../../src/spec/check.js';
import type { Field } from '../../src/spec/field.js';
import { declarations } from './declarations.js';

/** Texts that a pattern cannot describe: what they have to be is asked where they are read, and they are names of nothing. */
const READ_BY_THE_OPERATION = new Set([
  'cas ApiPassthrough.Extensions.Criticals[]',
  'cas ApiPassthrough.Extensions.ExtendedKeyUsages[]',
  'cas ApiPassthrough.Extensions.SubjectAlternativeNames[].Value',
  'cas Csr',
  'cas Domain',
  'cas ExtendedKeyUsages[]',
  'cas NextToken',
  'cas RegionId',
  'cas ResourceType',
  'cas SanValue',
  'cas SerialNumber',
  'cas Validity',
  'ims Marker',
  'kms ClientKeyId',
  'kms SourcePrivateIp[]',
  'ram AssumeRolePolicyDocument',
  'ram Marker',
  'ram NewAssumeRolePolicyDocument',
  'ram NextToken',
  'ram PolicyDocument',
  'sts Policy',
]);

const HOSTILE = {
  'a control character': 'a\u001bb',
  'a control character of the second kind': 'a\u009b31mb',
  'the end of the direction before': 'a\u202cb',
  'a direction': 'a\u202egnp.exe',
  'an isolate': 'a\u2067b',
  'a mark of direction': 'a\u200fb',
};

interface Place {
  readonly name: string;
  readonly field: Field;
}

function textsIn(name: string, field: Field): Place[] {
  if (field.kind === 'string') return [{ name, field }];
  const members = Object.entries(field.fields ?? {}).flatMap(([member, it]) => textsIn(`${name}.${member}`, it));
  // A text that holds JSON is named as what it holds.
  const inside = field.kind === 'json-text' ? name : `${name}[]`;
  return field.item ? [...members, ...textsIn(inside, field.item)] : members;
}

const texts = declarations.operations.flatMap(operation =>
  Object.entries(operation.request).flatMap(([name, field]) => textsIn(`${operation.product.code} ${name}`, field)),
);

function takes(field: Field, text: string): boolean {
  try {
    check({ field }, { field: text });
    return true;
  } catch {
    return false;
  }
}

test.each(Object.entries(HOSTILE))('no name takes %s', (_, text) => {
  const taking = texts.filter(({ name, field }) => takes(field, text) && !READ_BY_THE_OPERATION.has(name));
  expect([...new Set(taking.map(({ name }) => name))]).toEqual([]);
});

test('every exception is a text that is there', () => {
  const names = new Set(texts.map(({ name }) => name));
  expect([...READ_BY_THE_OPERATION].filter(it => !names.has(it))).toEqual([]);
});
