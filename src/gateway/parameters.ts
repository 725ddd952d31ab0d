/**
 * The parameters of a request, from the three places where clients put them: query, form body, JSON body
 * (wire/gateway.md section 2). Decoding is strict, because what is decoded here is encoded again for the signature: what has
 * two readings is refused.
 */
import { isUtf8 } from 'node:buffer';
import { maxJsonCommas, maxJsonDepth, maxJsonMembers, measureJson } from '../spec/json-limits.js';
import { shownName } from '../spec/problem.js';
import type { JsonValue, WireValues } from '../spec/wire-values.js';
import { gatewayError } from './gateway-error.js';

/** A request as it came over the wire, its body read to the end. */
export interface RawRequest {
  /** As sent; signatures have it in upper case. */
  readonly method: string;
  /** Path and query as sent, one character a byte. */
  readonly url: string;
  /** By name in lower case, as node:http gives them. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
  /** Whether the caller came over TLS. */
  readonly secure: boolean;
  /** The caller's, in the spelling of `canonicalAddress`. */
  readonly remoteAddress: string;
  /** Aborts when the connection closes before the answer is sent. Asked for only by work that queues. */
  readonly gone: () => AbortSignal;
}

export interface Parameters {
  readonly query: ReadonlyMap<string, string>;
  /** Of a body of type `application/x-www-form-urlencoded`, else empty. */
  readonly form: ReadonlyMap<string, string>;
  /** The members of a body of type `application/json`, with their JSON types; empty until `withJson` has read them. */
  readonly json: WireValues;
  /** All of them together; a name in query and body has the value of the body. */
  readonly values: WireValues;
}

/** Of a query, where official clients put everything: 20 tags at their longest, in Chinese, are 70 KB escaped, and 50 resources stand beside them. */
export const maxQueryBytes = 96 * 1024;
/** Of a form body: nobody is known yet who could be held to what it costs, and no operation takes near as much. */
export const maxFormBytes = 1024 * 1024;
/** Of one value in query or form, as sent: the longest of any operation is a CSR of 64 KB, three times that with all of it escaped. */
export const maxValueBytes = 256 * 1024;
export const maxParameters = 1000;
const maxNameCharacters = 1024;
const NONE: ReadonlyMap<string, string> = new Map();

/**
 * Reads the parameters of query and form. Throws `GatewayError` with `InvalidParameter.Encoding`, `.Duplicate`, `.Name` or
 * `.Limit`.
 */
export function readParameters(request: RawRequest): Parameters {
  const { query: queryText } = splitUrl(request.url);
  if (queryText.length > maxQueryBytes) throw beyondLimit(`A query may have ${maxQueryBytes} bytes.`);
  const query = readPairs(queryText);
  const isForm = request.body.length > 0 && bodyType(request) === 'application/x-www-form-urlencoded';
  if (!isForm) return { query, form: NONE, json: NONE, values: query };
  const form = readForm(request.body);
  requireFew(query.size + form.size);
  return { query, form, json: NONE, values: new Map<string, JsonValue>([...query, ...form]) };
}

/**
 * With the members of a JSON body, for a request whose signature is proven: it covers the bytes of the body, so nobody's JSON
 * has to be parsed to know who sent it. Throws `GatewayError` with `InvalidParameter.Body`, `.Name` or `.Limit`.
 */
export function withJson(parameters: Parameters, request: RawRequest): Parameters {
  if (!hasJson(request)) return parameters;
  const json = readJsonMembers(request.body);
  const values = new Map([...parameters.values, ...json]);
  requireFew(parameters.query.size + parameters.form.size + json.size);
  return { ...parameters, json, values };
}

/** Whether there is a JSON body. */
export function hasJson(request: RawRequest): boolean {
  return request.body.length > 0 && bodyType(request) === 'application/json';
}

/** Path and query of a request's URL, both as sent and without the `?` between them. */
export function splitUrl(url: string): { path: string; query: string } {
  const mark = url.indexOf('?');
  return mark === -1 ? { path: url, query: '' } : { path: url.slice(0, mark), query: url.slice(mark + 1) };
}

/**
 * The value of a header as signatures have it (wire/gateway.md section 4.3): without outer white space, several values sorted and
 * joined by a comma. The rest of the gateway reads headers through here too, so what is believed is what was signed.
 */
export function header({ headers }: Pick<RawRequest, 'headers'>, name: string): string | undefined {
  const value = headers[name];
  if (typeof value === 'string') return value.trim();
  // A list of signed headers may name `constructor`: what objects inherit is neither text nor list.
  if (!Array.isArray(value)) return undefined;
  return value
    .map(one => one.trim())
    .sort()
    .join(',');
}

/** The content type, in lower case and without its parameters; empty where there is none. */
export function bodyType(request: Pick<RawRequest, 'headers'>): string {
  const type = header(request, 'content-type');
  return type === undefined ? '' : type.split(';')[0]!.trim().toLowerCase();
}

function requireFew(count: number): void {
  if (count > maxParameters) throw beyondLimit(`A request may have ${maxParameters} parameters.`);
}

function beyondLimit(limit: string) {
  return gatewayError('InvalidParameter.Limit', { limit });
}

