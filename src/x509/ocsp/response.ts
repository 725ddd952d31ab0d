/**
 * Writes OCSP responses (RFC 6960 section 4.2): errors, which nobody signs, and basic responses in the two steps in which they come to
 * be, what is to be signed and that with its signature.
 */
import type { Algorithm } from '../../crypto/algorithm.js';
import { bitString, context, contextPrimitive, enumerated, octetString, oid, seq, seqOf } from '../../crypto/der.js';
import { extension } from '../extensions/extension.js';
import { encodeGeneralizedTime } from '../time.js';
import { nonceOid } from './request.js';

/** OCSPResponseStatus. */
export const responseStatus = {
  successful: 0,
  malformedRequest: 1,
  internalError: 2,
  tryLater: 3,
  sigRequired: 5,
  unauthorized: 6,
} as const;

export type CertificateStatus =
  | { readonly kind: 'good' }
  | { readonly kind: 'revoked'; readonly at: Date }
  | { readonly kind: 'unknown' };

export interface SingleResponse {
  /** DER of the CertID as it stands in the request. */
  readonly certIdDer: Uint8Array;
  readonly status: CertificateStatus;
}

export interface ResponseData {
  /** SHA-1 of the responder's public key. */
  readonly responderKeyHash: Uint8Array;
  readonly producedAt: Date;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  readonly responses: readonly SingleResponse[];
  readonly nonce?: Uint8Array | undefined;
}

const BASIC_RESPONSE = oid('1.3.6.1.5.5.7.48.1.1');
const NONCE = oid(nonceOid);

/** DER of a response without content. */
export const errorResponse = (status: Exclude<keyof typeof responseStatus, 'successful'>): Buffer =>
  seq(enumerated(responseStatus[status]));

/** DER of the ResponseData. */
export function encodeResponseData(data: ResponseData): Buffer {
  const { nonce } = data;
  return seq(
    context(2, octetString(data.responderKeyHash)),
    encodeGeneralizedTime(data.producedAt),
    seqOf(data.responses.map(single => encodeSingle(single, data))),
    ...(nonce ? [context(1, seq(extension(NONCE, false, octetString(nonce))))] : []),
  );
}

/** DER of the OCSPResponse. @param certificateDer of the responder, for clients to check the signature with */
export function assembleResponse(
  dataDer: Uint8Array,
  algorithm: Algorithm,
  signature: Uint8Array,
  certificateDer: Uint8Array,
): Buffer {
  const basic = seq(dataDer, algorithm.signature.identifier, bitString(signature), context(0, seq(certificateDer)));
  return seq(enumerated(responseStatus.successful), context(0, seq(BASIC_RESPONSE, octetString(basic))));
}

function encodeSingle({ certIdDer, status }: SingleResponse, { thisUpdate, nextUpdate }: ResponseData): Buffer {
  return seq(
    certIdDer,
    encodeStatus(status),
    encodeGeneralizedTime(thisUpdate),
    context(0, encodeGeneralizedTime(nextUpdate)),
  );
}

/** A revocation gives no reason: none is known, and "unspecified" should not be written (RFC 5280 section 5.3.1). */
function encodeStatus(status: CertificateStatus): Buffer {
  if (status.kind === 'revoked') return context(1, encodeGeneralizedTime(status.at));
  return contextPrimitive(status.kind === 'good' ? 0 : 2, Buffer.alloc(0));
}
