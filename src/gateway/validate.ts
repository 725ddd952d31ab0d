/** From wire parameters to the input an operation declares: decoded, then checked. */
import { check } from '../spec/check.js';
import { decodeParameters } from '../spec/decode.js';
import type { Operation } from '../spec/operation.js';
import type { Exchange } from './exchange.js';
import type { Parameters } from './parameters.js';

/** Throws `Problem` for the first parameter that is missing or breaks its declaration. */
export function validate(operation: Operation, parameters: Parameters, exchange: Exchange): Record<string, unknown> {
  const input = decodeParameters(operation.request, parameters.values);
  // Kept before it is checked, so that the record of a call that breaks a rule shows what was asked. What does not even decode is
  // not written down: who knows what it is.
  exchange.input = input;
  check(operation.request, input);
  return input;
}
