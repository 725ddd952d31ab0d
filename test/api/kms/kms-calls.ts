/** Calls of KMS as its tests make them, and the answers that several of them expect. */
import { kms as product } from '../../../src/api/kms/product.js';
import { type ProductAnswer, productCalls } from '../../product-calls.js';

export const { call: kms, callOk: kmsOk, ok, error, missing, invalid } = productCalls(product);

export const notFound = error('Forbidden.ResourceNotFound', 'Resource not found.', 404);

export const exists = error(
  'Rejected.ResourceExist',
  'The request was rejected because the resource already exists.',
  409,
);

/** Values that no name may have, with the answer to each. */
export const badNames = (parameter: string): [string, string, ProductAnswer][] => [
  ['an empty name', '', missing(parameter)],
  ['a blank', 'a b', invalid(parameter, 'holds characters that are not allowed')],
  ['a star', 'a*', invalid(parameter, 'holds characters that are not allowed')],
  ['a letter beyond ASCII', 'näme', invalid(parameter, 'holds characters that are not allowed')],
  ['193 characters', 'a'.repeat(193), invalid(parameter, 'must be at most 192 characters long')],
];

/** Every character that a name may have, and as many as it may have. */
export const LONGEST_NAME = `Az09_.@/+=-${'n'.repeat(181)}`;
