/** CRL distribution points (RFC 5280 section 4.2.1.13): where the issuer's revocation list is published. */
import { oid } from '../../crypto/der.js';
import { distributionPoints } from './distribution-points.js';
import { extension } from './extension.js';

export const crlDistributionPointsOid = '2.5.29.31';
const encodedOid = oid(crlDistributionPointsOid);

/** ASCII URIs. */
export const crlDistributionPoints = (uris: readonly string[]): Buffer =>
  extension(encodedOid, false, distributionPoints(uris));
