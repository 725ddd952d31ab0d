/**
 * Examples as whole HTTP requests with real signatures, made with the gateway's own canonical forms and accepted by its own
 * verification before anybody sees them: an example that the server would refuse throws instead of being shown.
 */
import { neverGone } from '../domain/requester.js';
import { type RawRequest, readParameters } from '../gateway/parameters.js';
import { canonicalRequest, stringToSignOf } from '../gateway/signatures/canonical-request.js';
import { hmac } from '../gateway/signatures/hmac.js';
import { percentEncode } from '../gateway/signatures/percent-encoding.js';
import { digestHex } from '../gateway/signatures/proof.js';
import { recognise } from '../gateway/signatures/recognise.js';
import { stringToSignV1 } from '../gateway/signatures/v1.js';
import { queryWithPlainNames } from '../gateway/signatures/v3.js';
import { verifySignature } from '../gateway/signatures/verify.js';
import type { Operation } from '../spec/operation.js';
import { type Pairs, wireParameters } from './wire-parameters.js';

/** A key pair that exists on these pages only. No server knows it. */
export const exampleAccessKey = { id: 'LTAI5tForTheseExamples00', secret: 'OnlyForTheseExamplesNotASecret' } as const;
export const exampleTime = '2026-01-31T08:00:00Z';
export const exampleNonce = '9b6c1d52f5b04b2ab0a6f7f1c1f8a5d3';

export interface SignedExample {
  readonly request: RawRequest;
  /** Of V3; V1 has none. */
  readonly canonicalRequest?: string;
  readonly stringToSign: string;
  readonly signature: string;
  /** The request as it goes over the wire. */
  readonly text: string;
}

export interface ExampleCall {
  readonly operation: Operation;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** `127.0.0.1:8088`: what the client addresses. */
  readonly host: string;
}

const ALGORITHM = { name: 'ACS3-HMAC-SHA256', hash: 'sha256', contentHashHeaders: ['x-acs-content-sha256'] } as const;
const FORM = 'application/x-www-form-urlencoded';

/** Signature V3, answered in JSON. */
export function signV3({ operation, parameters, host }: ExampleCall): SignedExample {
  const { query, body } = wireParameters(operation.request, parameters);
  const content = encoded(body);
  const payloadHash = digestHex('sha256', content);
  const headers: Record<string, string> = {
    ...(content !== '' && { 'content-type': FORM }),
    host,
    'x-acs-action': operation.action,
    'x-acs-content-sha256': payloadHash,
    'x-acs-date': exampleTime,
    'x-acs-signature-nonce': exampleNonce,
    'x-acs-version': operation.product.version,
  };
  const signedHeaders = Object.keys(headers);
  const unsigned = rawRequest(operation.method, query, headers, content);
  const canonical = canonicalRequest(
    unsigned,
    queryWithPlainNames(readParameters(unsigned).query),
    signedHeaders,
    payloadHash,
  );
  const stringToSign = stringToSignOf(ALGORITHM, canonical);
  const signature = hmac('sha256', Buffer.from(exampleAccessKey.secret), stringToSign, 'hex');
  const authorization = `${ALGORITHM.name} Credential=${exampleAccessKey.id},SignedHeaders=${signedHeaders.join(';')},Signature=${signature}`;
  const request = { ...unsigned, headers: { ...headers, authorization } };
  return accepted({
    request,
    canonicalRequest: canonical,
    stringToSign,
    signature,
    text: httpText(request),
  });
}

/** Signature V1, answered in XML. */
export function signV1({ operation, parameters, host }: ExampleCall): SignedExample {
  const { query, body } = wireParameters(operation.request, parameters);
  const content = encoded(body);
  const headers = { ...(content !== '' && { 'content-type': FORM }), host };
  const common: Pairs = [
    ['AccessKeyId', exampleAccessKey.id],
    ['Action', operation.action],
    ['Format', 'XML'],
    ['SignatureMethod', 'HMAC-SHA1'],
    ['SignatureNonce', exampleNonce],
    ['SignatureVersion', '1.0'],
    ['Timestamp', exampleTime],
    ['Version', operation.product.version],
  ];
  const unsigned = rawRequest(operation.method, [...common, ...query], headers, content);
  const stringToSign = stringToSignV1(operation.method, readParameters(unsigned));
  const signature = hmac('sha1', Buffer.from(`${exampleAccessKey.secret}&`), stringToSign, 'base64');
  const signedQuery: Pairs = [...common, ...query, ['Signature', signature]];
  const request = rawRequest(operation.method, signedQuery, headers, content);
  return accepted({ request, stringToSign, signature, text: httpText(request) });
}

/** Throws what the gateway would answer. */
function accepted(example: SignedExample): SignedExample {
  const parameters = readParameters(example.request);
  const authentication = recognise(example.request, parameters);
  const secret = Buffer.from(exampleAccessKey.secret);
  verifySignature(authentication, example.request, parameters, { kind: 'secret', secret }, { allowLossyV4: false });
  return example;
}

function rawRequest(method: string, query: Pairs, headers: Readonly<Record<string, string>>, body: string): RawRequest {
  const text = encoded(query);
  return {
    method,
    url: text === '' ? '/' : `/?${text}`,
    headers,
    body: Buffer.from(body),
    secure: false,
    remoteAddress: '127.0.0.1',
    gone: neverGone,
  };
}

function encoded(pairs: Pairs): string {
  return pairs.map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`).join('&');
}

function httpText({ method, url, headers, body }: RawRequest): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}`);
  const content = body.length > 0 ? `\ncontent-length: ${body.length}\n\n${body.toString()}` : '';
  return `${method} ${url} HTTP/1.1\n${lines.join('\n')}${content}`;
}
