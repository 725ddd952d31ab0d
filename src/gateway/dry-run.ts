/**
 * What a dry run is told: errors that say what would have happened (wire/kms.md section 1.7). That the call would have succeeded is said by
 * the operation itself; here the faults of its parameters and of permission get the codes that a dry run has for them.
 */
import type { ApiError } from '../spec/errors.js';
import type { Operation } from '../spec/operation.js';
import { dialectError } from './api-errors.js';
import type { Parameters } from './parameters.js';

/** The error as a dry run is told it; the same error for every other call. */
export function toldAsDryRun(error: ApiError, operation: Operation, { values }: Pick<Parameters, 'values'>): ApiError {
  const { dryRun, denied, missing, invalid } = operation.product.dialect;
  if (!dryRun || !Object.hasOwn(operation.request, dryRun.parameter)) return error;
  if (String(values.get(dryRun.parameter)).toLowerCase() !== 'true') return error;
  const faults = [missing, ...Object.values(invalid)].map(({ code }) => code);
  const told = error.code === denied.code ? dryRun.denied : faults.includes(error.code) ? dryRun.invalid : undefined;
  return told ? dialectError({ ...told, message: error.message }, {}, error.extra) : error;
}
