/** What signature V3 (`ACS3-HMAC-SHA256`) covers. Pure text: hashing and signing are in `sign.ts`. */
import { type Parameters, percentEncode } from './percent-encoding';

export const ALGORITHM = 'ACS3-HMAC-SHA256';

export interface RequestToSign {
  readonly method: string;
  readonly path: string;
  readonly query: Parameters;
  /** Names in lower case. Only these are signed: `host`, `content-type` and what starts with `x-acs-`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Hex of the body's SHA-256. */
  readonly payloadHash: string;
}

/** Sorted by code unit, as the names stand on the wire. */
export function signedHeaderNames(headers: RequestToSign['headers']): string[] {
  return Object.keys(headers)
    .filter(name => name === 'host' || name === 'content-type' || name.startsWith('x-acs-'))
    .sort();
}

export function canonicalRequest({ method, path, query, headers, payloadHash }: RequestToSign): string {
  const names = signedHeaderNames(headers);
  return [
    method,
    path,
    canonicalQuery(query),
    ...names.map(name => `${name}:${headers[name]?.trim() ?? ''}`),
    '',
    names.join(';'),
    payloadHash,
  ].join('\n');
}

// The names stay as they are, as in the vendor's current clients; the server tries both ways where that makes a difference.
function canonicalQuery(query: Parameters): string {
  return [...query]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${name}=${percentEncode(value)}`)
    .join('&');
}

export function stringToSign(hashOfCanonicalRequest: string): string {
  return `${ALGORITHM}\n${hashOfCanonicalRequest}`;
}
