import { expect, test } from 'vitest';
import type { Field } from '../description/model';
import { type Seen, suggestionsFor } from './suggestions';

const field = (name: string, more: Partial<Field> = {}): Field => ({
  name,
  kind: 'text',
  required: false,
  secret: false,
  place: 'query',
  sentAs: 'flattened',
  ...more,
});
const all: readonly Seen[] = [
  { name: 'Identifier', value: 'sub', action: 'CreateSubCACertificate' },
  { name: 'Identifier', value: 'root', action: 'CreateRootCACertificate' },
  { name: 'ParentIdentifier', value: 'root', action: 'CreateSubCACertificate' },
  { name: 'CommonName', value: 'alice', action: 'CreateClientCertificate' },
];

test('what an operation answered is offered where its name is asked for, each value once', () => {
  expect(suggestionsFor(all, field('Identifier')).map(({ value }) => value)).toEqual(['sub', 'root']);
  expect(suggestionsFor(all, field('ParentIdentifier')).map(({ value }) => value)).toEqual(['root', 'sub']);
});

test('nothing is offered for secrets, numbers and other texts', () => {
  expect(suggestionsFor(all, field('Identifier', { secret: true }))).toEqual([]);
  expect(suggestionsFor(all, field('Identifier', { kind: 'integer' }))).toEqual([]);
  expect(suggestionsFor(all, field('Comments'))).toEqual([]);
});
