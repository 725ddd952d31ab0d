/**
 * The path of a request, from bytes to answer. This is the whole of it: what is not in the list below does not happen.
 *
 *   admit → refuseReplay → throttle → input → authorize → invoke → checkResult → record → render
 *
 * `admit` is what the ways in which calls travel do differently (protocol.ts): it receives the request, finds the operation and proves who calls.
 * Until it has succeeded nobody is known who could be held to anything, so a refusal up to there is only logged.
 * From there on every call leaves an audit record, committed together with its effect, or before the answer where it has none (of
 * throttled and denied calls in a row, one for all of a second);
 * a call that cannot be recorded is refused.
 */
import { asApiError } from './api-errors.js';
import { authorize } from './authorize.js';
import { type Answer, type Exchange, newRequestId } from './exchange.js';
import type { Gateway } from './gateway.js';
import { callFacts, checkResult, invoke } from './invoke.js';
import { admit } from './protocol.js';
import { type ArrivingRequest, withoutBody } from './receive.js';
import { recordFailure, recordSuccess } from './record.js';
import { renderError, renderResult } from './render.js';
import { refuseReplay } from './replay.js';
import { Sharing } from './sharing.js';
import { throttle } from './throttle.js';

/** Answers one request. Never rejects: every fault ends in a rendered error. */
export async function answer(
  arriving: ArrivingRequest,
  gateway: Gateway,
): Promise<{ exchange: Exchange; answer: Answer }> {
  const request = withoutBody(arriving);
  const now = gateway.site.now();
  const exchange: Exchange = { request, requestId: newRequestId(now), now, format: 'json' };
  try {
    const call = await admit(arriving, exchange, gateway);
    const { operation, caller } = call;
    try {
      await refuseReplay(caller, exchange, gateway.ledger);
      await throttle(operation, caller, exchange, gateway);
      const input = call.input();
      const sharing = new Sharing(operation, caller.principal, exchange);
      const facts = callFacts(operation, caller, exchange, gateway, sharing);
      await authorize(operation, input, caller, exchange, gateway, facts, sharing);
      const outcome = await invoke(operation, input, caller, exchange, gateway, facts);
      checkResult(operation, outcome.answer);
      const result = await recordSuccess(operation, outcome, caller, exchange, gateway);
      return { exchange, answer: renderResult(operation, result, exchange) };
    } catch (fault) {
      const error = call.told(asApiError(fault, exchange, gateway));
      throw await recordFailure(error, caller, exchange, gateway);
    }
  } catch (fault) {
    return { exchange, answer: renderError(asApiError(fault, exchange, gateway), exchange, gateway.site) };
  }
}
