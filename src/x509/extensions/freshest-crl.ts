/** Freshest CRL (RFC 5280 section 5.2.6) of a complete list: where the delta list is that says what has been revoked since. */
import { oid } from '../../crypto/der.js';
import { distributionPoints } from './distribution-points.js';
import { extension } from './extension.js';

const encodedOid = oid('2.5.29.46');

/** ASCII URIs. */
export const freshestCrl = (uris: readonly string[]): Buffer => extension(encodedOid, false, distributionPoints(uris));
