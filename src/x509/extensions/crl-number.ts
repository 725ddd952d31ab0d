/** CRL number (RFC 5280 section 5.2.3): rises with every list of an issuer, so that readers can tell the newer of two. */
import { integer, oid } from '../../crypto/der.js';
import { extension } from './extension.js';

export const crlNumberOid = '2.5.29.20';
const encodedOid = oid(crlNumberOid);

/** Up to 2^53; the standard allows 20 octets. */
export const crlNumber = (number: number): Buffer => extension(encodedOid, false, integer(number));
