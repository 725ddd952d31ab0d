/** One call from the form: session, request, answer, history. */
import { call } from '../client/api-client';
import { type Exchange, errorOf } from '../client/exchange';
import type { Operation } from '../description/model';
import type { DraftObject } from '../form/draft';
import { notice } from '../form/suggestions';
import { remember } from '../history/history';
import { needClientKey } from '../instance/opened-key';
import { callInstance } from '../instance/signed-call';
import { needSession } from '../session/sign-in-request';
import { canSign } from '../signing/digest';
import { updateBench } from './workbench';

/** Whether a call was made; not, if the person does not sign in. */
export async function tryOperation(operation: Operation, drafts: DraftObject): Promise<boolean> {
  const send = await sender(operation);
  if (!send) return false;
  if (!canSign()) {
    updateBench(operation, { exchange: undefined, failure: 'no-crypto' });
    return true;
  }
  const at = new Date();
  try {
    const exchange = await send(operation, drafts);
    updateBench(operation, { exchange, sent: drafts, failure: undefined });
    const { status, durationMs, requestId } = exchange;
    if (status < 400) notice(operation, drafts, exchange);
    remember(operation, drafts, { status, code: errorOf(exchange)?.code, durationMs, requestId }, at);
  } catch {
    updateBench(operation, { exchange: undefined, failure: 'unreachable' });
  }
  return true;
}

type Send = (operation: Operation, drafts: DraftObject) => Promise<Exchange>;

/** Signed by the AccessKey of the session, or by a client key; undefined where the person gives neither. */
async function sender({ protocol }: Operation): Promise<Send | undefined> {
  if (protocol === 'instance') {
    const key = await needClientKey();
    return key && ((operation, drafts) => callInstance(operation, drafts, key));
  }
  const session = await needSession();
  return session && ((operation, drafts) => call(operation, drafts, session.credentials));
}
