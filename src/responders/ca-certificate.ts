/**
 * The certificate of an authority, to anybody who asks: `GET /ca/<authority>.crt` is DER, as authority information access points at it (RFC
 * 5280 section 4.2.2.1, media type RFC 2585); `/ca/<authority>.pem` is the chain up to the root, PEM (RFC 8555 section 9.1).
 */
import type { IncomingHttpHeaders } from 'node:http';
import type { Authorities } from '../ca/authorities.js';
import { sha256Hex } from '../crypto/digest.js';
import { cacheableAnswer, type PublicFile } from './public-file.js';

export interface CaCertificateParts {
  readonly authorities: Authorities;
}

const PATH = /^\/ca\/([0-9a-f-]{32,36})\.(crt|pem)$/;
/** The certificate behind an identifier never changes. */
const MAX_AGE_S = 86_400;

/** Undefined where there is no such authority. */
export function caCertificateResponder({ authorities }: CaCertificateParts) {
  return async (path: string, request: IncomingHttpHeaders = {}): Promise<PublicFile | undefined> => {
    const [, id, form] = PATH.exec(path) ?? [];
    if (id === undefined) return undefined;
    const found =
      form === 'crt'
        ? { contentType: 'application/pkix-cert', body: await authorities.findPublicCertificate(id) }
        : { contentType: 'application/pem-certificate-chain', body: await authorities.findPublicChain(id) };
    const { contentType, body } = found;
    if (body === undefined) return undefined;
    const file = { contentType, body, tag: sha256Hex(Buffer.from(body)), maxAgeS: MAX_AGE_S };
    return cacheableAnswer(file, request);
  };
}
