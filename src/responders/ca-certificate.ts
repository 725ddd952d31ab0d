/**
 * `GET /ca/<authority>.crt`: the certificate of an authority, DER, to anybody who asks (RFC 5280 section 4.2.2.1, media type RFC 2585).
 */
import type { Authorities } from '../ca/authorities.js';
import type { PublicFile } from './crl.js';

export interface CaCertificateParts {
  readonly authorities: Authorities;
}

const PATH = /^\/ca\/([0-9a-f-]{32,36})\.crt$/;
/** The certificate behind an identifier never changes. */
const MAX_AGE_S = 86_400;

/** Undefined where there is no such authority. */
export function caCertificateResponder({ authorities }: CaCertificateParts) {
  return async (path: string): Promise<PublicFile | undefined> => {
    const [, id] = PATH.exec(path) ?? [];
    const body = id === undefined ? undefined : await authorities.findPublicCertificate(id);
    return (
      body && {
        status: 200,
        contentType: 'application/pkix-cert',
        body,
        headers: { 'cache-control': `public, max-age=${MAX_AGE_S}` },
      }
    );
  };
}
