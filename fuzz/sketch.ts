/**
 * A request before it is signed: everything about it can be changed, and then it is signed as it is, by the letter of wire/gateway.md sections
 * 3 and 4. What no client would send comes through with a signature that holds, and meets what stands behind the signature check.
 */
import { createHash, createHmac } from 'node:crypto';
import type { AccessKey } from './world.js';

export type Pair = readonly [name: string, value: string];

/** How characters of parameters are written on the wire. All of them mean the same. */
export type Spelling = 'escaped' | 'plus' | 'bytes' | 'lower-case' | 'everything';

export interface Sketch {
  readonly version: string;
  readonly action: string;
  readonly scheme: 'v1' | 'v3' | 'v3-sm3';
  readonly signer: AccessKey;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Pair[];
  /** Where the parameters travel. */
  readonly place: 'query' | 'form' | 'json' | 'split';
  /** Sent instead of the parameters that would be in the body. */
  readonly body?: Buffer;
  readonly contentType?: string;
  /** `Format`, which asks for JSON or XML. */
  readonly format?: string;
  readonly date: string;
  readonly nonce: string;
  /** Sent besides the protocol's own; those that start with `x-acs-` are signed. */
  readonly headers: readonly Pair[];
  /** Names in SignedHeaders beyond the headers that are there. */
  readonly signedToo: readonly string[];
  readonly spelling: Spelling;
}

/** A request as it goes out. Texts hold one byte a character. */
export interface WireRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly Pair[];
  readonly body: Buffer;
}

const FORM = 'application/x-www-form-urlencoded';

/** Signs a sketch. */
export function signed(sketch: Sketch, host: string): WireRequest {
  const parameters = sketch.parameters.map(([name, value]): Pair => [wellFormed(name), wellFormed(value)]);
  return sketch.scheme === 'v1' ? signedV1({ ...sketch, parameters }, host) : signedV3({ ...sketch, parameters }, host);
}

/** What a header can hold of a text: its UTF-8 bytes, one a character, without control characters. */
export function headerText(text: string): string {
  return Buffer.from(text)
    .toString('latin1')
    .replace(/[\x00-\x08\x0a-\x1f\x7f]/g, '?')
    .slice(0, 8000);
}

