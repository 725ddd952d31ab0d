/** Signature V3, `ACS3-…` in headers: wire/gateway.md section 4. The default of all current official clients. */
import { gatewayError } from '../gateway-error.js';
import { header, type Parameters, type RawRequest } from '../parameters.js';
import {
  bodyDigest,
  type HeaderAlgorithm,
  isStatedBody,
  parseAuthorization,
  readHeaderClaims,
} from './authorization-header.js';
import { canonicalRequest, stringToSignOf } from './canonical-request.js';
import type { HeaderClaims } from './claims.js';
import { hmac } from './hmac.js';
import { canonicalPairs, isUnreserved, percentEncode } from './percent-encoding.js';
import { type Credential, isRsaSigned, isSameText, rsaKeyOf, secretOf, sm3IsAvailable } from './proof.js';

export interface V3Algorithm extends HeaderAlgorithm {
  readonly kind: 'hmac' | 'rsa';
}

export interface V3Authentication extends HeaderClaims {
  readonly generation: 'V3';
  readonly algorithm: V3Algorithm;
}

const sha256Header = ['x-acs-content-sha256'];
// Current cores put the SM3 digest under the name of the other, the legacy Java core under its own (wire/gateway.md section 4.4).
const sm3Headers = ['x-acs-content-sm3', 'x-acs-content-sha256'];

const all: readonly V3Algorithm[] = [
  { name: 'ACS3-HMAC-SHA256', kind: 'hmac', hash: 'sha256', contentHashHeaders: sha256Header },
  { name: 'ACS3-HMAC-SM3', kind: 'hmac', hash: 'sm3', contentHashHeaders: sm3Headers },
  { name: 'ACS3-RSA-SHA256', kind: 'rsa', hash: 'sha256', contentHashHeaders: sha256Header },
];
const algorithms = new Map(all.filter(a => a.hash !== 'sm3' || sm3IsAvailable).map(a => [a.name, a]));

/** Reads the headers of a V3 request. Throws `GatewayError` for one that is missing, unsigned or cannot be. */
export function readV3(request: RawRequest): V3Authentication {
  const authorization = parseAuthorization(header(request, 'authorization') ?? '', algorithms);
  const claims = readHeaderClaims(request, authorization, authorization.credential);
  return { ...claims, generation: 'V3', algorithm: authorization.algorithm };
}

/** The canonical query with names as they are: the Node, Go, Python, C# and C++ cores. */
export function queryWithPlainNames(query: ReadonlyMap<string, string>): string {
  return canonicalPairs(query, (name, value) => `${name}=${percentEncode(value)}`);
}

/** The canonical query with encoded names: the legacy Java core, PHP and the help page. */
export function queryWithEncodedNames(query: ReadonlyMap<string, string>): string {
  return canonicalPairs(query, (name, value) => `${percentEncode(name)}=${percentEncode(value)}`);
}

/** The forms in which this query may have been signed, the more common one first. */
export function possibleQueries(query: ReadonlyMap<string, string>): readonly string[] {
  if (query.size === 0) return [''];
  const odd = [...query.keys()].filter(name => !isUnreserved(name));
  if (odd.length === 0) return [queryWithPlainNames(query)];

  // Plain, the one name `A=1&B` reads like two parameters, and `a%20b` like an encoded `a b`: somebody who could change a request
  // on its way could make signed parameters disappear into such names. No client sends them; they are taken encoded only.
  if (odd.some(name => /[&=%\n]/.test(name))) return [queryWithEncodedNames(query)];
  return [queryWithPlainNames(query), queryWithEncodedNames(query)];
}

/** Throws `SignatureDoesNotMatch`, or `InvalidSignatureMethod` when the key is not of the algorithm's kind. */
export function verifyV3(
  authentication: V3Authentication,
  request: RawRequest,
  parameters: Parameters,
  credential: Credential,
): void {
  const { algorithm, signedHeaders } = authentication;
  const payloadHash = bodyDigest(algorithm.hash, request.body);
  const stringsToSign = possibleQueries(parameters.query).map(query =>
    stringToSignOf(algorithm, canonicalRequest(request, query, signedHeaders, payloadHash)),
  );
  const isProven =
    isStatedBody(authentication.contentHash, payloadHash) &&
    stringsToSign.some(stringToSign => isSignedText(authentication, stringToSign, credential));
  if (!isProven) throw gatewayError('SignatureDoesNotMatch', { stringToSign: stringsToSign[0]! });
}

function isSignedText({ algorithm, signature }: V3Authentication, text: string, credential: Credential): boolean {
  if (algorithm.kind === 'rsa') {
    const bytes = Buffer.from(signature, 'hex');
    return bytes.toString('hex') === signature && isRsaSigned(rsaKeyOf(credential), text, bytes);
  }
  return isSameText(hmac(algorithm.hash, secretOf(credential), text, 'hex'), signature);
}
