/** Authority information access (RFC 5280 section 4.2.2.1): where to ask for the certificate's status, and where its issuer's is. */
import { contextPrimitive, oid, seq, seqOf } from '../../crypto/der.js';
import { extension } from './extension.js';

export const authorityInformationAccessOid = '1.3.6.1.5.5.7.1.1';
const encodedOid = oid(authorityInformationAccessOid);
const OCSP = oid('1.3.6.1.5.5.7.48.1');
const CA_ISSUERS = oid('1.3.6.1.5.5.7.48.2');
const URI = 6;

export interface InformationAccess {
  /** ASCII URIs of OCSP responders. */
  readonly ocsp?: readonly string[];
  /** ASCII URIs of the issuer's certificate. */
  readonly caIssuers?: readonly string[];
}

/** At least one address is needed. */
export function authorityInformationAccess({ ocsp = [], caIssuers = [] }: InformationAccess): Buffer {
  const description = (method: Buffer) => (uri: string) =>
    seq(method, contextPrimitive(URI, Buffer.from(uri, 'latin1')));
  return extension(
    encodedOid,
    false,
    seqOf([...ocsp.map(description(OCSP)), ...caIssuers.map(description(CA_ISSUERS))]),
  );
}
