/**
 * Signature V1: everything in parameters (wire/gateway.md section 3), with an access key's secret or, for KMS client keys, with
 * an RSA key (wire/gateway.md section 6.4). Neither path nor headers are signed, and of the body only form parameters.
 */

import { firstCharacters } from '../../text/first-characters.js';
import { gatewayError } from '../gateway-error.js';
import { hasJson, type Parameters, type RawRequest } from '../parameters.js';
import { type Claims, parseAccessKeyId, parseAction, parseSecurityToken, parseVersion } from './claims.js';
import { parseNonce, parseTimestamp } from './clock.js';
import { hmac } from './hmac.js';
import { canonicalPairs, percentEncode } from './percent-encoding.js';
import { type Credential, isRsaSigned, isSameText, rsaKeyOf, secretOf } from './proof.js';

export type V1Algorithm =
  | { readonly name: string; readonly kind: 'hmac'; readonly hash: 'sha1' | 'sha256' }
  | { readonly name: string; readonly kind: 'rsa' };

export interface V1Authentication extends Claims {
  readonly generation: 'V1';
  readonly algorithm: V1Algorithm;
}

/** By name in lower case: documents also write `Hmac-SHA1`. */
const algorithms = new Map<string, V1Algorithm>([
  ['hmac-sha1', { name: 'HMAC-SHA1', kind: 'hmac', hash: 'sha1' }],
  ['hmac-sha256', { name: 'HMAC-SHA256', kind: 'hmac', hash: 'sha256' }],
  ['sha256withrsa', { name: 'SHA256withRSA', kind: 'rsa' }],
]);

const kmsVersion = '2016-01-20';

/** How much of a string to sign is quoted. A form at its limit makes one of megabytes, which nobody compares. */
const maxQuotedCharacters = 64 * 1024;

/** Reads the common parameters of a V1 request. Throws `GatewayError` for one that is missing or cannot be. */
export function readV1(request: RawRequest, parameters: Parameters): V1Authentication {
  // Its signature would not cover them: on the way somebody could add or replace any. Some clients send an empty object.
  if (hasJson(request) && !isEmptyObject(request.body)) {
    throw gatewayError('InvalidParameter.Body', { reason: 'This signature cannot cover parameters in JSON.' });
  }
  const accessKeyId = parseAccessKeyId(text(parameters, 'AccessKeyId'));
  const signature = required(parameters, 'Signature');
  const algorithm = algorithms.get(required(parameters, 'SignatureMethod').toLowerCase());
  if (!algorithm) throw gatewayError('InvalidSignatureMethod');
  if (required(parameters, 'SignatureVersion') !== '1.0') throw gatewayError('Invalid{P}', { P: 'SignatureVersion' });
  requireSignatureType(algorithm, text(parameters, 'SignatureType'));

  if (!/^(?:json|xml)?$/i.test(text(parameters, 'Format') ?? '')) {
    throw gatewayError('InvalidParameter.Format', { P: 'Format' });
  }

  const nonce = text(parameters, 'SignatureNonce');
  return {
    generation: 'V1',
    action: parseAction(required(parameters, 'Action')),
    version: parseVersion(required(parameters, 'Version')),
    accessKeyId,
    securityToken: parseSecurityToken(text(parameters, 'SecurityToken')),
    timestamp: readTimestamp(parameters),
    nonce: nonce ? parseNonce(nonce, 'SignatureNonce') : undefined,
    algorithm,
    signature,
  };
}

/** `METHOD&%2F&` and the encoded canonical parameters: all of query and form body but the signature itself. */
export function stringToSignV1(method: string, parameters: Parameters): string {
  const signed = new Map([...parameters.query, ...parameters.form]);
  signed.delete('Signature');
  const canonical = canonicalPairs(signed, (name, value) => `${percentEncode(name)}=${percentEncode(value)}`);
  return `${method.toUpperCase()}&%2F&${percentEncode(canonical)}`;
}

/** Throws `SignatureDoesNotMatch`, or `InvalidSignatureMethod` when the key is not of the algorithm's kind. */
export function verifyV1(
  authentication: V1Authentication,
  request: RawRequest,
  parameters: Parameters,
  credential: Credential,
): void {
  const stringToSign = stringToSignV1(request.method, parameters);
  if (!isProven(authentication, stringToSign, credential)) {
    throw gatewayError('SignatureDoesNotMatch', { stringToSign: quoted(stringToSign) });
  }
}

function isEmptyObject(json: Buffer): boolean {
  return json.length <= 64 && /^\s*\{\s*\}\s*$/.test(json.toString('latin1'));
}

function quoted(stringToSign: string): string {
  if (stringToSign.length <= maxQuotedCharacters) return stringToSign;
  return `${firstCharacters(stringToSign, maxQuotedCharacters)} …`;
}

function isProven({ algorithm, signature }: V1Authentication, stringToSign: string, credential: Credential): boolean {
  if (algorithm.kind === 'rsa') {
    // Buffer.from skips what is not base64; one signature is to have one spelling.
    const bytes = Buffer.from(signature, 'base64');
    return bytes.toString('base64') === signature && isRsaSigned(rsaKeyOf(credential), stringToSign, bytes);
  }
  const key = Buffer.concat([secretOf(credential), Buffer.from('&')]);
  const computed = hmac(algorithm.hash, key, stringToSign, 'base64');
  key.fill(0);
  return isSameText(computed, signature);
}

/** The Go and Python legacy cores send an empty one. */
function requireSignatureType(algorithm: V1Algorithm, signatureType = ''): void {
  const isRight = signatureType === '' || (algorithm.kind === 'rsa' && signatureType === 'PRIVATEKEY');
  if (!isRight) throw gatewayError('Invalid{P}', { P: 'SignatureType' });
}

function readTimestamp(parameters: Parameters): Date {
  const timestamp = text(parameters, 'Timestamp');
  if (timestamp) return parseTimestamp(timestamp);
  const isKms = text(parameters, 'Version') === kmsVersion;
  throw isKms ? gatewayError('IllegalTimestamp') : gatewayError('Missing{P}', { P: 'Timestamp' });
}

function required(parameters: Parameters, P: string): string {
  const value = text(parameters, P);
  if (!value) throw gatewayError('Missing{P}', { P });
  return value;
}

/** A parameter of query or form body: in V1 there are no others. */
function text({ query, form }: Parameters, name: string): string | undefined {
  return form.get(name) ?? query.get(name);
}
