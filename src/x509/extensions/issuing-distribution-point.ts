/**
 * Issuing distribution point (RFC 5280 section 5.2.5): the list speaks for those certificates only that carry the same address among their
 * distribution points. Critical, so that nobody takes a part of the revocations for all of them.
 */
import { oid, seq } from '../../crypto/der.js';
import { distributionPointName } from './distribution-points.js';
import { extension } from './extension.js';

const encodedOid = oid('2.5.29.28');

/** ASCII URIs: every address that the certificates were given for this one list. */
export const issuingDistributionPoint = (uris: readonly string[]): Buffer =>
  extension(encodedOid, true, seq(distributionPointName(uris)));
