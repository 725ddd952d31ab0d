/**
 * id-pkix-ocsp-nocheck (RFC 6960 section 4.2.2.2.1): nobody needs to ask whether this responder's certificate was revoked. That is why
 * such a certificate lives for days only.
 */
import { nullValue, oid } from '../../crypto/der.js';
import { extension } from './extension.js';

export const ocspNocheckOid = '1.3.6.1.5.5.7.48.1.5';

export const ocspNocheck: Buffer = extension(oid(ocspNocheckOid), false, nullValue());
