/**
 * How long the parts of a request may be. The type of a body tells its limit as soon as the headers are there, before any of it is
 * read and before anybody is known.
 */
import type { ApiError } from '../spec/errors.js';
import { shownName } from '../spec/problem.js';
import { gatewayError } from './gateway-error.js';
import { httpRefusal } from './http-refusals.js';
import { bodyType, maxFormBytes, type RawRequest } from './parameters.js';

/** Clients put whole CSRs into the query, so the request line needs room: 96 KB of query, and headers beside it. */
export const maxHeadBytes = 128 * 1024;
/** Clients and proxies send some twenty. Node would leave out what is beyond its limit in silence. */
export const maxHeaders = 100;

/**
 * Of a JSON body: as long as all parameters of the operation with the longest, each as long as it may be. In whole KB. It is known before any operation is
 * loaded, so it stands here; test/derived/json-body.test.ts tells what it has to be.
 */
export const maxJsonBytes = 6434 * 1024;

/** What a body may have, and what is said of one that has more. */
export interface BodyLimit {
  readonly maxBytes: number;
  refusal(): ApiError;
}

/**
 * Of a body of the type that the headers name. One whose parameters nobody would read is not received either: it may only be empty, as
 * clients send it that announce parts of a body (`Transfer-Encoding: chunked`) and then have none.
 */
export function bodyLimit(request: Pick<RawRequest, 'headers'>, jsonBytes: number): BodyLimit {
  const type = bodyType(request);
  if (type === 'application/x-www-form-urlencoded') return limitOf(maxFormBytes);
  if (type === 'application/json') return limitOf(jsonBytes);
  const named = type === '' ? 'no Content-Type' : `the Content-Type "${shownName(type)}"`;
  const reason = `It has ${named}; parameters are read from application/x-www-form-urlencoded and application/json.`;
  return { maxBytes: 0, refusal: () => gatewayError('InvalidParameter.Body', { reason }) };
}

/** A limit whose refusal is `InvalidParameter.Limit` with status 413. */
export function limitOf(maxBytes: number): BodyLimit {
  return { maxBytes, refusal: () => httpRefusal('bodyTooLong', { maxBytes }) };
}
