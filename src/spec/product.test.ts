/** What the compiler holds a product to: each line below `@ts-expect-error` is one that it has to reject. */
import { expect, test } from 'vitest';
import { type Change, isRefusal, Refusal } from '../domain/change.js';
import { effect } from './operation.js';
import { defineProduct } from './product.js';
import { usualDialect } from './usual-dialect.js';

type Reason = 'thing-missing' | 'thing-exists';

const facts = {
  code: 'things',
  title: 'Things',
  version: '2020-01-01',
  ramCode: 'things',
  since: '0.1.0',
  qps: 10,
  errors: {},
  kinds: {},
  dialect: {
    ...usualDialect,
    invalid: { value: { status: 400, code: 'Invalid', message: 'No.' } },
    denied: { status: 403, code: 'Denied', message: 'No.' },
    internal: { status: 500, code: 'Internal', message: 'No.' },
  },
  contract: {},
};
const refusals = { 'thing-missing': 'NotFound', 'thing-exists': 'AlreadyExists' };
const things = defineProduct<object, Reason>()({ ...facts, refusals });

test('a product says which error each reason is, and has no reason that its domain lacks', () => {
  expect(things.refusals).toEqual(refusals);
  const define = defineProduct<object, Reason>();
  // @ts-expect-error thing-exists is forgotten
  define({ ...facts, refusals: { 'thing-missing': 'NotFound' } });
  // @ts-expect-error nothing is refused with thing-gone
  define({ ...facts, refusals: { ...refusals, 'thing-gone': 'Gone' } });
  // @ts-expect-error nothing is refused at all
  defineProduct<object, never>()({ ...facts, refusals: { 'thing-gone': 'Gone' } });
  expect(defineProduct<object, never>()({ ...facts, refusals: {} }).refusals).toEqual({});
});

test('an operation changes nothing that its product could not answer for', () => {
  const declaration = { action: 'MakeThing', summary: 'Makes it.', request: {}, response: {}, errors: {} };
  const ram = { access: 'create', resource: '*' } as const;
  const change = (reason: 'thing-exists' | 'thing-missing'): Change<Reason> => [
    { sql: '', parameters: [], otherwise: reason },
  ];
  const foreign: Change<'user-missing'> = [{ sql: '', parameters: [], otherwise: 'user-missing' }];
  things.operation({ ...declaration, ram, handle: async () => effect(change('thing-exists'), {}) });
  things.operation({ ...declaration, ram, handle: async () => effect([], {}) });
  // @ts-expect-error user-missing is a reason of another domain
  things.operation({ ...declaration, ram, handle: async () => effect(foreign, {}) });
});

test('a refusal has a reason of the domain that it is thrown in', () => {
  const fault: unknown = new Refusal<Reason>('thing-missing');
  expect(isRefusal<Reason>(fault, 'thing-missing')).toBe(true);
  expect(isRefusal<Reason>(fault, 'thing-exists')).toBe(false);
  expect(isRefusal<Reason>(new Error('thing-missing'), 'thing-missing')).toBe(false);
  // @ts-expect-error misspelt
  new Refusal<Reason>('thing-mising');
  // @ts-expect-error without the type any word would do
  new Refusal('thing-missing');
  // @ts-expect-error misspelt
  isRefusal<Reason>(fault, 'thing-mising');
});
