/** Requests as the gateway gets them, for tests that have no socket. */
import { neverGone } from '../src/domain/requester.js';
import type { RawRequest } from '../src/gateway/parameters.js';

export interface RequestSketch {
  readonly method?: string;
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string | string[] | undefined>>;
  readonly body?: string | Buffer;
}

/** A request with what the sketch says and nothing else; text bodies are UTF-8. */
export function rawRequest({ method = 'POST', url = '/', headers = {}, body = '' }: RequestSketch): RawRequest {
  return {
    method,
    url,
    headers,
    body: typeof body === 'string' ? Buffer.from(body, 'utf8') : body,
    secure: false,
    remoteAddress: '127.0.0.1',
    gone: neverGone,
  };
}
