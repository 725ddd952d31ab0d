/** Answers as clients read them: wire/gateway.md sections 9 and 10. Always JSON, except where a V1 request asked for XML, or the call went to an instance. */
import type { ApiError } from '../spec/errors.js';
import type { Operation } from '../spec/operation.js';
import type { Answer, Exchange } from './exchange.js';
import type { Site } from './gateway.js';
import { encodeError, encodeResult } from './instance/answers.js';
import { xmlDocument } from './xml.js';

// Exactly these: some clients choose their parser by the content type, letter for letter (wire/gateway.md sections 10.2 and 10.3).
const JSON_TYPE = 'application/json;charset=utf-8';
/** Where nobody knows when there will be room again. */
const USUAL_RETRY_MS = 1000;
const XML_TYPE = 'text/xml;charset=utf-8';
const TYPES: Readonly<Record<Exchange['format'], string>> = {
  json: JSON_TYPE,
  xml: XML_TYPE,
  protobuf: 'application/x-protobuf',
};

/** A success: the result with its RequestId, status 200 as credential providers demand. */
export function renderResult(operation: Operation, result: object, exchange: Exchange): Answer {
  const { requestId, format } = exchange;
  const body = { ...result, RequestId: requestId };
  if (format === 'protobuf') {
    const encoded = encodeResult(operation, body);
    return { status: 200, outcome: 'OK', headers: { ...headers(exchange), ...encoded.headers }, body: encoded.body };
  }
  const root = operation.product.dialect.xmlRoot ?? 'OperationResponse';
  return {
    status: 200,
    outcome: 'OK',
    headers: headers(exchange),
    body: format === 'xml' ? xmlDocument(root, body) : JSON.stringify(body),
  };
}

export function renderError(error: ApiError, exchange: Exchange, site: Pick<Site, 'publicUrl'>): Answer {
  const { requestId, format, operation } = exchange;
  if (format === 'protobuf') {
    const { status, code: outcome } = error;
    return { status, outcome, headers: headers(exchange), body: encodeError(error, requestId) };
  }
  const query = new URLSearchParams({ code: error.code, ...(operation && { product: operation.product.code }) });
  const body = {
    RequestId: requestId,
    HostId: hostOf(exchange),
    Code: error.code,
    Message: error.message,
    Recommend: `${site.publicUrl(hostOf(exchange))}/reference/errors?${query.toString()}`,
    ...(operation?.product.dialect.statusInBody && { HttpStatus: error.status }),
    ...(error.extra.accessDeniedDetail && { AccessDeniedDetail: error.extra.accessDeniedDetail }),
  };
  // Every throttling answer tells when to come back: some clients try again only then (wire/gateway.md section 12).
  const retryAfterMs = error.extra.retryAfterMs ?? (error.code.includes('Throttling') ? USUAL_RETRY_MS : undefined);
  return {
    status: error.status,
    outcome: error.code,
    headers: {
      ...headers(exchange),
      ...(retryAfterMs !== undefined && { 'x-acs-retry-after': String(Math.max(1, Math.ceil(retryAfterMs))) }),
    },
    body: format === 'xml' ? xmlDocument(operation?.product.dialect.xmlRoot ?? 'Error', body) : JSON.stringify(body),
  };
}

function headers(exchange: Exchange): Record<string, string> {
  return {
    'content-type': TYPES[exchange.format],
    'x-acs-request-id': exchange.requestId,
    // An answer may hold a key or a certificate of the caller; no cache on the way has any business with it.
    'cache-control': 'no-store',
  };
}

/** The host the client addressed, as far as it looks like one. */
function hostOf({ request }: Exchange): string {
  const host = request.headers.host;
  return typeof host === 'string' && /^[A-Za-z0-9.:[\]_-]{1,255}$/.test(host) ? host : '';
}
