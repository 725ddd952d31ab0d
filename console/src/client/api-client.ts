/** The one way in which this application calls the API: prepare, send, time, and watch the server's clock on the way. */
import type { Operation } from '../description/model';
import type { DraftObject } from '../form/draft';
import type { Credentials } from '../session/credentials';
import { observeServerClock, signingTime } from './clock';
import type { Exchange, PreparedRequest } from './exchange';
import { prepare } from './prepare';

/** Rejects when the server cannot be reached, with what the browser says. */
export async function call(operation: Operation, drafts: DraftObject, credentials: Credentials): Promise<Exchange> {
  const request = await prepare(operation, drafts, credentials, {
    now: signingTime(),
    nonce: crypto.randomUUID(),
    host: window.location.host,
  });
  return send(request);
}

async function send(request: PreparedRequest): Promise<Exchange> {
  const { host: _, ...headers } = request.headers;
  const sentAt = Date.now();
  const start = performance.now();
  const response = await fetch(request.target, {
    method: request.method,
    headers,
    ...(request.body !== '' && { body: request.body }),
    cache: 'no-store',
    credentials: 'omit',
    redirect: 'error',
    referrerPolicy: 'no-referrer',
  });
  observeServerClock(response.headers.get('date'), sentAt, Date.now());
  const body = await response.text();
  const durationMs = performance.now() - start;
  const answer = parsed(body);
  return {
    request,
    status: response.status,
    durationMs,
    headers: [...response.headers],
    body,
    answer,
    requestId: requestIdOf(answer) ?? response.headers.get('x-acs-request-id') ?? undefined,
  };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function requestIdOf(answer: unknown): string | undefined {
  const id = (answer as { readonly RequestId?: unknown } | null | undefined)?.RequestId;
  return typeof id === 'string' ? id : undefined;
}
