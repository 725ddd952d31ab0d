/** CRL distribution points (RFC 5280 section 4.2.1.13): where the issuer's revocation list is published. */
import { context, contextPrimitive, oid, seq, seqOf } from '../../crypto/der.js';
import { extension } from './extension.js';

export const crlDistributionPointsOid = '2.5.29.31';
const encodedOid = oid(crlDistributionPointsOid);
const URI = 6;

/** One distribution point for each address, since they are not copies of one list at several places but places to look. ASCII URIs. */
export function crlDistributionPoints(uris: readonly string[]): Buffer {
  const points = uris.map(uri => {
    const fullName = context(0, contextPrimitive(URI, Buffer.from(uri, 'latin1')));
    return seq(context(0, fullName));
  });
  return extension(encodedOid, false, seqOf(points));
}
