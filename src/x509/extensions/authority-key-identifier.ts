/**
 * Authority key identifier (RFC 5280 section 4.2.1.1): the subject key identifier of the issuer. Its other two members, the issuer's own
 * issuer and serial number, are left out: they would tie a chain to one certificate of a CA that may be renewed.
 */
import { contextPrimitive, oid, seq } from '../../crypto/der.js';
import { extension } from './extension.js';

export const authorityKeyIdentifierOid = '2.5.29.35';
const encodedOid = oid(authorityKeyIdentifierOid);

export const authorityKeyIdentifier = (issuerKeyIdentifier: Uint8Array): Buffer =>
  extension(encodedOid, false, seq(contextPrimitive(0, issuerKeyIdentifier)));
