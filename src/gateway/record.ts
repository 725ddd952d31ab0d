/**
 * Makes a call durable: its effect, its audit record, its nonce and the last use of its key in one change.
 * The order of things is a promise (docs/architecture.md): recorded first, answered after. Only of refused calls that come one upon
 * the other all but the first are counted and recorded together (refused-calls.ts).
 */
import type { AuditRecord } from '../audit/record.js';
import type { Step } from '../domain/change.js';
import { isRefusal } from '../domain/change.js';
import type { RepeatReason } from '../domain/reasons.js';
import type { ApiError } from '../spec/errors.js';
import type { Operation } from '../spec/operation.js';
import { withoutSecrets } from '../spec/redact.js';
import { firstCharacters } from '../text/first-characters.js';
import { dialectError } from './api-errors.js';
import type { Caller } from './caller.js';
import type { Exchange } from './exchange.js';
import type { Gateway } from './gateway.js';
import { gatewayError } from './gateway-error.js';
import { checkResult, earlierAnswer, type Outcome } from './invoke.js';

/** Commits an outcome and gives the answer to send. Rejects with the error that stands in for it when it cannot be committed. */
export async function recordSuccess(
  operation: Operation,
  outcome: Outcome,
  caller: Caller,
  exchange: Exchange,
  gateway: Gateway,
): Promise<object> {
  try {
    await gateway.ledger.commit([
      ...outcome.change,
      ...usage(caller, exchange, gateway),
      gateway.ledger.audit.recordStep(auditRecord(exchange, 'OK', 200)),
    ]);
    return outcome.answer;
  } catch (fault) {
    if (isRefusal<RepeatReason>(fault, 'nonce-used')) throw gatewayError('SignatureNonceUsed');
    if (isRefusal<RepeatReason>(fault, 'token-taken')) {
      return afterTokenRace(operation, caller, exchange, gateway);
    }
    throw fault;
  }
}

/** Two calls with one idempotency token ran at once and the other was committed first: its answer is the answer. */
async function afterTokenRace(
  operation: Operation,
  caller: Caller,
  exchange: Exchange,
  gateway: Gateway,
): Promise<object> {
  const input = exchange.input ?? {};
  const token = String(input[operation.idempotencyToken ?? '']);
  const earlier = await earlierAnswer(operation, input, token, caller, exchange, gateway);
  if (!earlier) throw new Error(`the idempotency token of ${operation.action} was taken and then gone`);
  checkResult(operation, earlier.answer);
  return recordSuccess(operation, earlier, caller, exchange, gateway);
}

/** Records a refused call and gives the error to answer with: the refusal, or that it could not be recorded. */
export async function recordFailure(
  error: ApiError,
  caller: Caller,
  exchange: Exchange,
  gateway: Gateway,
): Promise<ApiError> {
  const record = auditRecord(exchange, error.code, error.status, error.extra.explanation);
  // A replayed request is recorded without its nonce, which is on record as somebody else's.
  const nonce = error.code === 'SignatureNonceUsed' ? [] : usage(caller, exchange, gateway);
  const isCounted = costsNothing(error) && !(await gateway.ledger.refusedCalls.isFirst(record));
  try {
    if (!isCounted) await gateway.ledger.commit([...nonce, gateway.ledger.audit.recordStep(record)]);
    else if (nonce.length > 0) await gateway.ledger.commit(nonce);
    if (isCounted) gateway.ledger.refusedCalls.count(record);
    return error;
  } catch (fault) {
    if (isRefusal<RepeatReason>(fault, 'nonce-used')) {
      return recordFailure(gatewayError('SignatureNonceUsed'), caller, exchange, gateway);
    }
    gateway.site.reportFault(exchange.requestId, fault);
    const { operation } = exchange;
    return operation ? dialectError(operation.product.dialect.unavailable) : error;
  }
}

/** Refused before anything was done for it, however often it comes: throttled, denied, or sent before. */
function costsNothing({ code, extra }: ApiError): boolean {
  return extra.retryAfterMs !== undefined || extra.accessDeniedDetail !== undefined || code === 'SignatureNonceUsed';
}

function usage(caller: Caller, exchange: Exchange, gateway: Gateway): Step[] {
  const { accessKeyId } = caller.principal;
  const { proof } = exchange;
  const nonce = proof ? [gateway.ledger.nonces.nonceStep(accessKeyId, proof.nonce, proof.signedAt)] : [];
  return [...nonce, ...caller.markUsed(exchange.now, whatFor(exchange))];
}

/** The operation with its product: one name may be an operation of the shared gateway and of instances. */
const whatFor = ({ operation, request }: Exchange) => ({
  sourceAddress: request.remoteAddress,
  operation: operation ? `${operation.product.code}:${operation.action}` : '',
});

function auditRecord(exchange: Exchange, outcome: string, status: number, detail?: string): AuditRecord {
  const { operation, principal, input, request, requestId, now } = exchange;
  if (!operation || !principal) throw new Error('a call is recorded only once its operation and its caller are known');
  return {
    time: now.getTime(),
    requestId,
    accountId: principal.accountId,
    principalType: principal.kind,
    principalId: principal.id,
    principalArn: principal.arn,
    accessKeyId: principal.accessKeyId,
    ...(principal.session && {
      assumedBy: principal.session.assumedBy,
      sourceIdentity: principal.session.sourceIdentity,
    }),
    sourceAddress: request.remoteAddress,
    product: operation.product.code,
    operation: operation.action,
    version: operation.product.version,
    parameters: parametersText(
      withoutSecrets(operation.request, input ?? {}),
      outcome === 'OK' ? MAX_RECORDED : MAX_RECORDED_OF_REFUSED,
    ),
    outcome,
    status,
    detail: detail ?? null,
    count: 1,
  };
}

/** The longest text that is recorded whole; longer ones are CSRs, policies, and what somebody without any permission may send by the megabyte. */
const MAX_RECORDED_TEXT = 1024;
const MAX_RECORDED = 16 * 1024;
/** The longest record of a refused call, in bytes: a caller without permissions can send parameters as long as anybody's. */
const MAX_RECORDED_OF_REFUSED = 1024;

/** Parameters as JSON for the record: enough to know what was asked, never so much that asking fills the disk. */
function parametersText(parameters: Record<string, unknown>, maxBytes: number): string {
  const whole = JSON.stringify(parameters);
  // No text in it can be longer, and a function that looks at each makes it take five times as long.
  if (whole.length <= Math.min(MAX_RECORDED_TEXT, maxBytes / 4)) return whole;
  const text = JSON.stringify(parameters, (_name, value: unknown) =>
    typeof value === 'string' && value.length > MAX_RECORDED_TEXT
      ? `${firstCharacters(value, MAX_RECORDED_TEXT)}… (${value.length} characters)`
      : value,
  );
  if (Buffer.byteLength(text) <= maxBytes) return text;
  // Written as JSON once more, a character of it takes up to four bytes.
  return JSON.stringify({ omitted: `${text.length} characters of parameters`, begin: firstCharacters(text, 240) });
}
