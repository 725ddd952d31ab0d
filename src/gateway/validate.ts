/** From wire parameters to the input an operation declares: decoded, then checked. */
import { check } from '../spec/check.js';
import { decodeParameters } from '../spec/decode.js';
import type { Operation } from '../spec/operation.js';
import { Problem } from '../spec/problem.js';
import { holdsOthers } from '../spec/sample.js';
import type { Exchange } from './exchange.js';
import type { Parameters } from './parameters.js';

/** Throws `Problem` for the first parameter that is missing or breaks its declaration. */
export function validate(operation: Operation, parameters: Parameters, exchange: Exchange): Record<string, unknown> {
  const input = decodeParameters(operation.request, parameters.values);
  try {
    return checkInput(operation, input, exchange);
  } catch (fault) {
    throw fault instanceof Problem ? asWritten(fault, operation, parameters) : fault;
  }
}

/** Throws `Problem` for the first value that breaks its declaration. @param input decoded */
export function checkInput(
  operation: Operation,
  input: Record<string, unknown>,
  exchange: Exchange,
): Record<string, unknown> {
  // Kept before it is checked, so that the record of a call that breaks a rule shows what was asked. What does not even decode is
  // not written down: who knows what it is.
  exchange.input = input;
  check(operation.request, input);
  return input;
}

/** A problem inside a parameter that came as JSON is also shown where it is in that JSON. */
function asWritten(problem: Problem, { request }: Operation, { values }: Parameters): Problem {
  const [name] = problem.place;
  const isStructured = name !== undefined && request[name] && holdsOthers(request[name]);
  return isStructured && (values.get(String(name)) ?? '') !== '' ? problem.inJson([name]) : problem;
}
