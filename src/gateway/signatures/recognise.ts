/**
 * Which generation of the protocol a request speaks, which operation it asks for, and who claims to have signed it:
 * wire/gateway.md sections 1 and 6. No key is looked up here.
 */
import { gatewayError } from '../gateway-error.js';
import { header, type Parameters, type RawRequest } from '../parameters.js';
import type { Authentication } from './authentication.js';
import { readV1 } from './v1.js';
import { readV3 } from './v3.js';
import { readV4 } from './v4.js';

export type { Authentication } from './authentication.js';

/**
 * Takes the first rule of wire/gateway.md section 1 that fits and reads what that generation says of operation and signer. Throws
 * `GatewayError` for what is missing or malformed, for what this server does not offer, and `MissingAccessKeyId` for a
 * request that nobody signed: no operation is anonymous here.
 */
export function recognise(request: RawRequest, parameters: Parameters): Authentication {
  const authorization = header(request, 'authorization') ?? '';
  const { values } = parameters;
  if (authorization.startsWith('ACS3-')) return readV3(request);
  if (authorization.startsWith('ACS4-')) return readV4(request);
  if (/^bearer /i.test(authorization) || header(request, 'x-acs-bearer-token') !== undefined) {
    throw gatewayError('InvalidBearerToken');
  }
  // Go's legacy core sends a meaningless Signature with it, so this comes before V1.
  if (values.get('SignatureType') === 'BEARERTOKEN' && values.has('BearerToken')) {
    throw gatewayError('InvalidBearerToken');
  }
  if (header(request, 'x-acs-zero-trust-idtoken') !== undefined) {
    throw gatewayError('InvalidParameter', { P: 'x-acs-zero-trust-idtoken' });
  }
  if (values.has('Signature')) return readV1(request, parameters);
  // The ROA signature of other products.
  if (authorization.startsWith('acs ')) throw gatewayError('InvalidParameter.Format', { P: 'Authorization' });
  throw gatewayError('Missing{P}', { P: 'AccessKeyId' });
}

/** XML where `Format` says so, else JSON. Never throws, so that an error about the request can be answered in its format. */
export function answerFormat({ values }: Parameters): 'json' | 'xml' {
  const format = values.get('Format');
  return typeof format === 'string' && format.toLowerCase() === 'xml' ? 'xml' : 'json';
}