/** Half a surrogate pair has no UTF-8 form; it is sent as ill-formed bytes and as JSON escapes elsewhere. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}

/** Bytes of a request, with the Content-Length that its body has. */
export function bytesOf({ method, target, headers, body }: WireRequest): Buffer {
  const length: Pair[] = body.length > 0 || method === 'POST' ? [['content-length', String(body.length)]] : [];
  const lines = [...headers, ...length].map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return Buffer.concat([Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines}\r\n`, 'latin1'), body]);
}

function signedV1(sketch: Sketch, host: string): WireRequest {
  const { version, action, signer, method, path, format, date, nonce } = sketch;
  const { inQuery, inBody } = placed(sketch);
  const common: Pair[] = [
    ['AccessKeyId', signer.id],
    ['Action', wellFormed(action)],
    ['Format', wellFormed(format ?? 'JSON')],
    ['SignatureMethod', 'HMAC-SHA1'],
    ['SignatureNonce', wellFormed(nonce)],
    ['SignatureVersion', '1.0'],
    ['Timestamp', wellFormed(date)],
    ['Version', version],
  ];
  const stringToSign = `${method}&%2F&${escaped(canonical([...common, ...inQuery, ...inBody], escaped))}`;
  const proof = createHmac('sha1', `${signer.secret}&`).update(stringToSign).digest('base64');
  const body = sketch.body ?? Buffer.from(spelt(inBody, sketch.spelling), 'latin1');
  return {
    method,
    target: `${path}?${spelt([...common, ...inQuery, ['Signature', proof]], sketch.spelling)}`,
    headers: [['host', host], ...contentType(sketch, body), ...sketch.headers],
    body,
  };
}

function signedV3(sketch: Sketch, host: string): WireRequest {
  const { version, action, scheme, signer, method, path, format, date, nonce } = sketch;
  const { inQuery, inBody, json } = placed(sketch);
  const query: Pair[] = format === undefined ? inQuery : [...inQuery, ['Format', wellFormed(format)]];
  const body =
    sketch.body ?? (json === undefined ? Buffer.from(spelt(inBody, sketch.spelling), 'latin1') : Buffer.from(json));
  const hash = scheme === 'v3-sm3' ? 'sm3' : 'sha256';
  const payloadHash = createHash(hash).update(body).digest('hex');
  const headers: Pair[] = [
    ['host', host],
    ['x-acs-action', headerText(action)],
    ['x-acs-version', headerText(version)],
    ['x-acs-date', headerText(date)],
    ['x-acs-signature-nonce', headerText(nonce)],
    ['x-acs-content-sha256', payloadHash],
    ...contentType(sketch, body),
    ...sketch.headers,
  ];
  const names = headers.map(([name]) => name.toLowerCase()).filter(it => /^(?:host$|content-type$|x-acs-)/.test(it));
  const list = [...new Set([...names, ...sketch.signedToo])].sort();
  const lines = list.map(name => `${name}:${joinedValue(headers, name)}\n`).join('');
  const request = `${method}\n${path}\n${canonical(query, it => it)}\n${lines}\n${list.join(';')}\n${payloadHash}`;
  const algorithm = `ACS3-HMAC-${hash.toUpperCase()}`;
  const stringToSign = `${algorithm}\n${createHash(hash).update(request).digest('hex')}`;
  const proof = createHmac(hash, signer.secret).update(stringToSign).digest('hex');
  const authorization = `${algorithm} Credential=${signer.id},SignedHeaders=${list.join(';')},Signature=${proof}`;
  return {
    method,
    target: query.length > 0 ? `${path}?${spelt(query, sketch.spelling)}` : path,
    headers: [...headers, ['authorization', authorization]],
    body,
  };
}

function placed({ place, parameters }: Sketch): { inQuery: Pair[]; inBody: Pair[]; json?: string } {
  if (place === 'query') return { inQuery: [...parameters], inBody: [] };
  if (place === 'form') return { inQuery: [], inBody: [...parameters] };
  if (place === 'json') return { inQuery: [], inBody: [], json: JSON.stringify(Object.fromEntries(parameters)) };
  return {
    inQuery: parameters.filter((_, i) => i % 2 === 0),
    inBody: parameters.filter((_, i) => i % 2 === 1),
  };
}

function contentType({ contentType: given, place }: Sketch, body: Buffer): Pair[] {
  if (given !== undefined) return [['content-type', given]];
  if (body.length === 0) return [];
  return [['content-type', place === 'json' ? 'application/json; charset=utf-8' : FORM]];
}

/** Several values of one header count sorted and joined by a comma (wire/gateway.md section 4.3). */
function joinedValue(headers: readonly Pair[], name: string): string {
  return headers
    .filter(([other]) => other.toLowerCase() === name)
    .map(([, value]) => value.trim())
    .sort()
    .join(',');
}

/** Sorted by name; V1 escapes the names too, V3 does not. */
function canonical(pairs: readonly Pair[], name: (text: string) => string): string {
  return [...pairs]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(pair => `${name(pair[0])}=${escaped(pair[1])}`)
    .join('&');
}

function escaped(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, it => `%${it.charCodeAt(0).toString(16).toUpperCase()}`);
}

function spelt(pairs: readonly Pair[], spelling: Spelling): string {
  const spell = SPELLINGS[spelling];
  return pairs.map(([name, value]) => `${spell(name)}=${spell(value)}`).join('&');
}

const SPELLINGS: Readonly<Record<Spelling, (text: string) => string>> = {
  escaped,
  plus: text => encodeURIComponent(text).replaceAll('%20', '+'),
  // Characters beyond ASCII as the bytes that they are in UTF-8.
  bytes: text =>
    Buffer.from(text)
      .toString('latin1')
      .replace(/[\x00-\x20%&=+#?\x7f]/g, it => `%${it.charCodeAt(0).toString(16).padStart(2, '0')}`),
  'lower-case': text => encodeURIComponent(text).replace(/%../g, it => it.toLowerCase()),
  everything: text => [...Buffer.from(text)].map(it => `%${it.toString(16).padStart(2, '0')}`).join(''),
};

/** `Tags: [{ Key: 'a' }]` becomes `Tags.1.Key=a` (wire/gateway.md section 2.3). */
export function flattened(name: string, value: unknown): Pair[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => flattened(`${name}.${i + 1}`, item));
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([member, inner]) => flattened(`${name}.${member}`, inner));
  }
  return [[name, String(value)]];
}
