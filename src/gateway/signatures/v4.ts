/** Signature V4, `ACS4-…` in headers, which some SDKs offer: wire/gateway.md section 5. */
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
import { canonicalPairs, percentEncode } from './percent-encoding.js';
import { type Credential, isSameText, secretOf, sm3IsAvailable } from './proof.js';

export type V4Algorithm = HeaderAlgorithm;

export interface V4Authentication extends HeaderClaims {
  readonly generation: 'V4';
  readonly algorithm: V4Algorithm;
  readonly scope: { readonly date: string; readonly region: string; readonly product: string };
}

const all: readonly V4Algorithm[] = [
  { name: 'ACS4-HMAC-SHA256', hash: 'sha256', contentHashHeaders: ['x-acs-content-sha256'] },
  { name: 'ACS4-HMAC-SM3', hash: 'sm3', contentHashHeaders: ['x-acs-content-sm3', 'x-acs-content-sha256'] },
];
const algorithms = new Map(all.filter(a => a.hash !== 'sm3' || sm3IsAvailable).map(a => [a.name, a]));

const terminator = 'aliyun_v4_request';

/** Reads the headers of a V4 request. Throws `GatewayError` for one that is missing, unsigned or cannot be. */
export function readV4(request: RawRequest): V4Authentication {
  const authorization = parseAuthorization(header(request, 'authorization') ?? '', algorithms);
  const [accessKeyId = '', date, region, product, end, ...rest] = authorization.credential.split('/');
  if (!date || !region || !product || end !== terminator || rest.length > 0) {
    throw gatewayError('IncompleteSignature', { reason: 'Credential has no scope of this signature version.' });
  }
  const claims = readHeaderClaims(request, authorization, accessKeyId);
  if (claims.timestamp.toISOString().slice(0, 10).replaceAll('-', '') !== date) {
    throw gatewayError('IncompleteSignature', { reason: 'The date of Credential is not the date of x-acs-date.' });
  }
  return { ...claims, generation: 'V4', algorithm: authorization.algorithm, scope: { date, region, product } };
}

/** The canonical query of V4: names encoded, an empty value without its `=`. */
export function canonicalQueryV4(query: ReadonlyMap<string, string>): string {
  return canonicalPairs(query, (name, value) =>
    value === '' ? percentEncode(name) : `${percentEncode(name)}=${percentEncode(value)}`,
  );
}

/**
 * The key that signs, derived from the secret in four steps. `between` is what happens to the result of each: nothing by
 * the formula, `lossyText` in the official Node implementation.
 */
export function deriveKeyV4(
  { algorithm: { hash }, scope }: Pick<V4Authentication, 'algorithm' | 'scope'>,
  secret: Buffer,
  between: (key: Buffer) => Buffer = key => key,
): Buffer {
  const steps = [scope.date, scope.region, scope.product, terminator];
  let key: Buffer = Buffer.concat([Buffer.from('aliyun_v4'), secret]);
  for (const step of steps) key = between(hmac(hash, key, step, 'buffer'));
  return key;
}

/** Node's HMAC helper makes text of every intermediate key; bytes that are not UTF-8 become U+FFFD. */
export function lossyText(key: Buffer): Buffer {
  return Buffer.from(key.toString('utf8'), 'utf8');
}

/**
 * Throws `SignatureDoesNotMatch`, or `InvalidSignatureMethod` for a key pair. `allowLossy` also accepts the keys of the Node
 * implementation, which have far less entropy than the formula's, though still well over 100 bits.
 */
export function verifyV4(
  authentication: V4Authentication,
  request: RawRequest,
  parameters: Parameters,
  credential: Credential,
  allowLossy: boolean,
): void {
  const { algorithm, signedHeaders, signature } = authentication;
  const secret = secretOf(credential);
  const payloadHash = bodyDigest(algorithm.hash, request.body);
  const query = canonicalQueryV4(parameters.query);
  const stringToSign = stringToSignOf(algorithm, canonicalRequest(request, query, signedHeaders, payloadHash));
  const isSignedWith = (key: Buffer) => isSameText(hmac(algorithm.hash, key, stringToSign, 'hex'), signature);

  const isProven =
    isStatedBody(authentication.contentHash, payloadHash) &&
    (isSignedWith(deriveKeyV4(authentication, secret)) ||
      (allowLossy && isSignedWith(deriveKeyV4(authentication, secret, lossyText))));
  if (!isProven) throw gatewayError('SignatureDoesNotMatch', { stringToSign });
}