function readForm(body: Buffer): Map<string, string> {
  if (body.length > maxFormBytes) throw beyondLimit(`A form may have ${maxFormBytes} bytes.`);
  return readPairs(body.toString('latin1'));
}

/** Walks instead of splitting, so that a megabyte of `&` costs no memory and too many parameters are found early. */
function readPairs(text: string): Map<string, string> {
  const pairs = new Map<string, string>();
  let end: number;
  for (let start = 0; start < text.length; start = end + 1) {
    end = text.indexOf('&', start);
    if (end === -1) end = text.length;
    if (end === start) continue;

    const pair = text.slice(start, end);
    const equals = pair.indexOf('=');
    const rawName = equals === -1 ? pair : pair.slice(0, equals);
    const name = decode(rawName, rawName);
    requireName(name);
    if (pairs.has(name)) throw gatewayError('InvalidParameter.Duplicate', { P: shownName(name) });
    const rawValue = equals === -1 ? '' : pair.slice(equals + 1);
    if (rawValue.length > maxValueBytes) {
      throw beyondLimit(`The value of "${shownName(name)}" may have ${maxValueBytes} bytes.`);
    }
    pairs.set(name, decode(rawValue, name));
    requireFew(pairs.size);
  }
  return pairs;
}

/** `text` holds bytes as characters. Those beyond ASCII that a client left as they are count as if they were escaped. */
function decode(text: string, nameForError: string): string {
  if (!/[^\x00-\x7f]|[%+]/.test(text)) return text;
  const bytes = unescapeBytes(text);
  if (!bytes || !isUtf8(bytes)) throw gatewayError('InvalidParameter.Encoding', { P: shownName(nameForError) });
  return bytes.toString('utf8');
}

/**
 * The bytes that are meant, or undefined where an escape is cut off or not hex. In one walk and in place: replacing by
 * patterns takes a second for a value of some megabytes.
 */
function unescapeBytes(text: string): Buffer | undefined {
  // A character above a byte cannot have come over the wire.
  if (/[^\x00-\xff]/.test(text)) return undefined;
  const bytes = Buffer.from(text, 'latin1');
  let end = 0;
  for (let i = 0; i < bytes.length; i++) {
    let byte = bytes[i]!;
    if (byte === PLUS) byte = SPACE;
    else if (byte === PERCENT) {
      if (i + 2 >= bytes.length) return undefined;
      byte = (hexDigit(bytes[++i]!) << 4) | hexDigit(bytes[++i]!);
      if (byte < 0) return undefined;
    }
    bytes[end++] = byte;
  }
  return bytes.subarray(0, end);
}

const [SPACE, PERCENT, PLUS] = [0x20, 0x25, 0x2b];

/** The value of a digit given in ASCII, either case; -1 if it is none. */
function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

/**
 * Flattened names become paths into objects, so no step of a path may lead to a prototype: neither `__proto__` nor
 * `constructor` (without which `prototype` leads nowhere, and it may well be the key of somebody's encryption context).
 */
function requireName(name: string): void {
  const refused =
    name === '' ||
    name.length > maxNameCharacters ||
    /[\x00-\x1f\x7f]/.test(name) ||
    /(?:^|\.)(?:__proto__|constructor)(?:\.|$)/.test(name);
  if (refused) throw gatewayError('InvalidParameter.Name', { P: shownName(name) });
}

function readJsonMembers(body: Buffer): WireValues {
  if (!isUtf8(body)) throw badBody('It is not UTF-8.');
  const text = body.toString('utf8');
  // Before it is parsed: ten megabytes of brackets take V8 seconds.
  const { depth, commas, colons } = measureJson(text);
  if (depth > maxJsonDepth) throw badBody(`It is nested deeper than ${maxJsonDepth} levels.`);
  if (commas > maxJsonCommas) throw badBody('It has too many values.');
  if (colons > maxJsonMembers) throw badBody('It has too many members.');

  let parsed: JsonValue;
  try {
    parsed = JSON.parse(text) as JsonValue;
  } catch {
    throw badBody('It is not JSON.');
  }
  if (parsed === null || typeof parsed !== 'object' || Array.isArray(parsed)) throw badBody('It is not a JSON object.');

  // JSON.parse keeps the last of two members with one name; valid JSON has a colon for each, so one was lost.
  if (countMembers(parsed) !== colons) throw badBody('It has two members with the same name.');
  return new Map(Object.entries(parsed));
}

function badBody(reason: string) {
  return gatewayError('InvalidParameter.Body', { reason });
}

/** Counts the members of all objects in a value and checks their names. */
function countMembers(value: JsonValue): number {
  if (typeof value === 'string') requireWellFormed(value);
  if (value === null || typeof value !== 'object') return 0;

  let count = 0;
  if (Array.isArray(value)) {
    for (const item of value as readonly JsonValue[]) count += countMembers(item);
    return count;
  }
  for (const [name, member] of Object.entries(value)) {
    requireName(name);
    requireWellFormed(name);
    count += 1 + countMembers(member);
  }
  return count;
}

/** JSON can write `\ud800` alone, which has no UTF-8 form and so cannot be stored or signed. */
function requireWellFormed(text: string): void {
  if (/\p{Surrogate}/u.test(text)) throw badBody('It has half of a surrogate pair.');
}
