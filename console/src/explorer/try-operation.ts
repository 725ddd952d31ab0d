/** One call from the form: session, request, answer, history. */
import { call } from '../client/api-client';
import { errorOf } from '../client/exchange';
import type { Operation } from '../description/model';
import type { DraftObject } from '../form/draft';
import { notice } from '../form/suggestions';
import { remember } from '../history/history';
import { needSession } from '../session/sign-in-request';
import { canSign } from '../signing/digest';
import { updateBench } from './workbench';

/** Whether a call was made; not, if the person does not sign in. */
export async function tryOperation(operation: Operation, drafts: DraftObject): Promise<boolean> {
  const session = await needSession();
  if (!session) return false;
  if (!canSign()) {
    updateBench(operation, { exchange: undefined, failure: 'no-crypto' });
    return true;
  }
  const at = new Date();
  try {
    const exchange = await call(operation, drafts, session.credentials);
    updateBench(operation, { exchange, sent: drafts, failure: undefined });
    const { status, durationMs, requestId } = exchange;
    if (status < 400) notice(operation, drafts, exchange);
    remember(operation, drafts, { status, code: errorOf(exchange)?.code, durationMs, requestId }, at);
  } catch {
    updateBench(operation, { exchange: undefined, failure: 'unreachable' });
  }
  return true;
}
