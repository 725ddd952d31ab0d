/** The headers that V3 and V4 share, `Authorization` and the signed `x-acs-` headers: wire/gateway.md sections 4.1 to 4.3. */
import { gatewayError } from '../gateway-error.js';
import { header, type RawRequest } from '../parameters.js';
import { type HeaderClaims, parseAccessKeyId, parseAction, parseSecurityToken, parseVersion } from './claims.js';
import { parseNonce, parseTimestamp } from './clock.js';
import type { HashName } from './hmac.js';
import { digestHex } from './proof.js';

/** What an algorithm of V3 or V4 has to say about reading its headers. */
export interface HeaderAlgorithm {
  readonly name: string;
  /** Of the canonical request and of the body. */
  readonly hash: HashName;
  /** The headers that may hold the digest of the body; the first that is there counts. */
  readonly contentHashHeaders: readonly string[];
}

/** What is in an `Authorization` header, its `Credential` not yet taken apart. */
export interface AuthorizationHeader<Algorithm> {
  readonly algorithm: Algorithm;
  readonly credential: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/**
 * Takes apart `<algorithm> Credential=…,SignedHeaders=…,Signature=…`, in any order and with blanks around the commas, as the
 * legacy Java core has it. Throws `InvalidSignatureMethod` for an algorithm not in the table, else `IncompleteSignature`.
 */
export function parseAuthorization<Algorithm>(
  text: string,
  algorithms: ReadonlyMap<string, Algorithm>,
): AuthorizationHeader<Algorithm> {
  const blank = text.search(/[ \t]/);
  const algorithm = algorithms.get(blank === -1 ? text : text.slice(0, blank));
  if (!algorithm) throw gatewayError('InvalidSignatureMethod');

  const parts = new Map<string, string>();
  let end: number;
  for (let start = blank === -1 ? text.length + 1 : blank; start <= text.length; start = end + 1) {
    end = text.indexOf(',', start);
    if (end === -1) end = text.length;
    const equals = text.indexOf('=', start);
    const name = equals === -1 || equals > end ? '' : text.slice(start, equals).trim();
    if (parts.has(name)) throw incomplete('Authorization has a part twice.');
    parts.set(name, text.slice(equals + 1, end).trim());
  }
  const take = (name: string): string => {
    const value = parts.get(name);
    if (value === undefined) throw incomplete(`Authorization has no ${name}.`);
    return value;
  };
  return {
    algorithm,
    credential: take('Credential'),
    signedHeaders: parseSignedHeaders(take('SignedHeaders')),
    signature: take('Signature'),
  };
}

/** In lower case. A client has the same list in each of its requests, so what was read last is kept. */
function parseSignedHeaders(list: string): readonly string[] {
  if (list === lastRead.list) return lastRead.names;
  const names = list.toLowerCase().split(';');
  if (new Set(names).size !== names.length) throw incomplete('SignedHeaders has a name twice.');
  lastRead = { list, names };
  return names;
}
let lastRead: { readonly list: string; readonly names: readonly string[] } = { list: '', names: [''] };

/**
 * Reads what the headers claim, and requires that the signature covers all of them that this server goes by: whatever is
 * not signed could be changed on the way. Throws `MissingParameter` for an absent header, `IncompleteSignature` for an unsigned one.
 */
export function readHeaderClaims(
  request: RawRequest,
  authorization: AuthorizationHeader<HeaderAlgorithm>,
  accessKeyId: string,
): HeaderClaims {
  const { algorithm, signedHeaders, signature } = authorization;
  const take = (name: string): string => {
    const value = header(request, name);
    if (!value) throw gatewayError('MissingParameter', { P: name });
    if (!signedHeaders.includes(name)) throw incomplete(`SignedHeaders has no ${name}.`);
    return value;
  };

  const contentHashHeader = algorithm.contentHashHeaders.find(name => header(request, name)) ?? 'x-acs-content-sha256';
  const claims = {
    action: parseAction(take('x-acs-action')),
    version: parseVersion(take('x-acs-version')),
    accessKeyId: parseAccessKeyId(accessKeyId),
    timestamp: parseTimestamp(take('x-acs-date')),
    nonce: parseNonce(take('x-acs-signature-nonce'), 'x-acs-signature-nonce'),
    contentHash: take(contentHashHeader),
    securityToken: header(request, 'x-acs-security-token')
      ? parseSecurityToken(take('x-acs-security-token'))
      : undefined,
    signedHeaders,
    signature,
  };
  // It decides how the body is read, so under another one a signed body would be other parameters, or none.
  if (request.body.length > 0) take('content-type');
  return claims;
}

/** The digest of the received body, hex. Most requests have none, and the digest of nothing need not be computed. */
export function bodyDigest(hash: HashName, body: Buffer): string {
  return body.length === 0 && hash === 'sha256' ? emptySha256 : digestHex(hash, body);
}
const emptySha256 = digestHex('sha256', '');

/** Whether the body is the one whose digest the client stated, in either case. No secret is compared: it is the client's own body. */
export function isStatedBody(stated: string, computed: string): boolean {
  return stated.toLowerCase() === computed;
}

function incomplete(reason: string) {
  return gatewayError('IncompleteSignature', { reason });
}
