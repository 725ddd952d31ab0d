/** Runs the operation, or gives the answer that its idempotency token already has. */
import { createHash } from 'node:crypto';
import type { Change } from '../domain/change.js';
import { principalKey } from '../domain/principal.js';
import { check } from '../spec/check.js';
import { type ApiError, declaredError } from '../spec/errors.js';
import { type CallFacts, Effect, type Operation } from '../spec/operation.js';
import { Problem } from '../spec/problem.js';
import { dialectError } from './api-errors.js';
import type { Caller } from './caller.js';
import type { Exchange } from './exchange.js';
import type { Gateway } from './gateway.js';
import type { StoredAnswer } from './ledger.js';
import type { Sharing } from './sharing.js';

/** An answer that may be sent as soon as its change is durable. */
export interface Outcome {
  readonly answer: object;
  readonly change: Change;
}

/** Rejects with a declared error, a domain's `Refusal`, or a bug. */
export async function invoke(
  operation: Operation,
  input: Record<string, unknown>,
  caller: Caller,
  exchange: Exchange,
  gateway: Gateway,
  facts: FactsOfCall,
): Promise<Outcome> {
  const token = operation.idempotencyToken && input[operation.idempotencyToken];
  if (typeof token !== 'string') return outcomeOf(await operation.handle(input, facts));

  const find = () => earlierAnswer(operation, input, token, caller, exchange, gateway);
  const earlier = await find();
  if (earlier) return earlier;
  let outcome: Outcome;
  try {
    outcome = outcomeOf(await operation.handle(input, facts));
  } catch (fault) {
    // A call with this token that came at the same moment may have done what cannot be done twice.
    const meanwhile = await find();
    if (meanwhile) return meanwhile;
    throw fault;
  }
  const { answer, change } = outcome;
  const stored: StoredAnswer = { requestHash: hashOf(input), answer: JSON.stringify(answer) };
  return {
    answer,
    // First, so that of two at once the second one learns of the token, and not of what the first one has changed.
    change: [
      gateway.ledger.tokens.storeStep(caller.principal, nameOf(operation), token, stored, exchange.now),
      ...change,
    ],
  };
}

/** The first call's answer for a repeated token; refused when the other parameters are not the first call's. */
export async function earlierAnswer(
  operation: Operation,
  input: Record<string, unknown>,
  token: string,
  caller: Caller,
  exchange: Exchange,
  gateway: Gateway,
): Promise<Outcome | undefined> {
  const stored = await gateway.ledger.tokens.find(caller.principal, nameOf(operation), token, exchange.now);
  if (!stored) return undefined;
  const { tokenReused } = operation.product.dialect;
  if (stored.requestHash !== hashOf(input) && tokenReused) throw dialectError(tokenReused);
  return { answer: JSON.parse(stored.answer) as object, change: [] };
}

function outcomeOf(result: object): Outcome {
  return result instanceof Effect
    ? { answer: result.answer as object, change: result.change }
    : { answer: result, change: [] };
}

/** What is known of a call, and how its operation makes an error. */
export type FactsOfCall = CallFacts & {
  readonly fail: (code: string, values?: Readonly<Record<string, string>>) => ApiError;
};

/** Put together once, for all that is asked of the operation. */
export function callFacts(
  operation: Operation,
  caller: Caller,
  exchange: Exchange,
  gateway: Pick<Gateway, 'site'>,
  others: Sharing,
): FactsOfCall {
  const { principal } = caller;
  const { requestId, now, request } = exchange;
  const requester = { id: principalKey(principal), gone: request.gone };
  return {
    accountId: principal.accountId,
    principal,
    requestId,
    region: gateway.site.region,
    now,
    requester,
    instanceId: caller.instance?.id,
    others,
    fail: (code, values) => declared(operation, code, values),
  };
}

function declared(operation: Operation, code: string, values?: Readonly<Record<string, string>>): ApiError {
  const declaration = operation.errors[code] ?? operation.product.errors[code];
  if (!declaration) throw new Error(`${operation.action} failed with ${code}, which it does not declare`);
  return declaredError(code, declaration, values);
}

/** Throws a bug when an answer is not what the operation's page promises; nothing has been committed then. */
export function checkResult(operation: Operation, answer: object): void {
  try {
    check(operation.response, answer);
  } catch (cause) {
    if (!(cause instanceof Problem)) throw cause;
    throw new Error(`the answer of ${operation.action} breaks its declaration: ${cause.parameter} ${cause.rule}`);
  }
}

function nameOf(operation: Operation): string {
  return `${operation.product.code}:${operation.action}`;
}

/** Decoding puts members in the order of the declaration, so equal requests have equal texts. */
function hashOf(input: Record<string, unknown>): string {
  return createHash('sha256').update(JSON.stringify(input)).digest('hex');
}
