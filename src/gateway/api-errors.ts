/** Everything that can be thrown becomes an API error here, and nowhere else: declared codes keep theirs, bugs become the product's internal error. */
import { Abandoned } from '../crypto/round-robin.js';
import { Busy } from '../crypto/semaphore.js';
import { Refusal } from '../domain/change.js';
import type { BusyReason } from '../domain/reasons.js';
import { ApiError, declaredError, fill } from '../spec/errors.js';
import type { Dialect, DialectError, Operation } from '../spec/operation.js';
import { Problem } from '../spec/problem.js';
import type { Exchange } from './exchange.js';
import type { Gateway } from './gateway.js';
import { gatewayError } from './gateway-error.js';

/** An error in the product's own words. */
export function dialectError(
  error: DialectError,
  values: Readonly<Record<string, string>> = {},
  extra: ApiError['extra'] = {},
): ApiError {
  return new ApiError(fill(error.code, values), error.status, fill(error.message, values), extra);
}

/** What the caller is told about a fault. A fault that is nobody's declared error goes to the log as a bug. */
export function asApiError(fault: unknown, exchange: Exchange, gateway: Pick<Gateway, 'site'>): ApiError {
  if (fault instanceof ApiError) return fault;
  const { operation } = exchange;
  if (operation && fault instanceof Problem) return problemError(operation.product.dialect, fault);
  if (operation && fault instanceof Busy) return busyError(operation, fault);
  if (fault instanceof Abandoned) return gatewayError('ClientClosedRequest');
  if (operation && fault instanceof Refusal) {
    const declared = refusalError(operation, fault);
    if (declared) return declared;
  }
  gateway.site.reportFault(exchange.requestId, fault);
  return operation ? dialectError(operation.product.dialect.internal) : gatewayError('InternalError');
}

/** Codes go into the log, so they have the declared name, and only the message the one that the caller wrote. */
function problemError(dialect: Dialect, { parameter, problem, rule, written }: Problem): ApiError {
  const error = problem === 'missing' ? dialect.missing : (dialect.invalid[problem] ?? dialect.invalid.value);
  return new ApiError(
    fill(error.code, { P: parameter }),
    error.status,
    fill(error.message, { P: written, Rule: rule }),
  );
}

/** In the operation's own words where it has some for being busy, in those of any throttling otherwise. */
function busyError(operation: Operation, { retryAfterMs }: Busy): ApiError {
  const declared = refusalError(operation, new Refusal<BusyReason>('too-busy'), { retryAfterMs });
  return declared ?? dialectError(operation.product.dialect.throttled, {}, { retryAfterMs });
}

/** The declared error a domain's refusal stands for, or undefined where the product's table has forgotten it: a bug. */
function refusalError(
  operation: Operation,
  refusal: Refusal<string>,
  extra: ApiError['extra'] = {},
): ApiError | undefined {
  const code = operation.product.refusals[refusal.reason];
  const declaration = code && (operation.errors[code] ?? operation.product.errors[code]);
  return code && declaration ? declaredError(code, declaration, refusal.details, extra) : undefined;
}
