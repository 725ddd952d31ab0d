/**
 * Receives the body of a request, once the headers have said that it may be worth it. What is small is received and then looked at
 * with all the rest; before more of it is taken, key and date have to be those of somebody who may call at this moment.
 */
import { findSigner } from './authenticate.js';
import type { Exchange } from './exchange.js';
import { findOperation } from './find-operation.js';
import type { Gateway } from './gateway.js';
import { bodyType, header, type Parameters, type RawRequest, readParameters } from './parameters.js';
import { type BodyLimit, bodyLimit, limitOf } from './request-limits.js';

/** A request whose headers are there. */
export interface ArrivingRequest {
  readonly head: Omit<RawRequest, 'body'>;
  /** As its headers say; undefined where only its end will tell. */
  readonly bodyBytes: number | undefined;
  /** Rejects as `readBody` does. */
  readBody(limit: BodyLimit): Promise<Buffer>;
}

/** Nearly all bodies are smaller: a form with a CSR has 5 KB. */
const SMALL_BYTES = 64 * 1024;
const NOTHING = Buffer.alloc(0);
/** What a V1 request has either in its query or in its form. */
const V1_NAMES = ['AccessKeyId', 'Action', 'Signature', 'SignatureMethod', 'SignatureVersion', 'Timestamp', 'Version'];

/** The whole request. Throws what the rest of the pipeline would say about its headers, and what `bodyLimit` and `readBody` say. */
export async function receive(arriving: ArrivingRequest, exchange: Exchange, gateway: Gateway): Promise<RawRequest> {
  const limit = bodyLimit(arriving.head, gateway.limits.maxJsonBytes);
  const isLarge = arriving.bodyBytes === undefined || arriving.bodyBytes > SMALL_BYTES;
  const isAsked = isLarge && (arriving.bodyBytes ?? 0) <= limit.maxBytes;
  const granted = isAsked ? await limitOfSigner(exchange.request, limit, exchange, gateway) : limit;
  return { ...arriving.head, body: await arriving.readBody(granted) };
}

/** As far as it is known while nothing of the body is. */
export function withoutBody({ head }: ArrivingRequest): RawRequest {
  return { ...head, body: NOTHING };
}

/** The limit, where the key is that of somebody who may call. */
async function limitOfSigner(
  request: RawRequest,
  limit: BodyLimit,
  exchange: Exchange,
  gateway: Gateway,
): Promise<BodyLimit> {
  const parameters = readParameters(request);
  if (signerIsInForm(request, parameters)) return limit;
  const { operation, authentication } = await findOperation(exchange, parameters, gateway);
  // Nobody is known who could be held to it, and no call with a token of an identity provider needs as much. How long it is may show at its
  // end: Java's client announces parts of a body with every call.
  if (!authentication) return limit.maxBytes > SMALL_BYTES ? limitOf(SMALL_BYTES) : limit;
  await findSigner(authentication, operation, exchange.now, gateway);
  return limit;
}

/** A V1 request may have everything in its form. */
function signerIsInForm(request: RawRequest, { query }: Parameters): boolean {
  if (bodyType(request) !== 'application/x-www-form-urlencoded') return false;
  if ((header(request, 'authorization') ?? '').startsWith('ACS')) return false;
  return !V1_NAMES.every(name => query.has(name));
}
