/** What `productCalls` expects is derived from the products' dialects; here it is compared with the words that scripts look for. */
import { expect, test } from 'vitest';
import { cas } from '../src/api/cas/product.js';
import { kms } from '../src/api/kms/product.js';
import { ram } from '../src/api/ram/product.js';
import { sts } from '../src/api/sts/product.js';
import { productCalls } from './product-calls.js';

const refusal = (Code: string, Message: unknown, HttpStatus?: number) => ({
  status: 400,
  body: { Code, Message, ...(HttpStatus && { HttpStatus }) },
});

test.each([
  [cas, refusal('MissingName', 'Name is mandatory for this action.')],
  [kms, refusal('MissingParameter', 'The parameter "Name" is needed but not provided.', 400)],
  [ram, refusal('MissingName', 'Name is mandatory for this action.')],
  [sts, refusal('MissingName', 'Name is mandatory for this action.')],
])('$code: a parameter that is missing', (product, expected) => {
  expect(productCalls(product).missing('Name')).toEqual(expected);
});

test.each([
  [cas, refusal('InvalidParameter.Name', 'The specified parameter "Name" is not valid: it is long.')],
  [kms, refusal('InvalidParameter', 'The specified parameter "Name" is not valid: it is long.', 400)],
  [ram, refusal('InvalidParameter.Name', 'The parameter - "Name" is incorrect. It is long.')],
  [sts, refusal('InvalidParameter.Name', 'The parameter Name is wrongly formed. It is long.')],
])('$code: a value that is refused', (product, expected) => {
  expect(productCalls(product).invalid('Name', 'is long')).toEqual(expected);
});

test.each([
  ['characters', '.InvalidChars', 'The parameter - "Name" contains invalid chars. It is long.'],
  ['length', '.Length', 'The parameter - "Name" beyond the length limit. It is long.'],
  ['format', '.Format', 'The format of the parameter - "Name" is incorrect. It is long.'],
] as const)('ram tells apart a refusal for its %s', (problem, suffix, message) => {
  const { invalid } = productCalls(ram);
  expect(invalid('Name', 'is long', problem)).toEqual(refusal(`InvalidParameter.Name${suffix}`, message));
  expect(refusal(`InvalidParameter.Name${suffix}`, message)).toEqual(invalid('Name', undefined, problem));
  expect(refusal(`InvalidParameter.Name${suffix}`, `Well. ${message}`)).not.toEqual(
    invalid('Name', undefined, problem),
  );
});
